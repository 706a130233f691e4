"""What payments keeps of a person: for their export, and why it outlives a wish to be forgotten."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.payments.models import BankAccount, Entry, Payment
from juxian.payments.policies import policy_title
from juxian.people.queries import same_human


def payments_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return the person's accounts (by their last four) and payments with what the bank answered."""
    return _accounts(person_id) + _payments(person_id)


def _accounts(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            _t("收款账号"): f"{row.bank_name} {row.masked_number}",
            _t("户名"): row.holder_name,
            _t("来源"): str(row.get_source_display()),
            _t("提交日期"): row.proposed_at.isoformat(),
            _t("状态"): str(row.get_state_display()),
        }
        for row in BankAccount.objects.filter(person=person_id)
    ]


def _payments(person_id: UUID) -> list[dict[str, Any]]:
    rows = Payment.objects.filter(person=person_id).select_related("batch", "account")
    return [
        {
            _t("拨付编号"): row.number,
            _t("政策"): policy_title(row.batch.policy),
            _t("金额（元）"): f"{row.amount_fen / 100:.2f}",
            _t("收款账号"): row.account.masked_number,
            _t("状态"): str(row.get_state_display()),
            _t("银行答复"): row.bank_message,
        }
        for row in rows
    ]


def reasons_to_keep(person_id: UUID) -> list[str]:
    """Return why records of public money stay: vouchers and ledgers are kept for thirty years."""
    if not Entry.objects.filter(person__in=same_human(person_id)).exists():
        return []
    return [_t("财政资金的会计凭证和账簿须保管三十年（《会计档案管理办法》附表），收款和拨付记录不能删除")]
