"""Humans as other offices name them."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.registers.models import Subject
from juxian.registers.permissions import Permission


@action(_("更正部门数据中的姓名"), Permission.TAKE_IN, sensitive=("name",))
def rename_subject(subject: Subject, *, name: str, reason: str, by: Actor) -> Subject:
    """Somebody who is not registered here has another name now; without this, every later file would be at fault."""
    if not name.strip() or not reason.strip():
        raise RuleBroken(_t("请写明新的姓名和更正的依据。"))
    subject.name = name.strip()
    subject.save(update_fields=["name"])
    return subject
