"""Where somebody's money goes: proposed by the person or at the counter, cooled, then used.

Whoever gets into an account must not be able to send the next payment to themselves: a change is told on every
telephone we know, waits, and can be stopped by one tap. Meanwhile the old account stays in use."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import SYSTEM, Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.secrets import blind_index, reveal
from juxian.payments.bank_numbers import bank_name, check_account_number, names_agree
from juxian.payments.events import AccountChanged, AccountUsable
from juxian.payments.models import AccountCheck, AccountSource, BankAccount
from juxian.payments.permissions import Permission
from juxian.payments.states import ACCOUNT, AccountState
from juxian.people.queries import same_human

LIVE = (AccountState.COOLING, AccountState.ACTIVE)
SHORTEST_REASON = 4


@action(_("提交收款账号"), Permission.MANAGE_OWN_ACCOUNT, sensitive=("number",))
def propose_account(person: Any, *, bank_code: str, number: str, holder_name: str, by: Actor) -> BankAccount:
    """Name the account that is to be used once it has cooled."""
    return _proposed(person, AccountSource.SELF, bank_code, number, holder_name, by.label)


@action(_("窗口登记收款账号"), Permission.REGISTER_ACCOUNT, sensitive=("number",))
def propose_account_at_counter(person: Any, *, bank_code: str, number: str, holder_name: str, by: Actor) -> BankAccount:
    """Write down what the person shows at the counter. It cools like any other: the counter can be deceived too."""
    if by.person_id in same_human(person.pk):
        raise RuleBroken(_t("不能在窗口登记自己的收款账号。请用个人身份提交，或由其他窗口人员办理。"))
    return _proposed(person, AccountSource.COUNTER, bank_code, number, holder_name, by.label)


@system_action(_("导入收款账号"), sensitive=("number",))
def record_account(
    person: Any, *, bank_code: str, number: str, holder_name: str, source: str = AccountSource.CITY_LIST
) -> BankAccount | None:
    """Take over an account to which an office already pays. Usable at once, and only where the person has named none:
    what they chose themselves stands."""
    if BankAccount.objects.filter(person__in=same_human(person.pk), state__in=LIVE).exists():
        return None
    account = _made(person, source, bank_code, check_account_number(number), holder_name, SYSTEM.label)
    account.usable_from_at = clock.now()
    return _activated(account)


@action(_("撤销账号变更"), Permission.MANAGE_OWN_ACCOUNT)
def cancel_account(account: BankAccount, *, by: Actor) -> BankAccount:
    """Stop what cools. The account in use is not touched."""
    return _ended(account, "cancel", _t("本人撤销"))


@system_action(_("启用收款账号"))
def activate_account(account: BankAccount) -> BankAccount:
    """Use what has cooled in place of the old one."""
    if account.usable_from_at > clock.now():
        raise RuleBroken(_t("冷静期还没有满，这个账号还不能启用。"))
    if account.check_answer == AccountCheck.DIFFERS:
        raise RuleBroken(_t("银行核对不符，这个账号不能启用。请本人核对后重新提交。"))
    return _activated(account)


@action(_("登记账号核对结果"), Permission.MANAGE_ACCOUNTS)
def record_account_check(account: BankAccount, *, answer: str, message: str = "", by: Actor) -> BankAccount:
    """Keep what the bank says of name, identity and account. A contradiction ends an account, cooling or in use."""
    return _checked(account, answer, message)


@system_action(_("自动核对收款账号"))
def take_account_answer(account: BankAccount, *, answer: str, message: str = "") -> BankAccount:
    """The same, where the bank answers by itself."""
    return _checked(account, answer, message)


@action(_("停用收款账号"), Permission.MANAGE_ACCOUNTS)
def close_account(account: BankAccount, *, reason: str, by: Actor) -> BankAccount:
    """Stop using an account that the bank has closed; the person is asked for another one."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明停用的理由（至少四个字），本人会逐字看到。"), field="reason")
    return _ended(account, "close", reason.strip())


