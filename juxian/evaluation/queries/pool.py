"""From whom a panel is drawn: every assessor of the register, with the reasons why some cannot sit in this one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _t

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models import Application, Assessor, Channel, Panel, PanelCase, PanelMember
from juxian.evaluation.queries.avoidance import Avoidance, avoidances_of
from juxian.evaluation.queries.scheme import sitting_parts_due_of
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.states import PanelState
from juxian.kit import clock
from juxian.kit.punctuation import listed, with_note
from juxian.people.queries.employers import assessors as people_in_the_role


@dataclass(frozen=True)
class Candidate:
    """One assessor of the register; without reasons they are in the pool."""

    assessor: Assessor
    reasons: tuple[str, ...]

    @property
    def number(self) -> str:
        return self.assessor.number

    @property
    def trades(self) -> list[str]:
        """The codes of the occupations they know, as the published pool names them."""
        return sorted(one.code for one in self.assessor.occupations.all())


def candidates_for(
    applications: Collection[Application],
    *,
    starts_at: dt.datetime | None = None,
    ends_at: dt.datetime | None = None,
    people: Collection[UUID] | None = None,
) -> list[Candidate]:
    """Return the register (or the lines of these people) in the order of numbers, each with what speaks against it."""
    register = Assessor.objects.with_words()
    rows = list(register.filter(person__in=people) if people is not None else register)
    near = avoidances_of(applications, [row.person_id for row in rows])
    question = _Question(applications, _busy(starts_at, ends_at), _workloads(rows))
    return [Candidate(row, (*question.against(row), *_words(near.get(row.person_id, [])))) for row in rows]


def pool_of(candidates: Iterable[Candidate]) -> dict[str, list[str]]:
    """Return numbers and trades of those against whom nothing speaks: what is published of a draw."""
    return {one.number: one.trades for one in candidates if not one.reasons}


def needs_of(applications: Iterable[Application]) -> list[str]:
    """Return the occupations that at least one member must know, by code."""
    return sorted({row.item.occupation.code for row in applications if row.item})


def convenable(rows: QuerySet[Application]) -> QuerySet[Application]:
    """What may come before a panel: reviewed or scored on the way of contributions, and appeals without a panel yet."""
    sitting = PanelCase.objects.filter(application=OuterRef("pk"), panel__state=PanelState.VOTING)
    on_appeal = Q(state=S.APPEALED) & ~Exists(sitting)
    on_the_way = Q(state__in=[S.SECOND_REVIEWED, S.SCORED], channel=Channel.CONTRIBUTION)
    rows = rows.filter(on_the_way | on_appeal)
    return rows.select_related("applicant", "employer", "item__occupation", "item__industry_group")


def applications_of_panel(panel: Panel) -> list[Application]:
    """Return what a panel looks at, with the words that fitness is about."""
    rows = Application.objects.filter(panel_cases__panel=panel)
    return list(rows.select_related("applicant", "item__occupation", "item__industry_group"))


def name_of(candidate: Candidate) -> str:
    """Return how a candidate is listed: name, number, and where they work."""
    employer = candidate.assessor.employer
    return with_note(f"{candidate.assessor.person.name} {candidate.number}", employer.name if employer else "")


def without_sittings_due(rows: Iterable[Application]) -> list[Application]:
    """Leave out what must be sat for first."""
    found = list(rows)
    due = sitting_parts_due_of([row for row in found if row.state == S.SECOND_REVIEWED])
    return [row for row in found if not due.get(row.pk)]


class _Question:
    """What a panel over these applications asks of its members, apart from being impartial."""

    def __init__(self, applications: Collection[Application], busy: set[UUID], workloads: dict[UUID, int]):
        self.groups = {row.item.industry_group for row in applications if row.item}
        self.level = max((SkillLevel(row.level) for row in applications if row.level), key=lambda one: one.number)
        self.case_count, self.busy, self.workloads = len(applications), busy, workloads
        self.in_role = set(people_in_the_role().values_list("pk", flat=True))

    def against(self, row: Assessor) -> list[str]:
        """Return every reason in words; an empty list where the assessor is fit."""
        missing = self.groups - set(row.industry_groups.all())
        load = self.workloads.get(row.person_id, 0)
        held = [
            (not row.is_active, _t("已停用")),
            (row.valid_until_on < clock.today(), _t("聘期已过")),
            (row.person_id not in self.in_role, _t("没有在任的考评员角色")),
            (
                bool(missing),
                _t("不属于“%(group)s”产业") % {"group": _t("、").join(sorted(one.name for one in missing))},
            ),
            # An assumption: the district's rules do not say that who judges is not below the level applied for.
            (SkillLevel(row.level).number < self.level.number, _t("等级低于“%(level)s”") % {"level": self.level.label}),
            (row.person_id in self.busy, _t("同一时间在另一个评审组")),
            (load + self.case_count > row.most_cases_a_year, _t("今年已评审%(count)d份，将超出上限") % {"count": load}),
        ]
        return [words for holds, words in held if holds]


def _busy(starts_at: dt.datetime | None, ends_at: dt.datetime | None) -> set[UUID]:
    """Who sits elsewhere in this time."""
    if starts_at is None or ends_at is None:
        return set()
    seats = PanelMember.objects.sitting().filter(sits__overlap=(starts_at, ends_at))
    return set(seats.values_list("assessor_id", flat=True))


def _workloads(rows: Collection[Assessor]) -> dict[UUID, int]:
    return workloads([row.person_id for row in rows], clock.today().year)


def workloads(people: Collection[UUID], year: int) -> dict[UUID, int]:
    """Return how many cases each has before them or behind them in the panels of a year."""
    seats = PanelMember.objects.sitting().filter(assessor__in=people, panel__convened_on__year=year)
    loads: dict[UUID, int] = defaultdict(int)
    for person, cases in seats.annotate(case_count=Count("panel__cases")).values_list("assessor_id", "case_count"):
        loads[person] += cases
    return dict(loads)


def _words(reasons: Collection[Avoidance]) -> list[str]:
    """One line a reason, with the numbers of the applications that it is about."""
    about: dict[str, list[str]] = {}
    for one in reasons:
        about.setdefault(str(one.why.label), []).append(one.number)
    return [with_note(label, listed(numbers)) for label, numbers in about.items()]
