"""What payees, finance and leaders are told about money. Amounts are words already: yuan with two decimals."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Text
from juxian.kit.messages import MessageKind, send, send_to_each
from juxian.kit.messages.gateways import send_sms
from juxian.kit.punctuation import listed
from juxian.payments.bank_numbers import masked_account
from juxian.payments.models import BankAccount, Instalment, Payment, Recovery
from juxian.payments.policies import policy_title
from juxian.people.queries import office_members, persons, telephones_of

READERS_OF_BUDGETS = ("leader", "finance")
_EXAMPLE_ACCOUNT: dict[str, Text] = {"bank": _("中国建设银行"), "account": "****1234"}

MessageKind(
    "payments.account_propose",
    _("收款账号将在{day}变更为{bank}{account}"),
    _("新账号从{day}起使用，此前仍发到原账号。不是您本人操作的，请立即打开“收款账号”撤销，或拨打12345。"),
    channels=("sms",),
    label=_("收款账号变更"),
    must_arrive=True,
    example={**_EXAMPLE_ACCOUNT, "day": "2025-03-15"},
)
MessageKind(
    "payments.account_usable",
    _("收款账号{bank}{account}已启用"),
    _("以后的款项发到{bank}{account}。"),
    channels=("sms",),
    label=_("收款账号启用"),
    must_arrive=True,
    example=_EXAMPLE_ACCOUNT,
)
MessageKind(
    "payments.account_cancel",
    _("收款账号变更已撤销"),
    _("{bank}{account}不会启用，原来的账号照常使用。不是您本人撤销的，请尽快修改登录密码。"),
    label=_("收款账号变更撤销"),
    must_arrive=True,
    example=_EXAMPLE_ACCOUNT,
)
MessageKind(
    "payments.account_refuse",
    _("收款账号{bank}{account}没有通过核对"),
    _("原因：{reason}。请核对户名、账号，在“收款账号”里重新提交；弄不清楚的，请带银行卡和身份证到窗口。"),
    channels=("sms",),
    label=_("收款账号核对不符"),
    must_arrive=True,
    example={**_EXAMPLE_ACCOUNT, "reason": _("户名与账号不符")},
)
MessageKind(
    "payments.account_close",
    _("收款账号{bank}{account}已不能使用"),
    _("原因：{reason}。请在“收款账号”里填写新的账号，启用以后退回和暂存的款项会补发一次，不用另外申请。"),
    channels=("sms",),
    label=_("收款账号停用"),
    must_arrive=True,
    example={**_EXAMPLE_ACCOUNT, "reason": _("银行退回：账户已销户")},
)
MessageKind(
    "payments.settled",
    _("{policy}{amount}元已到账"),
    _("{months}的{policy}共{amount}元，已于{day}发到{bank}{account}。"),
    channels=("sms",),
    label=_("款项到账"),
    example={**_EXAMPLE_ACCOUNT, "policy": _("津贴"), "amount": "1,500.00", "months": "2025-02", "day": "2025-03-12"},
)
MessageKind(
    "payments.bounced",
    _("{policy}{amount}元被银行退回"),
    _(
        "银行的答复：{reason}。款项没有丢，仍记在您名下。请打开“收款账号”核对或更换账号，新账号启用后会补发，不用另外申请。"
    ),
    channels=("sms",),
    label=_("款项退回"),
    must_arrive=True,
    example={"policy": _("津贴"), "amount": "1,500.00", "reason": _("账户已销户")},
)
MessageKind(
    "payments.recovery_opened",
    _("{policy}多发{amount}元，需要退还"),
    _("原因：{reason}。以后发放时按约定比例抵扣，也可以分期退还。有不同意见的，可以申诉。详情见“应退款项”。"),
    channels=("sms",),
    label=_("追回多发款项"),
    must_arrive=True,
    example={"policy": _("津贴"), "amount": "1,500.00", "reason": _("2025年1月已离职")},
)
MessageKind(
    "payments.instalment_due",
    _("{day}前应还{amount}元"),
    _("{policy}分期退还的第{number}期{amount}元，{day}到期。已经还了的，请不必理会。"),
    channels=("sms",),
    label=_("分期还款提醒"),
    example={"policy": _("津贴"), "amount": "500.00", "day": "2025-03-15", "number": "2"},
)
MessageKind(
    "payments.budget_warning",
    _("{policy}{year}年预算已用{share}%"),
    _("{policy}{year}年的应付金额已达预算的{share}%。请查看预算执行情况，必要时调整预算。"),
    label=_("预算预警"),
    example={"policy": _("津贴"), "year": "2025", "share": "80"},
)


def tell_of_account(account: BankAccount, event: str) -> None:
    """Tell the payee of a change. A proposed one also rings on every other telephone of theirs: whoever got into the
    account may have changed the number on file first."""
    words = {**_account_words(account), "reason": account.reason, "day": _day(account.usable_from_at)}
    kind = f"payments.account_{event}"
    message = send(kind, to=_payee(account), context=words, key=str(account.pk), link=reverse("payments:my_account"))
    if event == "propose":
        _ring_elsewhere(account, f"{message.title} {message.body}")


def tell_usable(account: BankAccount) -> None:
    tell_of_account(account, "usable")


def tell_settled(payment: Payment) -> None:
    """The money arrived: which months, where, and when."""
    parts = sorted(payment.parts.all(), key=lambda part: part.month)
    words = {
        **_account_words(payment.account),
        **_payment_words(payment),
        "months": listed(f"{part.month:%Y-%m}" for part in parts),
        "day": (payment.answered_on or clock.today()).isoformat(),
    }
    _send("payments.settled", payment, words)


def tell_bounced(payment: Payment) -> None:
    """The bank gave it back: what it says, and what the person does now."""
    words = {**_payment_words(payment), "reason": payment.bank_message or _t("没有说明原因")}
    _send("payments.bounced", payment, words)


def tell_recovery(recovery: Recovery, amount_fen: int) -> None:
    words = {"policy": policy_title(recovery.policy), "amount": yuan(amount_fen), "reason": recovery.reason}
    key = f"{recovery.pk}:{recovery.amount_fen}"
    to = _payee(recovery)
    send("payments.recovery_opened", to=to, context=words, key=key, link=reverse("payments:my_recoveries"))


def remind_of_instalment(instalment: Instalment) -> None:
    """A few days before a part falls due, once."""
    recovery = instalment.recovery
    words = {
        "policy": policy_title(recovery.policy),
        "amount": yuan(instalment.amount_fen - instalment.paid_fen),
        "day": instalment.due_on.isoformat(),
        "number": instalment.number,
    }
    link = reverse("payments:my_recoveries")
    send("payments.instalment_due", to=_payee(recovery), context=words, key=str(instalment.pk), link=link)


def warn_readers(policy: str, year: int, share: int, key: str) -> None:
    """Tell leaders and finance that a budget is nearly promised away."""
    words = {"policy": policy_title(policy), "year": year, "share": share}
    people = [person for role in READERS_OF_BUDGETS for person in office_members(role)]
    send_to_each("payments.budget_warning", people, words, key, link=reverse("payments:budgets"))


def yuan(amount_fen: int) -> str:
    """Return 1,500.00 for 150000 fen."""
    return f"{amount_fen / 100:,.2f}"


def _send(kind: str, payment: Payment, words: Mapping[str, Any]) -> None:
    send(kind, to=_payee(payment), context=words, key=str(payment.pk), link=reverse("payments:my_account"))


def _account_words(account: BankAccount) -> dict[str, str]:
    return {"bank": account.bank_name, "account": masked_account(account.last_four)}


def _payment_words(payment: Payment) -> dict[str, str]:
    return {"policy": policy_title(payment.batch.policy), "amount": yuan(payment.amount_fen)}


def _payee(row: Any) -> Any:
    """Whoever the row belongs to today, also after a merge."""
    return persons([row.person_id])[row.person_id].pk


def _day(instant: Any) -> str:
    return timezone.localtime(instant).date().isoformat()


def _ring_elsewhere(account: BankAccount, text: str) -> None:
    known = account.person.surviving().phone
    for number in telephones_of(account.person_id) - {known.open() if known else ""}:
        send_sms(number, text, key=f"payments.account:{account.pk}:{number[-4:]}")
