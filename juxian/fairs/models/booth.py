"""The floor plan and who stands where: one booth for each legal entity and event."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models.event import PUBLIC_STATES, Event
from juxian.fairs.permissions import Permission
from juxian.fairs.states import BOOTH, BoothState
from juxian.fairs.states.booth import HELD_STATES
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

TONES = {
    BoothState.REQUESTED: "wait",
    BoothState.APPROVED: "ok",
    BoothState.REFUSED: "stop",
    BoothState.FORFEITED: "stop",
    BoothState.WITHDRAWN: "stop",
}


class SpotKind(models.TextChoices):
    BOOTH = "booth", _("展位")
    ENTRANCE = "entrance", _("入口")
    STAGE = "stage", _("舞台")
    SERVICE = "service", _("服务台")
    INTERVIEW = "interview", _("面试区")
    TOILETS = "toilets", _("卫生间")


class Spot(Model):
    """A square of the floor plan. Rows and columns count from 1; `label` is what stands on the sign."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="spots")
    kind = models.CharField(max_length=10, choices=SpotKind.choices, default=SpotKind.BOOTH)
    label = models.CharField(_("编号"), max_length=12)
    row = models.PositiveSmallIntegerField()
    column = models.PositiveSmallIntegerField()

    audited = True

    class Meta:
        ordering = ["row", "column"]
        constraints = [
            models.UniqueConstraint(fields=["event", "row", "column"], name="fairs_spot_square_once"),
            models.UniqueConstraint(fields=["event", "label"], condition=Q(kind="booth"), name="fairs_spot_label_once"),
        ]


class BoothQuerySet(VisibleQuerySet):
    """Booths as the business speaks of them."""

    def held(self) -> Self:
        """Asked for or confirmed: nobody else may have the same."""
        return self.filter(state__in=HELD_STATES)

    def approved(self) -> Self:
        return self.filter(state=BoothState.APPROVED)

    def participating(self) -> Self:
        """What counts as a participation: confirmed once, and not cancelled by the employer or lost by absence."""
        return self.filter(approved_at__isnull=False, state__in=(BoothState.APPROVED, BoothState.WITHDRAWN))

    def public(self) -> Self:
        """Confirmed booths of public events; a closed one stays in the list and says so."""
        shown = (BoothState.APPROVED, BoothState.WITHDRAWN, BoothState.FORFEITED)
        return self.filter(event__state__in=PUBLIC_STATES, state__in=shown, approved_at__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        if not actor.organisation_id:
            return self.none()
        return self.filter(Q(organisation=actor.organisation_id) | Q(event__host=actor.organisation_id))

    def to_decide(self) -> Self:
        return self.filter(state=BoothState.REQUESTED, event__state__in=PUBLIC_STATES[:2])


class Booth(Model):
    """One participation (家次): one legal entity at one event, with what it looks for there."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="booths")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    spot = models.ForeignKey(Spot, null=True, blank=True, on_delete=models.PROTECT, related_name="booths")
    intro = models.CharField(_("展位介绍"), max_length=300, blank=True, default="")
    representatives = models.CharField(_("到场人员"), max_length=120, blank=True, default="")
    state = BOOTH.field()
    state_since_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=500, blank=True, default="")
    requested_at = models.DateTimeField(default=clock.now)
    requested_by = models.CharField(max_length=200, blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True, default="")

    audited = True
    audited_by_name = ("representatives",)
    states = BOOTH
    objects: Any = BoothQuerySet.as_manager()

    class Meta:
        ordering = ["requested_at", "id"]
        constraints = [
            BOOTH.constraint("fairs_booth_state"),
            models.UniqueConstraint(
                fields=["event", "organisation"],
                condition=Q(state__in=HELD_STATES),
                name="fairs_booth_one_a_legal_entity",
            ),
            models.UniqueConstraint(fields=["spot"], condition=Q(state__in=HELD_STATES), name="fairs_booth_one_a_spot"),
        ]

    @property
    def tone(self) -> str:
        return TONES.get(BoothState(self.state), "plain")

    @property
    def is_open(self) -> bool:
        return self.state == BoothState.APPROVED

    @property
    def label(self) -> str:
        """What stands on the sign, or "" where the event has no floor plan."""
        return self.spot.label if self.spot else ""
