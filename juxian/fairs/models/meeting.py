"""The hall of an online fair: its rules, the desks of its booths, who waits and who talks, and what is written."""

import datetime as dt
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models.booth import Booth
from juxian.fairs.models.event import Event
from juxian.fairs.permissions import Permission
from juxian.fairs.states.meeting import MEETING, OPEN_STATES, TOGETHER_STATES, MeetingState
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

TONES = {
    MeetingState.WAITING: "wait",
    MeetingState.CALLED: "gold",
    MeetingState.TALKING: "ok",
    MeetingState.MISSED: "stop",
    MeetingState.REFUSED: "stop",
}


def _between(low: int, high: int) -> list[Any]:
    return [MinValueValidator(low), MaxValueValidator(high)]


class Hall(Model):
    """The rules of one online fair's hall. Minutes are whole minutes."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="hall")
    talk_minutes = models.PositiveSmallIntegerField(_("每次交谈时长（分钟）"), default=15, validators=_between(3, 60))
    enter_minutes = models.PositiveSmallIntegerField(_("叫号后多少分钟内进入"), default=3, validators=_between(1, 15))
    queue_limit = models.PositiveSmallIntegerField(_("每人最多同时排几个展位"), default=3, validators=_between(1, 10))

    audited = True


class Desk(Model):
    """Whether a booth receives now. No row: nobody of the employer has come yet. `help_*`: a call to the organiser."""

    booth = models.OneToOneField(Booth, on_delete=models.PROTECT, related_name="desk")
    is_open = models.BooleanField(default=False)
    since_at = models.DateTimeField(default=clock.now)
    note = models.CharField(_("说明"), max_length=60, blank=True, default="")
    help_text = models.CharField(_("需要的帮助"), max_length=200, blank=True, default="")
    help_at = models.DateTimeField(null=True)

    audited = True


class MeetingQuerySet(VisibleQuerySet):
    """Meetings as the business speaks of them."""

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def waiting(self) -> Self:
        return self.filter(state=MeetingState.WAITING)

    def together(self) -> Self:
        """Called or talking: the person and the recruiter are taken."""
        return self.filter(state__in=TOGETHER_STATES)

    def in_line(self) -> Self:
        return self.order_by("queued_at", "id")

    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.organisation_id:
            return self.filter(Q(booth__organisation=actor.organisation_id) | Q(event__host=actor.organisation_id))
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class Outcome(models.TextChoices):
    NONE = "", _("未填写")
    INVITE = "invite", _("邀请面试")
    KEEP = "keep", _("留待比较")
    NO = "no", _("不合适")


class Meeting(Model):
    """One person in the queue of one booth, up to the end of their talk. `queued_at` decides the order."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="meetings")
    booth = models.ForeignKey(Booth, on_delete=models.PROTECT, related_name="meetings")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    state = MEETING.field()
    state_since_at = models.DateTimeField(default=clock.now)
    queued_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True)
    returned_count = models.PositiveSmallIntegerField(default=0)
    recruiter_id = models.UUIDField(null=True)
    recruiter = models.CharField(max_length=200, blank=True, default="")
    called_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_contact_shared = models.BooleanField(default=False)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default=Outcome.NONE)
    note = models.CharField(_("交谈记录"), max_length=1000, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")

    audited = True
    audited_by_name = ("note",)
    states = MEETING
    objects: Any = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["queued_at", "id"]
        indexes = [models.Index(fields=["booth", "state", "queued_at"], name="fairs_meeting_line")]
        constraints = [
            MEETING.constraint("fairs_meeting_state"),
            models.UniqueConstraint(
                fields=["booth", "person"], condition=Q(state__in=OPEN_STATES), name="fairs_meeting_one_place_a_booth"
            ),
            # Nobody is called to two booths at once, and no recruiter has two people at once.
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=TOGETHER_STATES), name="fairs_meeting_one_talk_a_person"
            ),
            models.UniqueConstraint(
                fields=["booth", "recruiter_id"],
                condition=Q(state__in=TOGETHER_STATES),
                name="fairs_meeting_one_talk_a_recruiter",
            ),
        ]

    @property
    def tone(self) -> str:
        return TONES.get(MeetingState(self.state), "plain")

    @property
    def is_waiting(self) -> bool:
        return self.state == MeetingState.WAITING

    @property
    def is_called(self) -> bool:
        return self.state == MeetingState.CALLED

    @property
    def is_talking(self) -> bool:
        return self.state == MeetingState.TALKING

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def waited(self) -> dt.timedelta:
        """How long the person waited until they were called, or waits until now."""
        return (self.called_at or self.ended_at or clock.now()) - self.queued_at


class TalkLineQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(actor))


class TalkLine(Model):
    """One line of a talk in writing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="lines")
    is_of_person = models.BooleanField()
    author = models.CharField(max_length=200)
    text = models.CharField(_("内容"), max_length=500)
    said_at = models.DateTimeField(default=clock.now)

    audited = True
    audited_by_name = ("text",)
    objects: Any = TalkLineQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "id"]
