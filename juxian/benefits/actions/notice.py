"""From confirmed to granted: the public notice, objections, and the decision by somebody who reviewed none of it."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.actions.found import _tell
from juxian.benefits.models import Entitlement
from juxian.benefits.permissions import Permission, is_not_own
from juxian.benefits.queries.entitlement import reviewed_by
from juxian.benefits.queries.law import office_title_of
from juxian.benefits.states import ENTITLEMENT
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.language import of_the_office
from juxian.kit.punctuation import listed
from juxian.notices.actions import EntryDraft, draft_notice
from juxian.notices.actions import publish_notice as publish

NOTICE_KIND = "benefits.entitlement"
MOST_NAMED = 5  # names in one sentence


@action(_("公示拟兑现名单"), Permission.REVIEW)
def publish_entitlements(policy: str, *, title: str, entitlements: Collection[Entitlement], by: Actor) -> Any:
    """Show everybody who confirmed, with masked names, for five working days."""
    rows = _chosen(policy, entitlements)
    if own := [row for row in rows if not is_not_own(by, row)]:
        raise RuleBroken(_t("名单里有您本人（%(name)s），要由同事公示。请去掉再试。") % {"name": own[0].person.name})
    notice = draft_notice(NOTICE_KIND, title=title, entries=[_entry(row) for row in rows], by=by)
    for row in rows:
        ENTITLEMENT.move(row, "publish")
        row.notice_id = notice.pk
    Entitlement.objects.bulk_update(rows, ["state", "state_since_at", "notice_id"])
    return publish(notice, by=by)


@system_action(_("公示无异议"))
def clear_entitlement(entitlement: Entitlement) -> Entitlement:
    """The notice is over and nobody's objection stands."""
    return _moved(entitlement, "clear")


@system_action(_("异议成立"))
def stop_entitlement(entitlement: Entitlement, *, answer: str) -> Entitlement:
    """An objection was verified: this name stops, the others of the notice go on."""
    entitlement.reason = answer
    entitlement = _moved(entitlement, "uphold")
    _tell(entitlement, "uphold")
    return entitlement


@system_action(_("撤下公示"))
def take_off_entitlement(entitlement: Entitlement, *, reason: str) -> Entitlement:
    """The notice was withdrawn; the name waits for a new one."""
    entitlement.reason, entitlement.notice_id = reason, None
    return _moved(entitlement, "take_off_notice")


@action(_("兑现"), Permission.GRANT)
def grant_entitlements(policy: str, *, entitlements: Collection[Entitlement], by: Actor) -> list[Entitlement]:
    """Four eyes: whoever sampled, reviewed or looked into one of them does not grant it, nor their own."""
    rows = _chosen(policy, entitlements)
    seen = reviewed_by(by, rows) | {row.pk for row in rows if not is_not_own(by, row)}
    if names := [row.person.name for row in rows if row.pk in seen]:
        raise RuleBroken(
            _t("%(names)s 的待遇由您审核过，或者就是您本人的，要由另一位兑现。请去掉再试。")
            % {"names": listed(names[:MOST_NAMED])}
        )
    now = clock.now()
    for row in rows:
        ENTITLEMENT.move(row, "grant")
        row.granted_at, row.granted_by_id = now, by.person_id
        _tell(row, "grant")
    Entitlement.objects.bulk_update(rows, ["state", "state_since_at", "granted_at", "granted_by"])
    return rows


def _chosen(policy: str, entitlements: Collection[Entitlement]) -> list[Entitlement]:
    """Hold the rows as they are now; all must be of the one policy."""
    keys = [one.pk for one in entitlements]
    rows = list(Entitlement.objects.select_for_update(of=("self",)).with_words().filter(pk__in=keys, policy=policy))
    if not rows:
        raise RuleBroken(_t("还没有选择人员。请至少勾选一位。"), field="entitlements")
    if len(rows) != len(set(keys)):
        raise RuleBroken(_t("所选人员不全是这一项待遇的。请刷新后按待遇分别办理。"), field="entitlements")
    return sorted(rows, key=lambda row: row.person.name)


def _moved(entitlement: Entitlement, event: str) -> Entitlement:
    ENTITLEMENT.move(entitlement, event)
    entitlement.save()
    return entitlement


def _entry(entitlement: Entitlement) -> EntryDraft:
    """What the public sees: a masked name, the benefit, from which month, how much. No employer: it is not needed to
    object, and beside a masked name it would tell colleagues who earns what."""
    with of_the_office():
        details = {
            _t("待遇"): office_title_of(entitlement.policy),
            _t("起始月份"): f"{entitlement.from_month:%Y-%m}" if entitlement.from_month else "",
            _t("每月金额（元）"): f"{entitlement.amount_fen / 100:,.2f}",
        }
    barred = (entitlement.person.surviving().pk, entitlement.handled_by_id)
    return EntryDraft(
        subject=entitlement,
        name=entitlement.person.name,
        details=details,
        barred_ids=tuple(key for key in barred if key is not None),
    )
