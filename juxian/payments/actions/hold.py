"""Holding somebody's money back while something is looked into, and letting it go again."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.payments.models import Hold
from juxian.payments.permissions import Permission
from juxian.people.queries import same_human

SHORTEST_REASON = 4


@action(_("暂缓拨付"), Permission.HOLD)
def hold_payee(person: Any, *, reason: str, policy: str = "", by: Actor) -> Hold:
    """Pay nothing under a policy, or under none at all (`policy` empty), until it is released. What is owed stays."""
    _must_have_reason(reason)
    if by.person_id in same_human(person.pk):
        raise RuleBroken(_t("不能办理自己的拨付。请由其他财务人员办理。"))
    if Hold.objects.standing().filter(person__in=same_human(person.pk), policy=policy).exists():
        raise RuleBroken(_t("对这个人的拨付已经暂缓，不必再登记。请在“暂缓拨付”里查看。"))
    return Hold.objects.create(
        person=person, policy=policy, reason=reason.strip(), placed_at=clock.now(), placed_by=by.label
    )


@action(_("恢复拨付"), Permission.HOLD)
def release_payee(hold: Hold, *, reason: str, by: Actor) -> Hold:
    """Let it be paid again, in the next batch."""
    _must_have_reason(reason)
    if by.person_id in same_human(hold.person_id):
        raise RuleBroken(_t("不能办理自己的拨付。请由其他财务人员办理。"))
    if hold.released_at is not None:
        raise RuleBroken(_t("已经恢复拨付。请刷新后再看。"))
    hold.released_at, hold.released_by, hold.release_reason = clock.now(), by.label, reason.strip()
    hold.save()
    return hold


def _must_have_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明理由（至少四个字），审计时会看到。"), field="reason")
