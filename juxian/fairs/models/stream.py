"""Live streams of events: who presents, from where the picture comes, and what was recorded."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.fairs.models.event import PUBLIC_STATES, Event
from juxian.fairs.permissions import Permission
from juxian.fairs.states import STREAM, StreamState
from juxian.fairs.states.stream import ON_AIR
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

TONES = {StreamState.LIVE: "ok", StreamState.INTERRUPTED: "wait", StreamState.CANCELLED: "stop"}


class StreamSource(models.TextChoices):
    CAMERA = "camera", _("本机摄像头")
    OBS = "obs", _("直播软件（OBS）")
    FILE = "file", _("按时播放视频")


class Replay(models.TextChoices):
    """Who may watch the recording."""

    PUBLIC = "public", pgettext_lazy("replay", "公开")
    PRIVATE = "private", _("仅主办方可看")
    WITHDRAWN = "withdrawn", pgettext_lazy("replay", "已撤下")


class StreamQuerySet(VisibleQuerySet):
    """Streams as the business speaks of them."""

    def public(self) -> Self:
        """Rooms of events that everybody may see, also of those that are over."""
        return self.filter(event__state__in=PUBLIC_STATES)

    def visible_to(self, actor: Actor) -> Self:
        """The office sees all; an organisation those of its events and those that it presents."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if not actor.organisation_id:
            return self.none()
        return self.filter(Q(event__host=actor.organisation_id) | Q(organisation=actor.organisation_id))

    def on_air(self) -> Self:
        return self.filter(state__in=ON_AIR)


class Stream(Model):
    """One show of one event. `organisation` presents it; everybody sees whether it was verified.

    The recording has no holes: it goes on where it stopped when the signal comes back. `take_started_at` and
    `take_second` say how instants of the show become seconds of the recording."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="streams")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("直播标题"), max_length=80)
    source = models.CharField(_("画面来源"), max_length=8, choices=StreamSource.choices, default=StreamSource.CAMERA)
    # What is shown as if it were live, from `starts_at` on.
    video = models.ForeignKey("kit.Video", null=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("开播时间"))
    # SHA-256 of the key that OBS sends; the key itself is shown once.
    key_hash = models.CharField(max_length=64, null=True, unique=True)
    key_made_at = models.DateTimeField(null=True)
    slow_seconds = models.PositiveSmallIntegerField(_("慢速发言间隔（秒）"), default=0)
    is_chat_open = models.BooleanField(_("允许留言"), default=True)
    replay = models.CharField(_("回放"), max_length=10, choices=Replay.choices, default=Replay.PUBLIC)
    replay_reason = models.CharField(_("撤下原因"), max_length=200, blank=True, default="")
    first_live_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    take_started_at = models.DateTimeField(null=True)
    take_second = models.FloatField(default=0)
    recorded_seconds = models.FloatField(null=True)
    peak_viewers = models.PositiveIntegerField(default=0)
    peak_at = models.DateTimeField(null=True)
    state = STREAM.field()
    state_since_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=200, blank=True, default="")

    audited: ClassVar[bool] = True
    audited_by_name = ("key_hash",)
    states = STREAM
    objects: Any = StreamQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [STREAM.constraint("fairs_stream_state")]
        indexes = [models.Index(fields=["state", "starts_at"], name="fairs_stream_calendar")]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES.get(StreamState(self.state), "plain")

    @property
    def topic(self) -> str:
        """The event stream on which pages of the room listen."""
        return f"fairs.stream:{self.pk}"

    @property
    def desk_topic(self) -> str:
        """The event stream of those who moderate it."""
        return f"fairs.desk:{self.pk}"

    @property
    def is_on_air(self) -> bool:
        return self.state in ON_AIR

    @property
    def is_replayable(self) -> bool:
        """The recording lies ready and everybody may watch it."""
        return self.recorded_seconds is not None and self.replay == Replay.PUBLIC and self.state == StreamState.ENDED

    def second_at(self, instant: dt.datetime) -> float:
        """Return the second of the recording at this instant; while the signal is gone that of the last picture."""
        if self.take_started_at is None:
            return self.take_second
        return round(self.take_second + max((instant - self.take_started_at).total_seconds(), 0), 3)


class Take(Model):
    """One unbroken signal of a stream: from the publisher's coming to its going. Kept as the stream's log."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="takes")
    number = models.PositiveIntegerField()
    protocol = models.CharField(max_length=10)
    started_at = models.DateTimeField()
    started_second = models.FloatField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="fairs_take_once")]
