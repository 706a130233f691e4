"""What people write in a live room, and who may not for a while."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models.event import Event
from juxian.fairs.models.stream import Stream
from juxian.fairs.permissions import Permission
from juxian.fairs.states import COMMENT, CommentState
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

TONES = {CommentState.HELD: "wait", CommentState.HIDDEN: "stop"}


class OfEventQuerySet(VisibleQuerySet):
    """Rows that those who run the event may see."""

    event_path = "event"

    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        return (
            self.filter(**{f"{self.event_path}__host": actor.organisation_id}) if actor.organisation_id else self.none()
        )


class CommentQuerySet(OfEventQuerySet):
    event_path = "stream__event"

    def shown(self) -> Self:
        """What everybody in the room sees."""
        return self.filter(state=CommentState.VISIBLE)

    def held(self) -> Self:
        return self.filter(state=CommentState.HELD)

    def public(self) -> Self:
        return self.shown()


class Comment(Model):
    """One comment; a bullet comment also flies over the video. `author` is what the room shows: a masked name.

    `group` and `word` name what the word list found; `at_second` is its place in the recording."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="comments")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    author = models.CharField(max_length=60)
    is_host = models.BooleanField(default=False)
    is_bullet = models.BooleanField(default=False)
    text = models.CharField(_("留言"), max_length=100)
    said_at = models.DateTimeField(default=clock.now)
    at_second = models.FloatField(default=0)
    group = models.CharField(max_length=30, blank=True, default="")
    word = models.CharField(max_length=60, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(_("隐藏原因"), max_length=200, blank=True, default="")
    state = COMMENT.field()

    states = COMMENT
    objects: Any = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [COMMENT.constraint("fairs_comment_state")]
        indexes = [
            models.Index(fields=["stream", "state", "said_at"], name="fairs_comment_room"),
            models.Index(fields=["stream", "person", "-said_at"], name="fairs_comment_pace"),
        ]

    @property
    def event(self) -> Event:
        return self.stream.event

    @property
    def tone(self) -> str:
        return TONES.get(CommentState(self.state), "plain")


class MuteQuerySet(OfEventQuerySet):
    def in_force(self) -> Self:
        return self.filter(Q(until_at=None) | Q(until_at__gt=clock.now()), lifted_at=None)


class Mute(Model):
    """Somebody may not write at this event, in any of its rooms. `until_at` None: for the rest of the event."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="mutes")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.PROTECT, related_name="mutes")
    reason = models.CharField(_("禁言原因"), max_length=200)
    muted_at = models.DateTimeField(default=clock.now)
    muted_by = models.CharField(max_length=200)
    until_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=200, blank=True, default="")

    audited = True
    objects: Any = MuteQuerySet.as_manager()

    class Meta:
        ordering = ["-muted_at", "-id"]
        indexes = [models.Index(fields=["event", "person"], name="fairs_mute_of_person")]

    @property
    def is_in_force(self) -> bool:
        return self.lifted_at is None and (self.until_at is None or self.until_at > clock.now())
