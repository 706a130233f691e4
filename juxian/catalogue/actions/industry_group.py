"""The district's own groups of industries."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.catalogue.models import IndustryGroup
from juxian.catalogue.permissions import Permission
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken


@action(gettext_lazy("新增产业"), Permission.MANAGE_REGISTERS)
def add_industry_group(key: str, *, name: str, position: int = 0, by: Actor) -> IndustryGroup:
    """Add an industry group under a short English key that never changes."""
    _require_free_name(name)
    if IndustryGroup.objects.filter(key=key).exists():
        raise RuleBroken(_("代号“%(key)s”已被使用。请换一个代号。") % {"key": key}, field="key")
    return IndustryGroup.objects.create(key=key, name=name.strip(), position=position)


@action(gettext_lazy("修改产业"), Permission.MANAGE_REGISTERS)
def change_industry_group(
    group: IndustryGroup, *, name: str, position: int = 0, is_active: bool = True, by: Actor
) -> IndustryGroup:
    """Rename, move or switch off a group. Items keep pointing at it."""
    _require_free_name(name, besides=group)
    group.name, group.position, group.is_active = name.strip(), position, is_active
    group.save(update_fields=["name", "position", "is_active"])
    return group


def _require_free_name(name: str, besides: IndustryGroup | None = None) -> None:
    others = IndustryGroup.objects.exclude(pk=besides.pk) if besides else IndustryGroup.objects.all()
    if not name.strip():
        raise RuleBroken(_("请填写产业名称。"), field="name")
    if others.filter(name=name.strip()).exists():
        raise RuleBroken(_("产业“%(name)s”已经存在。请使用已有的产业或换一个名称。") % {"name": name}, field="name")
