"""The rows that the figures of the district count: applications, recognitions, places. Read by insights."""

from django.db.models import QuerySet

from juxian.evaluation.models import Application, Place, Plan, PlanPlaces
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock


def submitted() -> QuerySet[Application]:
    """Whatever was ever handed in, whatever became of it, newest first."""
    rows = Application.objects.exclude(state=ApplicationState.DRAFT).filter(number__isnull=False)
    return _with_words(rows).order_by("-submitted_at", "pk")


def under_way() -> QuerySet[Application]:
    """Handed in and not at its end."""
    return _with_words(Application.objects.open()).order_by("due_at", "pk")


def recognitions() -> QuerySet[Application]:
    """Everybody who was recognised, oldest first."""
    return _with_words(Application.objects.recognised()).order_by("recognised_on", "number")


def first_cohort(level: str = "") -> QuerySet[Application]:
    """Those of the earliest day of recognition, of one level where one is named."""
    first_day = Application.objects.recognised().order_by("recognised_on").values("recognised_on")[:1]
    rows = recognitions().filter(recognised_on=first_day)
    return rows.filter(level=level) if level else rows


def plan_places(level: str = "") -> QuerySet[PlanPlaces]:
    """The places of the plan in force, of one level where one is named."""
    plan = Plan.objects.running_on(clock.today())[:1]
    rows = PlanPlaces.objects.filter(plan__in=plan.values("pk")).select_related("plan").order_by("places")
    return rows.filter(level=level) if level else rows


def places_held(level: str) -> QuerySet[Place]:
    """The places of a level that somebody holds, oldest first."""
    rows = Place.objects.filter(plan_places__in=plan_places(level), released_at__isnull=True)
    return rows.select_related("person", "plan_places", "application__item__occupation").order_by("created_at", "pk")


def _with_words(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.select_related("applicant", "employer", "item__occupation", "item__industry_group")
