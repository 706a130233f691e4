"""A person's saved searches: keep one, stop its alerts, forget it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from juxian.kit.access import Audience
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import audience, back_to, render
from juxian.people.queries import person_by_key
from juxian.recruitment.actions.saved_search import delete_search, save_search, set_alert
from juxian.recruitment.forms.search import AlertForm, SaveSearchForm, asked_by
from juxian.recruitment.models import SavedSearch
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.saved_search import MOST_SEARCHES, searches_of

MINE = audience(Audience.PERSON, Permission.SAVE_SEARCH)


@MINE
@require_safe
def saved_search_list(request: HttpRequest) -> HttpResponse:
    """What I keep looking for, with how many vacancies each search finds today."""
    context = {"searches": searches_of(request.actor, asked_by), "most": MOST_SEARCHES}
    return render(request, "recruitment/person/saved_search_list.html", context)


@MINE
@require_POST
def saved_search_add(request: HttpRequest) -> HttpResponse:
    """Keep the search of the list that I look at."""
    form = SaveSearchForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    save_search(
        get_object_or_404(person_by_key(request.actor.person_id)),
        name=form.cleaned_data["name"],
        query=form.cleaned_data["query"],
        by=request.actor,
    )
    messages.success(request, _("已保存。有新的职位时，每天早上告诉您一次。"))
    return back_to(request, "recruitment:saved_search_list")


@MINE
@require_POST
def saved_search_alert(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin or stop to be told."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.actor), pk=pk)
    is_alerting = AlertForm(request.POST).is_on()
    set_alert(search, is_alerting=is_alerting, by=request.actor)
    messages.success(
        request, _("有新职位时会提醒您。") if is_alerting else _("不再提醒。搜索还保留着，随时可以再打开提醒。")
    )
    return redirect("recruitment:saved_search_list")


@MINE
@require_POST
def saved_search_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Forget one."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.actor), pk=pk)
    name = search.name
    delete_search(search, by=request.actor)
    messages.success(request, _("已删除“%(name)s”。") % {"name": name})
    return redirect(reverse("recruitment:saved_search_list"))
