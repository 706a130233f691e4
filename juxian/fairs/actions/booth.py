"""Participations: an employer asks for a booth, the organiser confirms, refuses, moves or closes it.

A booth is taken as reliability.md says: the row first (one for each legal entity, one on each spot, by unique indexes),
then the counter by a conditional update; both or neither."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.actions.place import give_place, take_place_back
from juxian.fairs.events import BoothDecided
from juxian.fairs.models import Booth, Event, Spot, SpotKind
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.barring import barring_in_force
from juxian.fairs.queries.timing import takes_booths
from juxian.fairs.states import BOOTH, BoothState, EventState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.people.queries.employers import EMPLOYER_KINDS
from juxian.recruitment.queries.standing import obstacle_to_recruit

SHORTEST_REASON = 4
OPEN_EVENT = (EventState.PUBLISHED, EventState.RUNNING)


@action(_("申请参会"), Permission.REQUEST_BOOTH, lock=False)
def request_booth(
    organisation: Any,
    *,
    event: Event,
    spot: Spot | None = None,
    intro: str = "",
    representatives: str = "",
    by: Actor,
) -> Booth:
    """Ask for a booth of one's own organisation; a spot of the floor plan may be chosen."""
    if not takes_booths(event):
        raise RuleBroken(_t("这场活动已不接受参会申请。请看其他活动，或联系主办单位。"))
    barring = barring_in_force(organisation_id=organisation.pk)
    if barring:
        message = _t("本单位两次未到场，%(day)s前不能申请展位。提交书面说明并获接受后可提前恢复。")
        raise RuleBroken(message % {"day": barring.until_on.isoformat()})
    texts = {"intro": intro.strip(), "representatives": representatives.strip()}
    return _taken(event, organisation, spot, requested_by=by.label, **texts)


@action(_("添加参会单位"), Permission.DECIDE_BOOTH, lock=False)
def add_participant(event: Event, *, organisation: Any, spot: Spot | None = None, by: Actor) -> Booth:
    """Put an employer on the list that the organiser itself invited: confirmed at once."""
    return seat_booth(event, organisation, spot=spot, by=by)


def seat_booth(event: Event, organisation: Any, *, spot: Spot | None = None, by: Actor) -> Booth:
    """Return a booth that is asked for and confirmed in one step, within the caller's action."""
    if event.state not in OPEN_EVENT:
        raise RuleBroken(_t("活动还没有发布或已经结束，不能添加参会单位。请先发布活动。"))
    booth = _taken(event, organisation, spot, requested_by=by.label)
    return _approved(booth, by)


@action(_("确认参会"), Permission.DECIDE_BOOTH)
def approve_booth(booth: Booth, *, by: Actor) -> Booth:
    """Confirm a booth; where people come in person, the employer gets a code for the door."""
    return _approved(booth, by)


@action(_("不予通过"), Permission.DECIDE_BOOTH)
def refuse_booth(booth: Booth, *, reason: str, by: Actor) -> Booth:
    """Say no, with the reason that the employer reads."""
    return _given_up(booth, "refuse", _reason(reason))


@action(_("取消参会"), Permission.SERVE_BOOTH)
def cancel_booth(booth: Booth, *, by: Actor) -> Booth:
    """Step back before the cut-off; later it counts as staying away."""
    cut_off = booth.event.cancel_until_at
    if booth.state == BoothState.APPROVED and cut_off and clock.now() >= cut_off:
        raise RuleBroken(_t("已过免费取消的截止时间，不能自行取消。确有原因的，请联系主办单位撤展。"))
    return _given_up(booth, "cancel", "")


@action(_("撤展"), Permission.DECIDE_BOOTH)
def withdraw_booth(booth: Booth, *, reason: str, by: Actor) -> Booth:
    """Close a booth, also in the middle of the event. Whoever waits there is told; nothing that was handed in is
    lost."""
    return _given_up(booth, "withdraw", _reason(reason))


@system_action(_("单位被限制招聘，展位关闭"))
def close_booth(booth: Booth, *, reason: str) -> Booth:
    """Close the booth of an employer that may not recruit here any more."""
    return _given_up(booth, "withdraw", reason) if BOOTH.can(booth, "withdraw") else booth


