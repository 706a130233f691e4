"""A secret before somebody's eyes: with a reason, and on the record."""

from django.db import models
from django.utils.translation import gettext as _

from juxian.kit.access import Actor
from juxian.kit.audit import record
from juxian.kit.errors import RuleBroken
from juxian.kit.secrets.fields import EncryptedTextField


def reveal(instance: models.Model, field: str, *, by: Actor, reason: str) -> str | None:
    """Return the plain value for display and record who read it and why. Writes, so it belongs to a POST.

    The caller has asked for the permission; a missing reason raises RuleBroken."""
    column = instance._meta.get_field(field)
    if not isinstance(column, EncryptedTextField):
        raise TypeError(f"{column} is not an encrypted field")
    if not reason.strip():
        raise RuleBroken(_("查看完整号码会留下记录，必须写明理由。请填写用途后重试。"), field="reason")
    sealed = getattr(instance, field)
    if sealed is None:
        return None
    name = f"{instance._meta.label_lower}.{field}"
    record("read", name, by=by, subject=instance, data={"field": field, "reason": reason.strip()})
    return sealed.open()
