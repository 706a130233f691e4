"""A payee's own pages: where the money goes, and what has to come back."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.files import download
from juxian.kit.rate_limit import limited
from juxian.kit.views import attempt, audience, render
from juxian.payments.actions.account import cancel_account, propose_account
from juxian.payments.forms.account import AccountForm
from juxian.payments.models import BankAccount, Recovery
from juxian.payments.paper import letter_pdf
from juxian.payments.permissions import Permission
from juxian.payments.queries.account import account_page_of
from juxian.payments.queries.recovery import with_debts
from juxian.people.actions import sign_out_everywhere
from juxian.people.queries import person_by_key

MINE = audience(Audience.PERSON, Permission.MANAGE_OWN_ACCOUNT)


@MINE
@limited("account_change", limit=20, seconds=3600)
@require_http_methods(["GET", "POST"])
def my_account(request: HttpRequest) -> HttpResponse:
    """The account in use, the one that cools, and a form for another."""
    person = get_object_or_404(person_by_key(request.actor.person_id))
    form = AccountForm(request.POST or None, initial={"holder_name": person.name})
    if attempt(form, partial(propose_account, person, by=request.actor)):
        messages.success(request, _t("已提交。冷静期满后启用，我们会通知您。"))
        return redirect("payments:my_account")
    rows = BankAccount.objects.visible_to(request.actor)
    return render(request, "payments/person/account.html", {"form": form, **account_page_of(rows)})


@MINE
@require_POST
def my_account_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    cancel_account(_account(request, pk), by=request.actor)
    messages.success(request, _t("变更已撤销，原来的账号照常使用。"))
    return redirect("payments:my_account")


@MINE
@require_POST
def my_account_disown(request: HttpRequest, pk: UUID) -> HttpResponse:
    """ "This was not me": the change stops, every device is signed out, and the page says what to do next."""
    account = cancel_account(_account(request, pk), by=request.actor)
    sign_out_everywhere(get_object_or_404(person_by_key(request.actor.person_id)), by=request.actor)
    return render(request, "payments/person/account_disowned.html", {"account": account})


@MINE
@require_GET
def my_recoveries(request: HttpRequest) -> HttpResponse:
    """What has to come back, why, until when, and how to disagree."""
    rows = list(Recovery.objects.visible_to(request.actor).prefetch_related("instalments"))
    debts = with_debts(rows)
    return render(request, "payments/person/recoveries.html", {"rows": [(row, debts[row.pk]) for row in rows]})


@MINE
@require_GET
def my_recovery_letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    recovery = get_object_or_404(Recovery.objects.visible_to(request.actor).select_related("person"), pk=pk)
    return download(letter_pdf(recovery), f"recovery-{str(recovery.pk)[-6:]}.pdf")


def _account(request: HttpRequest, pk: UUID) -> BankAccount:
    return get_object_or_404(BankAccount.objects.visible_to(request.actor), pk=pk)
