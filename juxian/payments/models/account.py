"""Where a person wants to be paid."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.models import Model
from juxian.kit.secrets import BlindIndexField, EncryptedTextField
from juxian.payments.bank_numbers import masked_account
from juxian.payments.models.base import PayeeQuerySet
from juxian.payments.states import ACCOUNT, AccountState


class AccountSource(models.TextChoices):
    """Who told us of the account."""

    SELF = "self", _("本人填报")
    CITY_LIST = "city_list", _("市级发放名单")
    COUNTER = "counter", _("窗口登记")


class AccountCheck(models.TextChoices):
    """What the bank says of name, identity number and account; empty while it has said nothing."""

    AGREES = "agrees", _("一致")
    DIFFERS = "differs", _("不一致")
    UNKNOWN = "unknown", _("无法核对")


class AccountQuerySet(PayeeQuerySet):
    def active(self) -> "AccountQuerySet":
        """Where money may go today."""
        return self.filter(state=AccountState.ACTIVE)

    def due(self) -> "AccountQuerySet":
        """Cooling accounts whose time is over."""
        return self.filter(state=AccountState.COOLING, usable_from_at__lte=clock.now())

    def live(self) -> "AccountQuerySet":
        """In use, or about to be."""
        return self.filter(state__in=[AccountState.COOLING, AccountState.ACTIVE])

    def to_check(self) -> "AccountQuerySet":
        """Live accounts of which the bank has said nothing yet."""
        return self.live().filter(check_answer="")


class BankAccount(Model):
    """An account of a payee. The old one stays active while the new one cools."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    bank_code = models.CharField(_("开户银行"), max_length=14)
    bank_name = models.CharField(max_length=60)
    holder_name = models.CharField(_("户名"), max_length=100)
    number: Any = EncryptedTextField(key_class="bank")
    number_index = BlindIndexField(of="number")
    last_four = models.CharField(max_length=4)
    source = models.CharField(max_length=10, choices=AccountSource.choices, default=AccountSource.SELF)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.CharField(max_length=200, blank=True, default="")
    usable_from_at = models.DateTimeField()
    check_answer = models.CharField(max_length=10, choices=AccountCheck.choices, blank=True, default="")
    check_message = models.CharField(max_length=200, blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    # Why it was closed, cancelled or refused.
    reason = models.CharField(max_length=300, blank=True, default="")
    replaces = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    state = ACCOUNT.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = AccountQuerySet.as_manager()
    states = ACCOUNT
    audited = True
    audited_by_name = ("holder_name", "last_four")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            ACCOUNT.constraint("account_state_known"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state=AccountState.ACTIVE), name="one_active_account"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state=AccountState.COOLING), name="one_cooling_account"
            ),
        ]

    @property
    def masked_number(self) -> str:
        return masked_account(self.last_four)

    @property
    def tone(self) -> str:
        return {AccountState.ACTIVE: "ok", AccountState.COOLING: "wait", AccountState.REFUSED: "stop"}.get(
            AccountState(self.state), "plain"
        )

    @property
    def check_tone(self) -> str:
        return {AccountCheck.AGREES: "ok", AccountCheck.DIFFERS: "stop"}.get(self.check_answer, "plain")  # type: ignore[call-overload]
