"""The training plan and its places: 500 from 2023 to 2026, a number for each level (rules.md §1.3)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import PLACES_CHANGE, PlacesChangeState
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet


class PlanQuerySet(models.QuerySet):
    def running_on(self, date: object) -> "PlanQuerySet":
        """The plans whose years contain the date."""
        return self.filter(year_from__lte=date.year, year_until__gte=date.year)  # type: ignore[attr-defined]


class Plan(Model):
    """A plan of several years, such as 金蓝领人才500培养计划."""

    title = models.CharField(max_length=100, unique=True)
    document = models.CharField(_("依据文件"), max_length=200, blank=True, default="")
    year_from = models.PositiveSmallIntegerField()
    year_until = models.PositiveSmallIntegerField()

    audited = True
    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year_from"]
        constraints = [models.CheckConstraint(condition=Q(year_until__gte=F("year_from")), name="plan_years_in_order")]

    def __str__(self) -> str:
        return self.title


class PlanPlacesQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PlanPlacesQuerySet":
        """The office that sees applications sees the plan's places."""
        return self.all() if allows(actor, Permission.SEE_ALL) else self.none()


class PlanPlaces(Model):
    """How many places the plan has for a level, and how many are taken. The database never lets more be taken."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="places")
    level = models.CharField(max_length=20, choices=SkillLevel.choices)
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    audited = True
    objects = PlanPlacesQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "level"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "level"], name="plan_level_once"),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="places_never_exceeded"),
        ]

    @property
    def left(self) -> int:
        return self.places - self.taken


class Place(Model):
    """One place of the plan held by one person for one recognised application."""

    plan_places = models.ForeignKey(PlanPlaces, models.PROTECT, related_name="held")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    application = models.OneToOneField("evaluation.Application", models.PROTECT, related_name="place")
    released_at = models.DateTimeField(null=True)

    audited = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(released_at__isnull=True), name="one_active_place_a_person"
            )
        ]


class PlacesChangeQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PlacesChangeQuerySet":
        return self.all() if allows(actor, Permission.SEE_ALL) else self.none()

    def open(self) -> "PlacesChangeQuerySet":
        return self.filter(state=PlacesChangeState.PROPOSED).select_related("plan_places")


class PlacesChange(Model):
    """More or fewer places for a level, proposed by one officer; nothing changes before another confirms it."""

    plan_places = models.ForeignKey(PlanPlaces, models.PROTECT, related_name="changes")
    places = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    proposed_by = models.CharField(max_length=200)
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField(default=clock.now)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    state = PLACES_CHANGE.field()

    states = PLACES_CHANGE
    audited = True
    objects = PlacesChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            PLACES_CHANGE.constraint("places_change_state"),
            models.UniqueConstraint(
                fields=["plan_places"], condition=Q(state="proposed"), name="one_open_change_of_places"
            ),
        ]
