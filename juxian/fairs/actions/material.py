"""What an event or a booth hands out."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Booth, Event, Material
from juxian.fairs.permissions import MATERIAL, Permission
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.uploads import accept_upload

KINDS = ("pdf", "image")
MOST = 20


@action(_("添加活动资料"), Permission.RUN_EVENT, sensitive=("file",))
def add_material(event: Event, *, title: str, file: Any, by: Actor) -> Material:
    """Hand something out with the event."""
    return _added(event, None, title, file, by)


@action(_("添加展位资料"), Permission.SERVE_BOOTH, sensitive=("file",))
def add_booth_material(booth: Booth, *, title: str, file: Any, by: Actor) -> Material:
    """Hand something out at one's booth."""
    return _added(booth.event, booth, title, file, by)


@action(_("移除活动资料"), Permission.RUN_EVENT)
def remove_material(material: Material, *, by: Actor) -> Material:
    """Take something away that the event handed out; it stays in the record."""
    return _removed(material)


@action(_("移除展位资料"), Permission.SERVE_BOOTH)
def remove_booth_material(material: Material, *, by: Actor) -> Material:
    """Take something away from one's booth."""
    return _removed(material)


def _added(event: Event, booth: Booth | None, title: str, file: Any, by: Actor) -> Material:
    if Material.objects.filter(event=event, booth=booth, removed_at=None).count() >= MOST:
        raise RuleBroken(_t("最多放%(most)d份资料。请先移除不用的。") % {"most": MOST}, field="file")
    upload = accept_upload(file, kinds=KINDS, by=by, purpose=MATERIAL)
    return Material.objects.create(event=event, booth=booth, title=title.strip(), upload=upload)


def _removed(material: Material) -> Material:
    material.removed_at = material.removed_at or clock.now()
    material.save()
    return material
