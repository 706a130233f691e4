"""Vacancies on a stream's time line: the list of the show, and when each was pinned over the video."""

from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.urls import reverse

from juxian.fairs.models.comment import OfEventQuerySet
from juxian.fairs.models.event import PUBLIC_STATES, Event
from juxian.fairs.models.stream import Stream
from juxian.fairs.permissions import Permission
from juxian.fairs.states import CARD, CardState
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model
from juxian.recruitment.queries.cards import pay_label


class CardQuerySet(OfEventQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who runs the event, and the employer whose stream it is."""
        if allows(actor, Permission.SEE_ALL):
            return self
        mine = Q(stream__event__host=actor.organisation_id) | Q(stream__organisation=actor.organisation_id)
        return self.filter(mine) if actor.organisation_id else self.none()

    def public(self) -> Self:
        """Cards of public rooms, as the room lists them."""
        return self.filter(stream__event__state__in=PUBLIC_STATES).exclude(state=CardState.WITHDRAWN)


class Card(Model):
    """One vacancy in one show. What it says (pay above all) is the approved vacancy's, never its own.

    `impressions` counts who was in the room while it was pinned: a viewer once a pinning."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="cards")
    vacancy = models.ForeignKey("recruitment.Vacancy", on_delete=models.PROTECT, related_name="cards")
    position = models.PositiveSmallIntegerField(default=0)
    impressions = models.PositiveIntegerField(default=0)
    state = CARD.field()
    reason = models.CharField(max_length=200, blank=True, default="")

    audited: ClassVar[bool] = True
    states = CARD
    objects: Any = CardQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            CARD.constraint("fairs_card_state"),
            models.UniqueConstraint(fields=["stream", "vacancy"], name="fairs_card_once"),
            models.UniqueConstraint(fields=["stream"], condition=Q(state="pinned"), name="fairs_card_one_pinned"),
        ]

    @property
    def event(self) -> Event:
        return self.stream.event

    @property
    def pay(self) -> str:
        """The pay of the approved vacancy."""
        return pay_label(self.vacancy)

    @property
    def apply_url(self) -> str:
        """Where one applies from this card; afterwards back to the room."""
        room = reverse("fairs:room", args=[self.stream_id])
        asked = urlencode({"source": "live", "source_ref": self.source_ref, "next": room})
        return f"{reverse('recruitment:apply_quick', args=[self.vacancy_id])}?{asked}"

    @property
    def source_ref(self) -> str:
        """By this job applications know that they came from here."""
        return f"card:{self.pk}"


class Pin(Model):
    """A card was over the video from here to there, in instants and in seconds of the recording."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="pins")
    pinned_at = models.DateTimeField(default=clock.now)
    pinned_by = models.CharField(max_length=200)
    from_second = models.FloatField()
    unpinned_at = models.DateTimeField(null=True)
    to_second = models.FloatField(null=True)
    impressions = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pinned_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["card"], condition=Q(unpinned_at=None), name="fairs_pin_one_open"),
        ]
