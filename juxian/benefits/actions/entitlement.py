"""What an officer does with one entitlement: hold, release, refuse, ask again, end, take up again."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.actions.found import _ask, _ask_if_ready, _tell
from juxian.benefits.models import Entitlement
from juxian.benefits.permissions import Permission
from juxian.benefits.states import ENTITLEMENT
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken


@action(_("暂缓核实"), Permission.REVIEW)
def hold_entitlement(entitlement: Entitlement, *, reason: str, by: Actor) -> Entitlement:
    """Something has to be looked at first; nothing is asked, shown or paid until it is released."""
    return _handled(entitlement, "hold", reason, by)


@action(_("核实无误"), Permission.REVIEW)
def release_entitlement(entitlement: Entitlement, *, reason: str = "", by: Actor) -> Entitlement:
    """It was right after all. Where its run was sampled already, the person is asked at once."""
    ENTITLEMENT.move(entitlement, "release")
    entitlement.reason, entitlement.handled_by_id, entitlement.due_at = reason, by.person_id, None
    entitlement.save()
    _ask_if_ready(entitlement)
    return entitlement


@action(_("不予兑现"), Permission.REVIEW)
def refuse_entitlement(entitlement: Entitlement, *, reason: str, by: Actor) -> Entitlement:
    """What was held or disputed does not stand. The person reads why, and may appeal."""
    entitlement = _handled(entitlement, "refuse", reason, by)
    _tell(entitlement, "refuse")
    return entitlement


@action(_("更正后再请本人确认"), Permission.REVIEW)
def ask_again(entitlement: Entitlement, *, reason: str, by: Actor) -> Entitlement:
    """The person said that a fact was wrong; it was looked into, and the answer goes with the question."""
    _need(reason)
    entitlement.reason, entitlement.handled_by_id = reason.strip(), by.person_id
    _ask(entitlement)
    return entitlement


@action(_("终止待遇"), Permission.REVIEW)
def end_entitlement(entitlement: Entitlement, *, reason: str, by: Actor) -> Entitlement:
    """No month from now on is owed. A month that the law alone stops needs no end: the run pays nothing for it."""
    entitlement = _handled(entitlement, "end", reason, by)
    _tell(entitlement, "end")
    return entitlement


@action(_("重新办理"), Permission.REVIEW)
def reopen_entitlement(entitlement: Entitlement, *, reason: str, by: Actor) -> Entitlement:
    """Take it up again, for example after an appeal."""
    _need(reason)
    _reopen(entitlement, reason)
    return entitlement


def _reopen(entitlement: Entitlement, reason: str) -> None:
    """From the month of reopening on: what the person gave up before stays given up."""
    if entitlement.absorbed_into_id:
        raise RuleBroken(_t("这条记录已并入同一人的另一条记录。请在那一条上办理。"))
    ENTITLEMENT.move(entitlement, "reopen")
    entitlement.reason, entitlement.due_at, entitlement.notice_id = reason.strip(), None, None
    entitlement.answered_at = entitlement.granted_at = None
    entitlement.waived = _closed(entitlement.waived)
    entitlement.save()
    _tell(entitlement, "reopen")
    _ask_if_ready(entitlement)


def _closed(waived: list[list[str | None]]) -> list[list[str | None]]:
    """Return the months given up, the open stretch ended with the month before this one."""
    month = clock.today().replace(day=1)
    before = f"{month.year - (month.month == 1)}-{(month.month - 2) % 12 + 1:02d}"
    ended = [[first, before if last is None else last] for first, last in waived]
    return [[first, last] for first, last in ended if str(first) <= str(last)]


def _handled(entitlement: Entitlement, event: str, reason: str, by: Actor) -> Entitlement:
    """Move, with a reason and the name of who looked: they will neither grant it nor decide an appeal about it."""
    _need(reason)
    ENTITLEMENT.move(entitlement, event)
    entitlement.reason, entitlement.handled_by_id, entitlement.due_at = reason.strip(), by.person_id, None
    entitlement.save()
    return entitlement


def _need(reason: str) -> None:
    if len(reason.strip()) < 4:
        raise RuleBroken(_t("请写明理由（至少四个字），本人会看到。"), field="reason")
