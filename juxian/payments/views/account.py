"""Accounts of payees at the office: the list, what the bank says of them, one account, the counter."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.excel import export_rows
from juxian.kit.views import attempt, audience, paginate, render
from juxian.payments.actions.account import close_account, propose_account_at_counter, reveal_account
from juxian.payments.forms.account import AccountForm, AccountQuery, AnswerFileForm, CloseForm, RevealForm
from juxian.payments.forms.account_sheet import ANSWER, QUESTION
from juxian.payments.importers import take_in_answers
from juxian.payments.models import BankAccount
from juxian.payments.permissions import Permission
from juxian.payments.queries.account import account_page_of, accounts_of, found_accounts
from juxian.payments.states import ACCOUNT
from juxian.payments.tables import inquiry_row
from juxian.people.queries import person_by_key

MANAGES = audience(Audience.OFFICE, Permission.MANAGE_ACCOUNTS)


@audience(Audience.OFFICE, Permission.SEE_PAYMENTS)
@require_GET
def account_list(request: HttpRequest) -> HttpResponse:
    """Every account by its last four digits."""
    query = AccountQuery(request.GET)
    rows = BankAccount.objects.visible_to(request.actor)
    context = {
        "form": query,
        "page": paginate(request, found_accounts(rows, query.values())),
        "to_check_count": rows.to_check().count(),
        "may_manage": allows(request.actor, Permission.MANAGE_ACCOUNTS),
    }
    return render(request, "payments/officer/account_list.html", context)


@MANAGES
@require_http_methods(["GET", "POST"])
def account_check(request: HttpRequest) -> HttpResponse:
    """Which accounts the bank has not answered about; a POST takes its answers in."""
    form = AnswerFileForm(request.POST or None, request.FILES or None)
    outcome = attempt(form, partial(take_in_answers, by=request.actor))
    rows = BankAccount.objects.visible_to(request.actor).to_check().select_related("person")
    context = {"form": form, "outcome": outcome, "page": paginate(request, rows.order_by("proposed_at"))}
    return render(request, "payments/officer/account_check.html", context)


@MANAGES
@require_POST
def account_check_export(request: HttpRequest) -> HttpResponse:
    """The list for the bank, with whole numbers. On record, so a POST."""
    rows = list(BankAccount.objects.visible_to(request.actor).to_check().select_related("person"))
    record("export", "payments.accounts_to_check", by=request.actor, data={"count": len(rows)})
    return export_rows(_t("待核对收款账号"), [*QUESTION, *ANSWER], (inquiry_row(row) for row in rows))


@audience(Audience.OFFICE, Permission.SEE_PAYMENTS)
@require_GET
def account_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _detail(request, _account(request, pk))


@MANAGES
@require_POST
def account_reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole number, once, for a reason."""
    account, form = _account(request, pk), RevealForm(request.POST)
    number = attempt(form, partial(reveal_account, account, by=request.actor))
    return _detail(request, account, reveal_form=form, number=number, status=200 if number else 422)


@MANAGES
@require_POST
def account_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    account, form = _account(request, pk), CloseForm(request.POST)
    if attempt(form, partial(close_account, account, by=request.actor)):
        messages.success(request, _t("账号已停用，本人会收到消息并被请求更换账号。"))
        return redirect("payments:account_detail", pk)
    return _detail(request, account, close_form=form, status=422)


@audience(Audience.OFFICE, Permission.REGISTER_ACCOUNT)
@require_http_methods(["GET", "POST"])
def account_at_counter(request: HttpRequest, person_pk: UUID) -> HttpResponse:
    """Write down the account of who stands before the counter."""
    person = get_object_or_404(person_by_key(person_pk))
    form = AccountForm(request.POST or None, initial={"holder_name": person.name})
    if attempt(form, partial(propose_account_at_counter, person, by=request.actor)):
        messages.success(request, _t("已登记。冷静期满后启用，本人会收到消息。"))
        return redirect("payments:account_at_counter", person_pk)
    context = {"form": form, "person": person, **account_page_of(accounts_of(person))}
    return render(request, "payments/officer/account_at_counter.html", context)


def _account(request: HttpRequest, pk: UUID) -> BankAccount:
    return get_object_or_404(BankAccount.objects.visible_to(request.actor).select_related("person"), pk=pk)


def _detail(request: HttpRequest, account: BankAccount, *, status: int = 200, **more: Any) -> HttpResponse:
    may_manage = allows(request.actor, Permission.MANAGE_ACCOUNTS)
    context = {
        "account": account,
        "reveal_form": RevealForm(),
        "close_form": CloseForm(),
        "may_reveal": may_manage,
        "may_close": may_manage and ACCOUNT.can(account, "close"),
        "timeline": timeline_of(account),
        **more,
    }
    return render(request, "payments/officer/account_detail.html", context, status=status)
