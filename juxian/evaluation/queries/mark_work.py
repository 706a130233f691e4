"""What marks and score queries have lying on whose desk. Registered with the other work of evaluation."""

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import FIRST, SECOND, Attendance, Mark, ScoreQuery, Seat, Sitting
from juxian.evaluation.permissions import Permission as P
from juxian.evaluation.states import MarkState, ScoreQueryState, SittingState
from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting, WorkSource, register
from juxian.kit.working_days import deadline
from juxian.people.queries import same_human

# From the end of a sitting to its results: the project's assumption.
DAYS_TO_ENTER, DAYS_TO_SIGN, DAYS_TO_RELEASE = 5, 8, 10
AGREED = (MarkState.AGREED, MarkState.SIGNED, MarkState.RELEASED)


def to_enter(round: int, actor: Actor) -> Iterator[Waiting]:
    """Sittings with a present candidate whose mark lacks this round, and of whom this person entered neither."""
    other = SECOND if round == FIRST else FIRST
    seats = Seat.objects.filter(sitting__in=_unsigned(actor), attendance=Attendance.PRESENT)
    has_round = Q(mark__entries__round=round, mark__entries__is_current=True)
    by_me = Q(mark__entries__round=other, mark__entries__entered_by=actor.person_id, mark__entries__is_current=True)
    done = Seat.objects.filter(has_round).values("pk")
    mine = Seat.objects.filter(by_me).values("pk")
    open_ = seats.exclude(pk__in=done).exclude(pk__in=mine).exclude(application__applicant=actor.person_id)
    if round == SECOND:
        open_ = open_.filter(mark__state=MarkState.ENTERED)
    return _waiting(Sitting.objects.filter(pk__in=open_.values("sitting")), DAYS_TO_ENTER)


def to_settle(actor: Actor) -> Iterator[Waiting]:
    """Marks on which two people differ, without those that this person entered."""
    rows = Mark.objects.visible_to(actor).filter(state=MarkState.DISAGREED)
    rows = rows.exclude(entries__entered_by=actor.person_id).exclude(application__applicant=actor.person_id)
    return (Waiting(pk, since, _due(since, DAYS_TO_ENTER)) for pk, since in rows.values_list("pk", "state_since_at"))


def to_sign(actor: Actor) -> Iterator[Waiting]:
    """Sittings whose chief this person was, with nothing open."""
    chief = _unsigned(actor).filter(staff__person=actor.person_id, staff__duty="chief")
    counted = chief.annotate(
        seat_count=Count("seats", distinct=True),
        ready_count=Count(
            "seats",
            filter=Q(seats__attendance__in=[Attendance.ABSENT, Attendance.VIOLATION])
            | Q(seats__mark__state__in=AGREED),
            distinct=True,
        ),
    )
    return _waiting(counted.filter(seat_count__gt=0, ready_count=F("seat_count")), DAYS_TO_SIGN)


def to_release(actor: Actor) -> Iterator[Waiting]:
    """Signed and not released, and nothing in it entered by this person."""
    rows = Sitting.objects.visible_to(actor).filter(mark_sheet__isnull=False, mark_sheet__released_at=None)
    mine = Seat.objects.filter(mark__entries__entered_by=actor.person_id)
    return _waiting(rows.exclude(pk__in=mine.values("sitting")), DAYS_TO_RELEASE)


def to_answer(actor: Actor) -> Iterator[Waiting]:
    """Open score queries about marks in which this person had no hand."""
    rows = _uninvolved(actor).filter(state=ScoreQueryState.FILED)
    return (Waiting(*row) for row in rows.values_list("pk", "filed_at", "due_at"))


def to_confirm(actor: Actor) -> Iterator[Waiting]:
    """Corrections that a colleague proposed; the candidate has waited since they asked, and the promise runs on."""
    rows = _uninvolved(actor).filter(state=ScoreQueryState.PROPOSED).exclude(proposer__in=same_human(actor.person_id))
    return (Waiting(*row) for row in rows.values_list("pk", "filed_at", "due_at"))


def _uninvolved(actor: Actor) -> QuerySet[ScoreQuery]:
    human = same_human(actor.person_id)
    rows = ScoreQuery.objects.visible_to(actor).exclude(mark__application__applicant__in=human)
    rows = rows.exclude(mark__entries__entered_by__in=human).exclude(mark__settler__in=human)
    return rows.exclude(mark__seat__sitting__mark_sheet__signer__in=human)


def describe_sittings(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Sitting.objects.filter(pk__in=keys).select_related("room__site")
    return {
        row.pk: Line(
            f"{row.title} · {row.get_part_display()}", reverse("evaluation:mark_sheet", args=[row.pk]), row.number
        )
        for row in rows
    }


def describe_marks(keys: Collection[UUID]) -> dict[UUID, Line]:
    """A mark is decided by seat, not by name."""
    rows = Mark.objects.filter(pk__in=keys).with_words()
    return {row.pk: Line(_seat(row), reverse("evaluation:mark_settle", args=[row.pk])) for row in rows}


def describe_queries(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = ScoreQuery.objects.filter(pk__in=keys).with_words()
    return {
        row.pk: Line(f"{row.applicant.name} · {row.mark}", reverse("evaluation:score_query_detail", args=[row.pk]))
        for row in rows
    }


def enter_first(actor: Actor) -> Iterator[Waiting]:
    return to_enter(FIRST, actor)


def enter_second(actor: Actor) -> Iterator[Waiting]:
    return to_enter(SECOND, actor)


def _unsigned(actor: Actor) -> QuerySet[Sitting]:
    return Sitting.objects.visible_to(actor).filter(state=SittingState.ENDED, mark_sheet=None)


def _waiting(sittings: QuerySet[Sitting], days: int) -> Iterator[Waiting]:
    rows = sittings.order_by().values_list("pk", "ended_at", "starts_at").distinct()
    return (Waiting(pk, ended or starts, _due(ended or starts, days)) for pk, ended, starts in rows)


def _due(since: dt.datetime, days: int) -> dt.datetime:
    return deadline(since, days)


def _seat(mark: Mark) -> str:
    number, sitting = (mark.seat.number, mark.seat.sitting.number) if mark.seat else (0, "")
    return _t("%(sitting)s %(seat)d座 %(part)s") % {"sitting": sitting, "seat": number, "part": mark}


def register_all() -> None:
    """Put the kinds of work into the queues."""
    register(
        WorkSource("evaluation.4a_enter_first", _("待首次录入成绩"), P.ENTER_MARKS, enter_first, describe_sittings)
    )
    register(
        WorkSource("evaluation.4b_enter_second", _("待第二次录入成绩"), P.ENTER_MARKS, enter_second, describe_sittings)
    )
    register(WorkSource("evaluation.4c_settle", _("待裁定成绩"), P.SETTLE_MARKS, to_settle, describe_marks))
    register(WorkSource("evaluation.4d_sign", _("待签字的成绩"), P.SIGN_MARKS, to_sign, describe_sittings))
    register(WorkSource("evaluation.4e_release", _("待公布的成绩"), P.RELEASE_RESULTS, to_release, describe_sittings))
    register(WorkSource("evaluation.4f_query", _("待答复的成绩复核"), P.HANDLE_REMEDY, to_answer, describe_queries))
    register(
        WorkSource("evaluation.4g_correction", _("待确认的成绩更正"), P.HANDLE_REMEDY, to_confirm, describe_queries)
    )