@action(_("查看完整银行账号"), Permission.MANAGE_ACCOUNTS)
def reveal_account(account: BankAccount, *, reason: str, by: Actor) -> str:
    """Open the number for somebody's eyes: with a reason, on the record."""
    return reveal(account, "number", by=by, reason=reason) or ""


def _proposed(person: Any, source: str, bank_code: str, number: str, holder_name: str, proposed_by: str) -> BankAccount:
    digits = check_account_number(number)
    if not names_agree(person.name, holder_name):
        message = _t("户名必须是您本人的登记姓名“%(name)s”。请填写本人名下的账户；姓名登记有误的，请先申请更正。")
        raise RuleBroken(message % {"name": person.name}, field="holder_name")
    live = BankAccount.objects.select_for_update().filter(person__in=same_human(person.pk), state__in=LIVE)
    _must_be_new(list(live), digits)
    _must_be_free(person, digits)
    account = _made(person, source, bank_code, digits, holder_name.strip(), proposed_by)
    account.replaces = next((row for row in live if row.state == AccountState.ACTIVE), None)
    account.usable_from_at = account.proposed_at + dt.timedelta(days=settings.ACCOUNT_COOLING_DAYS)
    account.save()
    announce(AccountChanged(str(account.pk), "propose"))
    return account


def _made(person: Any, source: str, bank_code: str, digits: str, holder_name: str, proposed_by: str) -> BankAccount:
    if not bank_name(bank_code):
        raise RuleBroken(_t("没有这家银行。请从列表里选择开户银行。"), field="bank_code")
    now = clock.now()
    return BankAccount(
        person=person,
        source=source,
        bank_code=bank_code,
        bank_name=str(bank_name(bank_code)),
        holder_name=holder_name,
        number=digits,
        last_four=digits[-4:],
        proposed_at=now,
        proposed_by=proposed_by,
        usable_from_at=now,
        state_since_at=now,
    )


def _must_be_new(live: list[BankAccount], digits: str) -> None:
    if any(row.state == AccountState.COOLING for row in live):
        raise RuleBroken(_t("已有一个账号在冷静期内。要换成另一个，请先撤销它，再重新提交。"))
    if any(row.number_index == blind_index("bank", digits) for row in live):
        raise RuleBroken(_t("这就是现在使用的账号，不需要变更。"), field="number")


def _must_be_free(person: Any, digits: str) -> None:
    """One account, two people: a slip or worse. Neither is told who the other is."""
    others = BankAccount.objects.filter(number_index=blind_index("bank", digits), state__in=LIVE)
    if others.exclude(person__in=same_human(person.pk)).exists():
        message = _t("这个账号已有人登记，不能再登记一次。请核对账号；确是本人账户的，请带银行卡和身份证到窗口办理。")
        raise RuleBroken(message, field="number")


def _activated(account: BankAccount) -> BankAccount:
    """One account in use a person: the old one leaves first, in the same transaction."""
    people = same_human(account.person_id)
    for old in BankAccount.objects.select_for_update().filter(person__in=people, state=AccountState.ACTIVE):
        ACCOUNT.move(old, "replace")
        old.save(update_fields=["state", "state_since_at"])
    ACCOUNT.move(account, "activate")
    account.save()
    announce(AccountUsable(str(account.pk)))
    return account


def _checked(account: BankAccount, answer: str, message: str) -> BankAccount:
    account.check_answer, account.check_message, account.checked_at = answer, message.strip()[:200], clock.now()
    account.save(update_fields=["check_answer", "check_message", "checked_at"])
    if answer != AccountCheck.DIFFERS:
        return account
    reason = message.strip() or _t("银行核对：姓名、证件与账号不一致")
    return _ended(account, "refuse" if account.state == AccountState.COOLING else "close", reason)


def _ended(account: BankAccount, event: str, reason: str) -> BankAccount:
    ACCOUNT.move(account, event)
    account.reason = reason[:300]
    account.save(update_fields=["state", "state_since_at", "reason"])
    announce(AccountChanged(str(account.pk), event))
    return account
