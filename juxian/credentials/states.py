"""The life of a certificate. Suspended, revoked, replaced and expired are four different things."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class CredentialState(models.TextChoices):
    VALID = "valid", _("有效")
    SUSPENDED = "suspended", pgettext_lazy("state", "暂停")
    REVOKED = "revoked", _("已撤销")


CREDENTIAL = StateTable(
    "credentials.Credential",
    CredentialState,
    CredentialState.VALID,
    [
        ("suspend", _("暂停"), CredentialState.VALID, CredentialState.SUSPENDED),
        ("resume", _("恢复"), CredentialState.SUSPENDED, CredentialState.VALID),
        ("revoke", _("撤销"), (CredentialState.VALID, CredentialState.SUSPENDED), CredentialState.REVOKED),
    ],
)
