"""Who must not judge whom (回避), from what the platform knows and not only from what somebody admits.

Eleven queries for a whole panel, however many applications and assessors it has.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import (
    Application,
    Assessor,
    Contribution,
    ContributionKind,
    DeclaredInterest,
    PanelMember,
)
from juxian.kit import clock
from juxian.kit.models import AuditEvent
from juxian.kit.text import fold
from juxian.people.queries import persons, same_humans
from juxian.people.queries.employers import employers_since

SAME_EMPLOYER_YEARS = 3  # assumption: colleagues of the last three years are colleagues
SHARED = (ContributionKind.AWARD, ContributionKind.PATENT)
NAMING = (*SHARED, ContributionKind.APPRENTICE)
BY_CITIZEN = ("citizen", "visitor", "system")


class Why(models.TextChoices):
    """The reasons, in the words that the page shows."""

    APPLICANT = "applicant", _("申请人本人")
    HANDLED = "handled", _("办理过这份申报")
    EMPLOYER = "employer", _("与申请人现在或三年内同单位")
    NAMED = "named", _("师徒或合作者：业绩材料中写有姓名")
    SHARED = "shared", _("同一奖项或专利的共同完成人")
    INTEREST = "interest", _("已申报利害关系")
    EARLIER = "earlier", _("参加过这份申报的评审")


@dataclass(frozen=True)
class Avoidance:
    """One reason why an assessor keeps away from one application."""

    application_id: UUID
    number: str
    why: Why


@dataclass
class _Side:
    """What is known of one human: all keys of merged rows, employers, and what their contributions say."""

    keys: set[UUID]
    name: str
    employers: set[UUID] = field(default_factory=set)
    texts: str = ""
    titles: set[str] = field(default_factory=set)

    def names(self, other: "_Side") -> bool:
        """Whether the contributions of the one name the other."""
        return bool(other.name) and other.name in self.texts


def avoidances(application: Application, assessors: Sequence[UUID]) -> dict[UUID, list[Avoidance]]:
    """Return for each of these persons why they must not judge this application; nobody else is in the answer."""
    return avoidances_of([application], assessors)


def avoidances_of(applications: Collection[Application], assessors: Sequence[UUID]) -> dict[UUID, list[Avoidance]]:
    """The same for all applications of a panel at once."""
    rows = list(applications)
    sides = _sides({row.applicant_id for row in rows} | set(assessors))
    _add_own(sides, rows)
    handled, earlier = _handlers(rows), _earlier_members(rows)
    interests = _interests(assessors)
    found: dict[UUID, list[Avoidance]] = {}
    for person in assessors:
        for row in rows:
            near = handled[row.pk] | {row.first_reviewer_id, row.second_reviewer_id}
            facts = _Facts(row, sides[person], sides[row.applicant_id], near, earlier[row.pk], interests[person])
            reasons = [Avoidance(row.pk, row.number or "", why) for why in facts.reasons()]
            if reasons:
                found.setdefault(person, []).extend(reasons)
    return found


@dataclass(frozen=True)
class _Facts:
    """One assessor beside one application."""

    application: Application
    assessor: _Side
    applicant: _Side
    handled: set[Any]
    earlier: set[UUID]
    interests: list[DeclaredInterest]

    def reasons(self) -> Iterator[Why]:
        """Every reason that holds, in the order of `Why`."""
        held = {
            Why.APPLICANT: bool(self.assessor.keys & self.applicant.keys),
            Why.HANDLED: bool(self.assessor.keys & self.handled),
            Why.EMPLOYER: bool(self.assessor.employers & self._employers()),
            Why.NAMED: self.applicant.names(self.assessor) or self.assessor.names(self.applicant),
            Why.SHARED: bool(self.assessor.titles & self.applicant.titles),
            Why.INTEREST: any(self._concerns(one) for one in self.interests),
            Why.EARLIER: bool(self.assessor.keys & self.earlier),
        }
        return (why for why in Why if held[why])

    def _employers(self) -> set[UUID]:
        present = self.application.employer_id
        return self.applicant.employers | ({present} if present else set())

    def _concerns(self, interest: DeclaredInterest) -> bool:
        """A name alone may be a namesake's: then the assessor keeps away all the same."""
        is_named = bool(interest.name) and interest.name == self.applicant.name
        return is_named or interest.person_id in self.applicant.keys or interest.organisation_id in self._employers()