@system_action(_("逾时未到，展位失效"))
def forfeit_booth(booth: Booth) -> Booth:
    """Nobody came by the cut-off: the booth is free for others. The reservation says so by itself."""
    return _given_up(booth, "forfeit", "") if BOOTH.can(booth, "forfeit") else booth


@action(_("调整展位"), Permission.DECIDE_BOOTH)
def move_booth(booth: Booth, *, spot: Spot | None, by: Actor) -> Booth:
    """Give a booth another spot of the floor plan."""
    if booth.state not in (BoothState.REQUESTED, BoothState.APPROVED):
        raise RuleBroken(_t("这个展位已经取消或关闭，不能再调整。"))
    _must_be_a_booth_spot(booth.event, spot)
    booth.spot = spot
    try:
        with transaction.atomic():
            booth.save()
    except IntegrityError as error:
        raise RuleBroken(_t("这个位置刚被别的单位占用。请另选一个空位。"), field="spot") from error
    return booth


@action(_("修改展位介绍"), Permission.SERVE_BOOTH)
def describe_booth(booth: Booth, *, intro: str, representatives: str, by: Actor) -> Booth:
    """Say what visitors find at the booth, and who will be there."""
    booth.intro, booth.representatives = intro.strip(), representatives.strip()
    booth.save()
    return booth


def _taken(event: Event, organisation: Any, spot: Spot | None, **values: Any) -> Booth:
    if organisation.state != "verified" or organisation.kind not in EMPLOYER_KINDS:
        raise RuleBroken(_t("只有通过核验的用人单位可以参会。请先完成单位核验。"))
    obstacle = obstacle_to_recruit(organisation)
    if obstacle:
        raise RuleBroken(obstacle)
    _must_be_a_booth_spot(event, spot)
    try:
        with transaction.atomic():
            booth = Booth.objects.create(event=event, organisation=organisation, spot=spot, **values)
    except IntegrityError as error:
        raise _refusal_of(error) from error
    has_room = Q(booth_limit=None) | Q(booths_taken__lt=F("booth_limit"))
    if not Event.objects.filter(has_room, pk=event.pk).update(booths_taken=F("booths_taken") + 1):
        raise RuleBroken(_t("这场活动的展位已满。请看其他活动，或联系主办单位。"))
    return booth


def _refusal_of(error: IntegrityError) -> RuleBroken:
    if "fairs_booth_one_a_spot" in str(error):
        return RuleBroken(_t("这个位置刚被别的单位占用。请另选一个空位。"), field="spot")
    return RuleBroken(_t("一个单位在一场活动中只能有一个展位，本单位已经申请过。请在“我的展位”中查看。"))


def _approved(booth: Booth, by: Actor) -> Booth:
    BOOTH.move(booth, "approve")
    booth.approved_at, booth.approved_by = clock.now(), by.label
    booth.save()
    if not booth.event.is_online:
        give_place(booth.event, booth=booth)
    _announce(booth, "approve")
    return booth


def _given_up(booth: Booth, event: str, reason: str) -> Booth:
    """Leave the spot and the number; the row is locked by the action, so the counter falls once."""
    BOOTH.move(booth, event)
    booth.reason = reason
    booth.save()
    Event.objects.filter(pk=booth.event_id).update(booths_taken=F("booths_taken") - 1)
    if event != "forfeit":
        take_place_back(booth)
    _announce(booth, event)
    return booth


def _announce(booth: Booth, event: str) -> None:
    announce(BoothDecided(str(booth.pk), event))


def _must_be_a_booth_spot(event: Event, spot: Spot | None) -> None:
    if spot is not None and (spot.event_id != event.pk or spot.kind != SpotKind.BOOTH):
        raise RuleBroken(_t("这里不是本场活动的展位。请在展位图上另选一个。"), field="spot")


def _reason(reason: str) -> str:
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明原因（至少四个字），参会单位会逐字看到。"), field="reason")
    return reason.strip()
