"""A timetable of interviews: the terms, both sides' preferences, what was found, and changes after somebody failed."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models.booth import Booth
from juxian.fairs.models.event import Event
from juxian.fairs.permissions import Permission
from juxian.fairs.states.timetable import (
    APPOINTMENT,
    STANDING_STATES,
    TIMETABLE,
    TIMETABLE_CHANGE,
    AppointmentState,
    TimetableState,
)
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

TONES = {
    AppointmentState.TOLD: "ok",
    AppointmentState.PLANNED: "wait",
    AppointmentState.MISSED: "stop",
    AppointmentState.CANCELLED: "stop",
}


class TimetableQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        return self.filter(event__host=actor.organisation_id) if actor.organisation_id else self.none()


class Timetable(Model):
    """The timetable of one event. Slots count from 0; `break_slots` are nobody's. `seed` is published, so that anybody
    can solve it again. Worths are points as `fairs.timetable.Terms` counts them."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="timetable")
    first_at = models.DateTimeField(_("第一段开始时间"))
    slot_minutes = models.PositiveSmallIntegerField(_("每段时长（分钟）"), default=15)
    slot_count = models.PositiveSmallIntegerField(_("时段数"), default=24)
    break_slots = models.JSONField(default=list)
    floor = models.PositiveSmallIntegerField(_("保底场数"), default=1)
    preferences_until_at = models.DateTimeField(_("意向截止时间"))
    seed = models.CharField(max_length=64)
    state = TIMETABLE.field()
    state_since_at = models.DateTimeField(default=clock.now)
    progress = models.PositiveSmallIntegerField(default=0)
    worth = models.BigIntegerField(default=0)
    bound_worth = models.BigIntegerField(default=0)
    is_best = models.BooleanField(default=False)
    shortfalls = models.JSONField(default=list)
    solved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    audited = True
    states = TIMETABLE
    objects: Any = TimetableQuerySet.as_manager()

    class Meta:
        constraints = [TIMETABLE.constraint("fairs_timetable_state")]

    @property
    def takes_preferences(self) -> bool:
        return self.state == TimetableState.COLLECTING and clock.now() < self.preferences_until_at

    @property
    def is_published(self) -> bool:
        return self.state == TimetableState.PUBLISHED

    def begins_at(self, slot: int) -> dt.datetime:
        return self.first_at + dt.timedelta(minutes=slot * self.slot_minutes)

    def slots(self) -> list[tuple[int, dt.datetime]]:
        """The slots in which there is anything, with the instants at which they begin."""
        return [(slot, self.begins_at(slot)) for slot in range(self.slot_count) if slot not in self.break_slots]


class EntrantQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class Entrant(Model):
    """One person's side: the booths they want, the most wanted first (keys of booths), and when they can come."""

    timetable = models.ForeignKey(Timetable, on_delete=models.PROTECT, related_name="entrants")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    booths = models.JSONField(default=list)
    slots = models.JSONField(default=list)
    limit = models.PositiveSmallIntegerField(_("最多几场"), default=4)
    is_absent = models.BooleanField(default=False)

    audited = True
    objects: Any = EntrantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["timetable", "person"], name="fairs_entrant_once")]

    @property
    def event(self) -> Event:
        return self.timetable.event


class BoothSideQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(booth__in=Booth.objects.visible_to(actor))


class BoothSide(Model):
    """One booth's side: interviewers per slot, and entrants it wants (keys of entrants), the most wanted first."""

    timetable = models.ForeignKey(Timetable, on_delete=models.PROTECT, related_name="sides")
    booth = models.OneToOneField(Booth, on_delete=models.PROTECT, related_name="side")
    seats = models.JSONField(default=list)
    entrants = models.JSONField(default=list)
    refused = models.JSONField(default=list)

    audited = True
    objects: Any = BoothSideQuerySet.as_manager()


class AppointmentQuerySet(VisibleQuerySet):
    def standing(self) -> Self:
        return self.filter(state__in=STANDING_STATES)

    def told(self) -> Self:
        """What its person knows of."""
        return self.exclude(state=AppointmentState.PLANNED)

    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.organisation_id:
            mine = Q(booth__organisation=actor.organisation_id)
            return self.filter(
                Q(mine & ~Q(state=AppointmentState.PLANNED)) | Q(booth__event__host=actor.organisation_id)
            )
        return self.told().filter(entrant__person=actor.person_id) if actor.person_id else self.none()


class Appointment(Model):
    """One interview of the timetable."""

    timetable = models.ForeignKey(Timetable, on_delete=models.PROTECT, related_name="appointments")
    booth = models.ForeignKey(Booth, on_delete=models.PROTECT, related_name="appointments")
    entrant = models.ForeignKey(Entrant, on_delete=models.PROTECT, related_name="appointments")
    slot = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sequence = models.PositiveSmallIntegerField(default=0)  # of the calendar entry: counts its changes
    state = APPOINTMENT.field()
    state_since_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=300, blank=True, default="")

    audited = True
    states = APPOINTMENT
    objects: Any = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            APPOINTMENT.constraint("fairs_appointment_state"),
            models.UniqueConstraint(
                fields=["entrant", "booth"], condition=Q(state__in=STANDING_STATES), name="fairs_appointment_pair_once"
            ),
        ]

    @property
    def event(self) -> Event:
        return self.booth.event

    @property
    def person(self) -> Any:
        return self.entrant.person

    @property
    def tone(self) -> str:
        return TONES.get(AppointmentState(self.state), "plain")

    @property
    def may_cancel(self) -> bool:
        return self.state == AppointmentState.TOLD and clock.now() < self.starts_at


class TimetableChangeQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(timetable__in=Timetable.objects.visible_to(actor))


class TimetableChange(Model):
    """A repair that is looked at before it is told. `proposal`: kept (a number); moved, lost, added as lists of
    [entrant key, booth key, old slot or null, new slot or null]; shortfalls."""

    timetable = models.ForeignKey(Timetable, on_delete=models.PROTECT, related_name="changes")
    reason = models.CharField(_("原因"), max_length=300)
    proposal = models.JSONField(default=dict)
    state = TIMETABLE_CHANGE.field()
    state_since_at = models.DateTimeField(default=clock.now)
    proposed_at = models.DateTimeField(default=clock.now)

    audited = True
    states = TIMETABLE_CHANGE
    objects: Any = TimetableChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            TIMETABLE_CHANGE.constraint("fairs_timetable_change_state"),
            models.UniqueConstraint(
                fields=["timetable"], condition=Q(state="proposed"), name="fairs_timetable_change_one_open"
            ),
        ]

    @property
    def event(self) -> Event:
        return self.timetable.event
