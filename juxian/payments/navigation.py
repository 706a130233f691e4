"""The lines of payments in every menu, in the order of the work."""

from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience
from juxian.kit.ui import navigation
from juxian.payments.models import BankAccount, BankReplyLine
from juxian.payments.permissions import Permission as P

GROUP = _("拨付")


def differences_waiting(actor: Actor) -> int:
    """How many lines of bank files nobody has settled yet."""
    return BankReplyLine.objects.visible_to(actor).open().count()


def accounts_waiting(actor: Actor) -> int:
    """How many accounts the bank has not answered about."""
    return BankAccount.objects.visible_to(actor).to_check().count()


OFFICE = (
    (_("拨付批次"), "payments:batches", P.SEE_PAYMENTS, 60, "list", None),
    (_("对账差异"), "payments:differences", P.SEE_PAYMENTS, 61, "swap", differences_waiting),
    (_("银行退回"), "payments:returned", P.SEE_PAYMENTS, 62, "inbox", None),
    (_("对账"), "payments:reconciliation", P.SEE_PAYMENTS, 63, "check", None),
    (_("收款人"), "payments:payees", P.SEE_PAYMENTS, 64, "search", None),
    (_("收款账号"), "payments:accounts", P.SEE_PAYMENTS, 65, "shield", accounts_waiting),
    (_("暂缓拨付"), "payments:holds", P.SEE_PAYMENTS, 66, "stop", None),
    (_("追回"), "payments:recoveries", P.SEE_PAYMENTS, 67, "file", None),
    (_("预算"), "payments:budgets", P.SEE_PAYMENTS, 68, "chart", None),
)


def register() -> None:
    """Put every line into its menu."""
    add = navigation.register
    add(Audience.PERSON, _("收款账号"), "payments:my_account", P.MANAGE_OWN_ACCOUNT, 45, icon="shield")
    add(Audience.PERSON, _("应退款项"), "payments:my_recoveries", P.MANAGE_OWN_ACCOUNT, 46, icon="file")
    for label, address, permission, order, icon, count in OFFICE:
        add(Audience.OFFICE, label, address, permission, order, icon=icon, group=GROUP, count=count)
