"""What may be done with certificates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, rule


class Permission(models.TextChoices):
    HOLD = "credentials.hold", _("持有证书")
    SEE_ALL = "credentials.see_all", _("查看全部证书")
    CONTROL = "credentials.control", _("暂停、恢复、撤销证书")


@rule(Permission.HOLD)
def is_holder(actor: Actor, credential: object) -> bool:
    return getattr(credential, "holder_id", None) == actor.person_id


@rule(Permission.CONTROL)
def is_not_holder(actor: Actor, credential: object) -> bool:
    """Nobody controls their own certificate."""
    return getattr(credential, "holder_id", None) != actor.person_id
