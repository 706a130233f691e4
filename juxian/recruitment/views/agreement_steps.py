"""What the pages of all three parties have in common: the sheet, and the five small writes."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t

from juxian.kit.audit.timeline import timeline_of
from juxian.kit.errors import RuleBroken
from juxian.kit.views import attempt, render
from juxian.recruitment.actions.agreement import amend_agreement, ask_release, cancel_agreement, sign_agreement
from juxian.recruitment.forms.agreement import SignForm, TermsForm, WhyForm
from juxian.recruitment.models import Agreement
from juxian.recruitment.permissions import party_of
from juxian.recruitment.queries.agreement import sheet_of
from juxian.recruitment.states import AGREEMENT

WHY: dict[str, Callable[..., Any]] = {"cancel": cancel_agreement, "ask_release": ask_release}


def own_agreement(request: HttpRequest, pk: Any) -> Agreement:
    """Return the agreement if the actor is one of its parties."""
    related = ("person", "organisation", "school", "application__vacancy")
    rows = Agreement.objects.visible_to(request.actor).select_related(*related)  # type: ignore[attr-defined]
    return get_object_or_404(rows, pk=pk)


def agreement_page(
    request: HttpRequest, agreement: Agreement, names: str, *, status: int = 0, **more: Any
) -> HttpResponse:
    """Render the sheet with the buttons of the acting party; `names` is the beginning of its address names."""
    party, sheet = party_of(request.actor, agreement), sheet_of(agreement)  # type: ignore[attr-defined]
    context = {
        "agreement": agreement,
        "sheet": sheet,
        "party": party,
        "names": names,
        "may_sign": bool(party) and AGREEMENT.can(agreement, f"{party}_sign"),
        "may_change": bool(party) and agreement.is_unsigned,
        "may_ask_release": party in ("graduate", "employer")
        and agreement.state == "signed"
        and not agreement.release_asked_by,
        "may_release": party == "school" and agreement.state == "signed" and bool(agreement.release_asked_by),
        "sign_form": SignForm(initial={"digest": sheet.version.digest}),
        "terms_form": TermsForm(party=party, initial=sheet.version.terms, prefix="terms") if party else None,
        "why_form": WhyForm(),
        "timeline": timeline_of(agreement),
        **more,
    }
    return render(request, f"recruitment/{_folder(names)}/agreement.html", context, status=status)


def sign(request: HttpRequest, pk: Any, names: str) -> HttpResponse:
    agreement = own_agreement(request, pk)
    form = SignForm(request.POST)
    if attempt(form, lambda digest, has_read: sign_agreement(agreement, digest=digest, by=request.actor)):  # type: ignore[attr-defined]
        return redirect(f"recruitment:{names}", pk)
    return agreement_page(request, own_agreement(request, pk), names, sign_form=form, status=422)


def amend(request: HttpRequest, pk: Any, names: str) -> HttpResponse:
    """Correct one's own lines, with the reason beside them."""
    agreement = own_agreement(request, pk)
    party = party_of(request.actor, agreement)  # type: ignore[attr-defined]
    terms, why = TermsForm(request.POST, party=party, prefix="terms"), WhyForm(request.POST)
    if terms.is_valid() and why.is_valid():
        do = partial(amend_agreement, agreement, changes=terms.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        if attempt(why, do):
            return redirect(f"recruitment:{names}", pk)
    return agreement_page(request, own_agreement(request, pk), names, terms_form=terms, why_form=why, status=422)


def with_reason(request: HttpRequest, pk: Any, names: str, step: str) -> HttpResponse:
    """Cancel, or ask for the release."""
    form = WhyForm(request.POST)
    if attempt(form, partial(WHY[step], own_agreement(request, pk), by=request.actor)):  # type: ignore[attr-defined]
        return redirect(f"recruitment:{names}", pk)
    return agreement_page(request, own_agreement(request, pk), names, why_form=form, status=422)


def must_be_signed(agreement: Agreement) -> None:
    """The paper is for what holds: a draft is read on the page."""
    if agreement.signed_at is None:
        raise RuleBroken(_t("协议还没有三方签完，签完以后才能下载。"))


def _folder(names: str) -> str:
    return "person" if names.startswith("my_") else "organisation"
