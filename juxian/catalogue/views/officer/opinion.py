"""Opinions on a draft, and their answers."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from juxian.catalogue.actions import answer_opinion
from juxian.catalogue.forms.officer import AnswerForm, RevealForm
from juxian.catalogue.models import Opinion
from juxian.catalogue.permissions import Permission
from juxian.catalogue.views.officer.edition import GET_POST, get_edition
from juxian.kit.access import Audience
from juxian.kit.secrets import reveal
from juxian.kit.views import attempt, audience, paginate, render

ANSWER = audience(Audience.OFFICE, Permission.ANSWER_OPINION)


@ANSWER
@require_safe
def opinion_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All opinions on an edition, those without an answer first."""
    edition = get_edition(request, pk)
    rows = Opinion.objects.visible_to(request.actor).filter(edition=edition).order_by("-state", "created_at")
    return render(request, "catalogue/officer/opinion_list.html", {"edition": edition, "page": paginate(request, rows)})


@ANSWER
@GET_POST
def opinion_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One opinion and its answer."""
    opinion, form = _get_opinion(request, pk), AnswerForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(answer_opinion, opinion, by=request.actor)):
        messages.success(request, _("已答复。"))
        return redirect("catalogue:opinion_list", opinion.edition_id)
    return _page(request, opinion, form)


@ANSWER
@require_POST
def opinion_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the contact once; who looked and why is on record."""
    opinion, form = _get_opinion(request, pk), RevealForm(request.POST)
    contact = attempt(form, partial(reveal, opinion, "contact", by=request.actor))
    return _page(request, opinion, AnswerForm(), reveal_form=form, contact=contact)


def _page(request: HttpRequest, opinion: Opinion, form: AnswerForm, **more: object) -> HttpResponse:
    context = {"opinion": opinion, "edition": opinion.edition, "form": form, "reveal_form": RevealForm(), **more}
    return render(request, "catalogue/officer/opinion_detail.html", context, status=422 if form.errors else 200)


def _get_opinion(request: HttpRequest, pk: UUID) -> Opinion:
    return get_object_or_404(Opinion.objects.visible_to(request.actor).select_related("edition"), pk=pk)
