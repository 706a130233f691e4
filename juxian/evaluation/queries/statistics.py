"""Counts of applications for the office's insights."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear, TruncMonth

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models import Application
from juxian.evaluation.queries.ledger import submitted
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.audit.durations import Stay, stays_of

RECOGNISED = [S.RECOGNISED, S.CERTIFIED]
REFUSED = [S.DECLINED, S.REJECTED, S.LAPSED]


def pass_rate(passed: int, failed: int) -> int | None:
    """Return per cent of what was decided; None where nothing was."""
    return round(100 * passed / (passed + failed)) if passed + failed else None


@dataclass(frozen=True)
class Outcome:
    """What became of the applications of one year."""

    year: int
    submitted: int
    recognised: int
    refused: int
    withdrawn: int
    open: int

    @property
    def pass_rate(self) -> int | None:
        """Withdrawn and open ones are no decision."""
        return pass_rate(self.recognised, self.refused)


def recognised_by_level() -> list[tuple[str, int]]:
    counted = dict(_counted("level"))
    return [(str(level.label), counted[level.value]) for level in SkillLevel if level.value in counted]


def recognised_by_industry() -> list[tuple[str, int]]:
    return _counted("item__industry_group__name", "item__industry_group__position")


def recognised_by_street_code() -> list[tuple[str, int]]:
    """By the street of the employer; nine digits of GB/T 2260."""
    return _counted("employer__street_code")


def recognised_by_month() -> list[tuple[dt.date, int]]:
    rows = Application.objects.recognised().annotate(month=TruncMonth("recognised_on"))
    return list(rows.order_by("month").values_list("month").annotate(count=Count("pk")))


def outcomes_by_year() -> list[Outcome]:
    """Newest year first, by the day of submission."""
    groups = {"recognised": RECOGNISED, "refused": REFUSED, "withdrawn": [S.WITHDRAWN]}
    counts = {name: Count("pk", filter=Q(state__in=states)) for name, states in groups.items()}
    rows = submitted().annotate(year=ExtractYear("submitted_at")).order_by("-year").values("year")
    return [
        Outcome(**row, open=row["submitted"] - row["recognised"] - row["refused"] - row["withdrawn"])
        for row in rows.annotate(submitted=Count("pk"), **counts)
    ]


def stays() -> list[tuple[str, Stay]]:
    """How long applications stood in each state, with its official word, in the order of the states."""
    found = stays_of("evaluation.Application")
    return [(str(state.label), found[state.value]) for state in S if state.value in found and state != S.DRAFT]


def _counted(field: str, *order: str) -> list[tuple[str, int]]:
    rows = Application.objects.recognised().order_by(*order, field)
    return [(value or "", count) for value, count in rows.values_list(field).annotate(count=Count("pk"))]
