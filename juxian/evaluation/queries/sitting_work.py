"""What sittings have lying on whose desk: seats to give, sittings to prepare, to run today, to end."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Application, Sitting
from juxian.evaluation.permissions import Permission as P
from juxian.evaluation.queries.sitting import waiting_for_sittings
from juxian.evaluation.states import SittingState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting, WorkSource, register

DAYS_TO_PUBLISH = 5  # before the sitting; candidates need to plan their day (assumption)


def to_seat(actor: Actor) -> Iterator[Waiting]:
    """Applications that have parts to be sat and no seat for them."""
    return (Waiting(one.pk, one.state_since_at, one.due_at) for one in waiting_for_sittings(actor))  # type: ignore[arg-type]


def to_prepare(actor: Actor) -> Iterator[Waiting]:
    """Sittings that are planned and not published."""
    rows = Sitting.objects.visible_to(actor).filter(state=SittingState.PLANNED)
    days = dt.timedelta(days=DAYS_TO_PUBLISH)
    return (
        Waiting(key, made, starts - days) for key, made, starts in rows.values_list("pk", "created_at", "starts_at")
    )


def to_run(actor: Actor) -> Iterator[Waiting]:
    """Published sittings of today, and those that nobody began in time."""
    rows = Sitting.objects.visible_to(actor).filter(state=SittingState.PUBLISHED, starts_at__date__lte=clock.today())
    return (Waiting(key, begun, starts) for key, begun, starts in rows.values_list("pk", "published_at", "starts_at"))


def to_end(actor: Actor) -> Iterator[Waiting]:
    """Sittings that are under way; their limit is their planned end."""
    rows = Sitting.objects.visible_to(actor).filter(state=SittingState.UNDER_WAY)
    return (Waiting(one.pk, one.started_at or one.starts_at, one.ends_at) for one in rows)


def _sittings(page: str) -> Callable[[Collection[UUID]], dict[UUID, Line]]:
    """Describe sittings with the page on which they are handled."""

    def describe(keys: Collection[UUID]) -> dict[UUID, Line]:
        rows = Sitting.objects.filter(pk__in=keys).select_related("room__site").annotate(seat_total=Count("seats"))
        return {row.pk: Line(_title(row), reverse(page, args=[row.pk]), _note(row)) for row in rows}

    return describe


def _title(row: Sitting) -> str:
    return f"{timezone.localtime(row.starts_at):%m-%d %H:%M} {row.title}"


def _note(row: Sitting) -> str:
    return _t("%(room)s，%(count)d名考生") % {"room": row.room, "count": row.seat_total}  # type: ignore[attr-defined]


def _applications(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Application.objects.filter(pk__in=keys).select_related("applicant", "employer", "item__occupation")
    page = reverse("evaluation:timetable")
    return {
        row.pk: Line(f"{row.applicant.name} · {row.item.name if row.item else ''} {row.get_level_display()}", page)
        for row in rows
    }


register(WorkSource("evaluation.4_seat", _("待排考"), P.ARRANGE, to_seat, _applications))
register(
    WorkSource(
        "evaluation.4_sitting_prepare", _("场次待发布"), P.ARRANGE, to_prepare, _sittings("evaluation:sitting_detail")
    )
)
register(
    WorkSource("evaluation.4_sitting_run", _("今天的考试"), P.INVIGILATE, to_run, _sittings("evaluation:sitting_day"))
)
register(
    WorkSource("evaluation.4_sitting_z_end", _("考试待结束"), P.INVIGILATE, to_end, _sittings("evaluation:sitting_day"))
)
