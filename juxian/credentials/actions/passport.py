"""A holder hands out a link to what they chose, and takes it back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import SkillPassport
from juxian.credentials.numbers import new_code
from juxian.credentials.permissions import Permission
from juxian.credentials.queries.passport import offered
from juxian.credentials.states import PASSPORT, PassportState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken

DAYS = (1, 7, 30, 90)
MOST_OPEN = 20  # links of one person at a time


@action(_("分享技能护照"), Permission.SHARE, sensitive=["note"])
def share_passport(
    holder: Any, *, shown: Sequence[str], days: int, masks_name: bool, note: str, by: Actor
) -> SkillPassport:
    """Make a link for so many days to what was ticked, in the order of the page."""
    keys = [item.key for _section, items in offered(holder.pk) for item in items]
    chosen = [key for key in keys if key in set(shown)]
    if not chosen or set(shown) - set(keys):
        raise RuleBroken(_t("还没有选择要展示的内容。请至少勾选一项。"), field="shown")
    if days not in DAYS:
        raise RuleBroken(_t("有效天数只能是 1、7、30 或 90 天，请重新选择。"), field="days")
    still_open = SkillPassport.objects.filter(holder=holder, state=PassportState.SHARED, expires_at__gt=clock.now())
    if still_open.count() >= MOST_OPEN:
        raise RuleBroken(_t("已有 %(count)d 个有效的链接。请先收回不用的，再分享新的。") % {"count": MOST_OPEN})
    return SkillPassport.objects.create(
        holder=holder,
        code=new_code(),
        note=note.strip(),
        shown=chosen,
        masks_name=masks_name,
        expires_at=clock.now() + dt.timedelta(days=days),
    )


@action(_("收回技能护照"), Permission.SHARE)
def withdraw_passport(passport: SkillPassport, *, by: Actor) -> SkillPassport:
    """The link shows nothing from this moment."""
    PASSPORT.move(passport, "withdraw")
    passport.withdrawn_at = clock.now()
    passport.save(update_fields=["state", "withdrawn_at"])
    return passport


@system_action(_("查看技能护照"))
def view_passport(passport: SkillPassport) -> SkillPassport:
    """Somebody opened the link: the holder sees how often, and never who."""
    if not passport.is_open:
        raise RuleBroken(_t("这个链接已到期或被收回。请向持证人要一个新的。"))
    passport.view_count += 1
    passport.last_viewed_at = clock.now()
    passport.save(update_fields=["view_count", "last_viewed_at"])
    return passport
