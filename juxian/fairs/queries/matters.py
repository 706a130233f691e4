"""What fairs adds to the matters of a person and of an organisation."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Barring, Booth, Event, Reservation
from juxian.fairs.models.event import UPCOMING_STATES
from juxian.fairs.states import BarringState, BoothState, EventState, ReservationState
from juxian.kit import clock
from juxian.kit.access import Actor, Audience
from juxian.kit.matters import Matter, register


def matters_of(actor: Actor) -> Iterator[Matter]:
    """Places and barrings of a person; booths, events and barrings of an organisation."""
    if actor.audience is Audience.PERSON and actor.person_id:
        yield from _places(actor)
        yield from _barrings(actor, "fairs:my_reservations")
    elif actor.audience is Audience.ORGANISATION and actor.organisation_id:
        yield from _booths(actor)
        yield from _events(actor)
        yield from _barrings(actor, "fairs:org_booths")


def _places(actor: Actor) -> Iterator[Matter]:
    rows = Reservation.objects.visible_to(actor).filter(state=ReservationState.BOOKED)
    for row in rows.filter(event__state__in=UPCOMING_STATES).select_related("event"):
        yield Matter(
            kind=_("活动预约"),
            title=row.event.title,
            url=reverse("fairs:my_reservation", args=[row.pk]),
            state=row.get_state_display(),
            tone=row.tone,
            since_at=row.booked_at,
            due_at=row.event.starts_at,
            note=row.event.place,
        )


def _booths(actor: Actor) -> Iterator[Matter]:
    rows = Booth.objects.visible_to(actor).held().filter(organisation=actor.organisation_id)
    for row in rows.filter(event__state__in=UPCOMING_STATES).select_related("event"):
        is_empty = row.state == BoothState.APPROVED and not row.shown_vacancies.shown().exists()
        yield Matter(
            kind=_("参会"),
            title=row.event.title,
            url=reverse("fairs:org_booth", args=[row.pk]),
            state=row.get_state_display(),
            tone=row.tone,
            since_at=row.state_since_at,
            due_at=row.event.starts_at,
            todo=_("选定展出的职位") if is_empty else "",
        )


def _events(actor: Actor) -> Iterator[Matter]:
    open_states = (EventState.DRAFT, EventState.SUBMITTED, EventState.RETURNED, *UPCOMING_STATES)
    for row in Event.objects.run_by(actor).filter(state__in=open_states):
        yield Matter(
            kind=_("举办的活动"),
            title=row.title,
            url=reverse("fairs:org_event", args=[row.pk]),
            state=row.get_state_display(),
            tone=row.tone,
            since_at=row.state_since_at,
            due_at=row.starts_at,
            todo=_("按意见修改后重新提交") if row.state == EventState.RETURNED else "",
            note=row.reason,
        )


def _barrings(actor: Actor, page: str) -> Iterator[Matter]:
    for row in Barring.objects.visible_to(actor).in_force_on(clock.today()):
        yield Matter(
            kind=_("预约限制"),
            title=_("两次未到场"),
            url=reverse(page),
            state=row.get_state_display(),
            tone=row.tone,
            since_at=row.created_at,
            todo=_("可提交书面说明") if row.state == BarringState.ACTIVE else "",
            note=row.answer,
        )


register("fairs", matters_of)
