"""An employer's candidates as the list shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from juxian.recruitment.models import JobApplication, Stage
from juxian.recruitment.queries.job_application import duplicates_among, shown_name
from juxian.recruitment.states import JobApplicationState

A = JobApplicationState


@dataclass(frozen=True)
class CandidateRow:
    """One line of the list. `twice` how many applications this person has here, 0 where it is the only one."""

    application: JobApplication
    name: str
    twice: int


@dataclass(frozen=True)
class BoardColumn:
    """One stage or state with how many stand there, and the filter that shows them."""

    label: Any
    count: int
    name: str
    value: str
    is_current: bool

    @property
    def url(self) -> str:
        return f"?{self.name}={self.value}"


def candidate_rows(rows: Sequence[JobApplication], organisation_id: Any) -> list[CandidateRow]:
    """Return the lines of one page."""
    twice = duplicates_among(rows, organisation_id)
    return [CandidateRow(row, shown_name(row), twice.get(row.person_id, 0)) for row in rows]


def board_of(rows: QuerySet[JobApplication], stages: Sequence[Stage], chosen: Mapping[str, Any]) -> list[BoardColumn]:
    """Return where the candidates stand, from the first stage to the end: two queries. `chosen` are the filters."""
    states = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    moving = rows.filter(state__in=[A.SENT, A.SCREENING, A.INTERVIEWING], stage__isnull=False)
    here: dict[UUID, int] = dict(moving.order_by().values_list("stage").annotate(Count("pk")))

    def of_state(state: JobApplicationState) -> BoardColumn:
        is_current = chosen.get("state") == state
        return BoardColumn(state.label, states.get(state, 0), "state", state.value, is_current)

    later = [] if stages else [A.SCREENING, A.INTERVIEWING]
    later += [A.OFFERED, A.ACCEPTED, A.HIRED, A.REFUSED, A.ANSWERED]
    columns = [
        BoardColumn(stage.name, here.get(stage.pk, 0), "stage", str(stage.pk), chosen.get("stage") == stage.pk)
        for stage in stages
    ]
    return [of_state(A.SENT), *columns, *map(of_state, later)]