def _sides(people: set[UUID]) -> dict[UUID, _Side]:
    """What the register of persons, the memberships and the register of assessors say of each."""
    found, humans = persons(people), same_humans(people)
    employers = employers_since({key for keys in humans.values() for key in keys}, _since())
    sides = {key: _Side(humans.get(key, {key}), found[key].name if key in found else "") for key in people}
    for side in sides.values():
        side.employers = set().union(*(employers.get(one, set()) for one in side.keys))
    for person, employer in _registered_employers(people):
        sides[person].employers.add(employer)
    return sides


def _registered_employers(people: set[UUID]) -> Iterator[tuple[UUID, UUID]]:
    """Person and employer as the register of assessors says, and as the record shows that it said in these years: an
    employer written over on the eve of a draw is an employer all the same."""
    rows = {row.pk: row for row in Assessor.objects.filter(person__in=people)}
    yield from ((row.person_id, row.employer_id) for row in rows.values() if row.employer_id)
    changes = AuditEvent.objects.filter(kind="row", subject_type=Assessor._meta.label, subject_id__in=list(rows))
    earlier = changes.filter(at__date__gte=_since(), data__before__has_key="employer_id")
    for row, employer in earlier.values_list("subject_id", "data__before__employer_id"):
        if employer and row:
            yield rows[row].person_id, UUID(employer)


def _add_own(sides: dict[UUID, _Side], rows: Collection[Application]) -> None:
    """Add employers and contributions of everybody's applications: an assessor has applied once, too."""
    by_key = {key: side for side in sides.values() for key in side.keys}
    own = Application.objects.filter(applicant__in=list(by_key))
    recent = own.filter(Q(created_at__date__gte=_since()) | Q(pk__in=[row.pk for row in rows])).exclude(employer=None)
    for applicant, employer in recent.values_list("applicant_id", "employer_id"):
        by_key[applicant].employers.add(employer)
    works = Contribution.objects.filter(application__applicant__in=list(by_key), kind__in=NAMING)
    for work in works.select_related("application"):
        side = by_key[work.application.applicant_id]
        side.texts += f"\n{work.title} {work.description}"
        if work.kind in SHARED:
            side.titles.add(fold(work.title).strip())


def _handlers(rows: Collection[Application]) -> dict[Any, set[Any]]:
    """Who acted on each application as an officer: accepted, judged, reviewed, confirmed, arranged."""
    events = AuditEvent.objects.filter(subject_type=Application._meta.label, subject_id__in=[row.pk for row in rows])
    handlers: dict[Any, set[Any]] = defaultdict(set)
    for subject, actor in (
        events.filter(kind="action").exclude(role__in=BY_CITIZEN).values_list("subject_id", "actor_id")
    ):
        handlers[subject].add(actor)
    return handlers


def _earlier_members(rows: Collection[Application]) -> dict[UUID, set[UUID]]:
    """Everybody who ever sat in a panel over the application, also for a while only."""
    seats = PanelMember.objects.filter(panel__cases__application__in=rows)
    earlier: dict[UUID, set[UUID]] = defaultdict(set)
    for application, person in seats.values_list("panel__cases__application_id", "assessor_id"):
        earlier[application].add(person)
    return earlier


def _interests(assessors: Collection[UUID]) -> dict[UUID, list[DeclaredInterest]]:
    rows = DeclaredInterest.objects.standing().filter(assessor__person__in=assessors).select_related("assessor")
    interests: dict[UUID, list[DeclaredInterest]] = defaultdict(list)
    for row in rows:
        interests[row.assessor.person_id].append(row)
    return interests


def _since() -> dt.date:
    today = clock.today()
    return today.replace(year=today.year - SAME_EMPLOYER_YEARS, day=min(today.day, 28))
