"""The shortage catalogue for everybody: editions, search, items, download, opinions on a draft."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from juxian.catalogue.actions import give_opinion
from juxian.catalogue.forms.public import ItemFilterForm, OpinionForm
from juxian.catalogue.forms.sheet import item_columns, item_rows
from juxian.catalogue.models import Edition, Item, ItemQuerySet
from juxian.catalogue.queries import edition_in_force, open_editions
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.excel import export_rows
from juxian.kit.rate_limit import hit
from juxian.kit.views import attempt, audience, paginate, render

OPINIONS_AN_HOUR = 10
PUBLIC = audience(Audience.PUBLIC)


@PUBLIC
@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """All editions that were ever shown, the one in force first."""
    today = clock.today()
    context = {
        "page": paginate(request, Edition.objects.public()),
        "in_force": edition_in_force(today),
        "open_editions": open_editions(today),
    }
    return render(request, "catalogue/public/edition_list.html", context)


@PUBLIC
@require_safe
def edition_page(request: HttpRequest, year: int) -> HttpResponse:
    """One edition with search and filters."""
    edition, form = get_edition(year), ItemFilterForm(request.GET)
    rows = form.narrow(items_of(request, edition)).order_by("-stars", "occupation__code")
    context = {
        "edition": edition,
        "form": form,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "page": paginate(request, rows),
        "is_open": open_editions(clock.today()).filter(pk=edition.pk).exists(),
        "in_force": edition_in_force(clock.today()),
        "answer_count": edition.opinions.answered().count(),
    }
    return render(request, "catalogue/public/edition_page.html", context)


@PUBLIC
@require_safe
def edition_download(request: HttpRequest, year: int) -> HttpResponse:
    """The items that the filters leave, as Excel."""
    edition = get_edition(year)
    rows = ItemFilterForm(request.GET).narrow(items_of(request, edition))
    return export_rows(edition.title, item_columns(), item_rows(rows))


@PUBLIC
@require_safe
def item_page(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One occupation in one edition, and what other years said of it."""
    item = get_object_or_404(items_of(request, get_edition(year)), occupation__code=code)
    years = Item.objects.visible_to(request.actor).filter(
        occupation=item.occupation, edition__in=Edition.objects.public()
    )
    context = {
        "item": item,
        "edition": item.edition,
        "years": years.select_related("edition", "occupation").order_by("-edition__year"),
        "aliases": item.occupation.aliases.all(),
    }
    return render(request, "catalogue/public/item_page.html", context)


@PUBLIC
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_form(request: HttpRequest, year: int) -> HttpResponse:
    """Say something about a draft, without an account."""
    edition, form = get_edition(year), OpinionForm(request.POST or None)
    if request.method == "POST":
        hit("catalogue.opinion", request.client_address, limit=OPINIONS_AN_HOUR, seconds=3600)
        if attempt(form, partial(give_opinion, edition, by=request.actor)):
            messages.success(request, _("意见已收到，谢谢。采纳情况会在发布目录前答复。"))
            return redirect("catalogue:edition_page", year)
    context = {"edition": edition, "form": form, "is_open": open_editions(clock.today()).filter(pk=edition.pk).exists()}
    return render(request, "catalogue/public/opinion_form.html", context, status=422 if form.errors else 200)


@PUBLIC
@require_safe
def opinion_answers(request: HttpRequest, year: int) -> HttpResponse:
    """What people said of the draft and what the office answered, newest first; no contact, no name of an officer."""
    edition = get_edition(year)
    rows = edition.opinions.answered().order_by("-answered_at", "pk")
    context = {"edition": edition, "page": paginate(request, rows)}
    return render(request, "catalogue/public/opinion_answers.html", context)


def get_edition(year: int) -> Edition:
    """Return an edition that the public may see, or answer 404."""
    return get_object_or_404(Edition.objects.public(), year=year)


def items_of(request: HttpRequest, edition: Edition) -> ItemQuerySet:
    """Return the items of an edition with what a page shows of them."""
    rows = Item.objects.visible_to(request.actor).filter(edition=edition)
    return rows.select_related("edition", "occupation", "industry_group")
