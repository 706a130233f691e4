"""The register of assessors: the office keeps it, assessors declare their own interests."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Assessor, DeclaredInterest
from juxian.evaluation.models.assessor import MOST_CASES_A_YEAR
from juxian.evaluation.permissions import Permission
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.numbering import next_number


@dataclass(frozen=True)
class AssessorDraft:
    """What the office says of an assessor; keys of rows elsewhere as they stand in a form or a sheet."""

    person_id: UUID
    industry_group_ids: tuple[UUID, ...]
    occupation_ids: tuple[UUID, ...]
    level: str
    valid_until_on: dt.date
    employer_id: UUID | None = None
    most_cases_a_year: int = MOST_CASES_A_YEAR
    is_active: bool = True


@action(_("登记考评员"), Permission.CONVENE, lock=False)
def add_assessor(
    plan: None,
    *,
    person: Any,
    industry_groups: Collection[Any],
    occupations: Collection[Any],
    level: str,
    valid_until_on: dt.date,
    employer: Any = None,
    most_cases_a_year: int = MOST_CASES_A_YEAR,
    is_active: bool = True,
    by: Actor,
) -> Assessor:
    """Enter a person into the register, with a number that stands for them in published draws."""
    if Assessor.objects.filter(person=person).exists():
        raise RuleBroken(_t("%(name)s 已在名册里。请直接修改那一条。") % {"name": person.name}, field="person")
    row = Assessor(person=person, number=f"K{next_number('evaluation.assessor'):04d}")
    return _put(
        row,
        industry_groups=industry_groups,
        occupations=occupations,
        level=level,
        valid_until_on=valid_until_on,
        employer=employer,
        most_cases_a_year=most_cases_a_year,
        is_active=is_active,
    )


@action(_("修改考评员"), Permission.CONVENE)
def change_assessor(
    assessor: Assessor,
    *,
    industry_groups: Collection[Any],
    occupations: Collection[Any],
    level: str,
    valid_until_on: dt.date,
    employer: Any = None,
    most_cases_a_year: int = MOST_CASES_A_YEAR,
    is_active: bool = True,
    by: Actor,
) -> Assessor:
    """Change what the register says; panels that sit already stay as they are."""
    return _put(
        assessor,
        industry_groups=industry_groups,
        occupations=occupations,
        level=level,
        valid_until_on=valid_until_on,
        employer=employer,
        most_cases_a_year=most_cases_a_year,
        is_active=is_active,
    )


@action(_("导入考评员名册"), Permission.CONVENE, lock=False)
def import_assessors(plan: None, *, drafts: Sequence[AssessorDraft], by: Actor) -> dict[str, int]:
    """Enter or change many at once: persons already in the register are changed. Return how many of each."""
    existing = {row.person_id: row for row in Assessor.objects.filter(person__in=[one.person_id for one in drafts])}
    counts = {"new": 0, "changed": 0}
    for draft in drafts:
        row = existing.get(draft.person_id)
        counts["changed" if row else "new"] += 1
        row = row or Assessor(person_id=draft.person_id, number=f"K{next_number('evaluation.assessor'):04d}")
        _put(
            row,
            industry_groups=draft.industry_group_ids,
            occupations=draft.occupation_ids,
            level=draft.level,
            valid_until_on=draft.valid_until_on,
            employer_id=draft.employer_id,
            most_cases_a_year=draft.most_cases_a_year,
            is_active=draft.is_active,
        )
    return counts


@action(_("申报利害关系"), Permission.VOTE, sensitive=["name", "note"])
def declare_interest(
    assessor: Assessor,
    *,
    kind: str,
    name: str = "",
    person: Any = None,
    organisation: Any = None,
    since_on: dt.date | None = None,
    note: str = "",
    by: Actor,
) -> DeclaredInterest:
    """Name somebody, or an organisation, about whom the assessor cannot be impartial."""
    if not (name or person or organisation):
        raise RuleBroken(_t("还没有写是谁。请填写姓名或单位全称。"), field="name")
    return DeclaredInterest.objects.create(
        assessor=assessor,
        kind=kind,
        name=name,
        person=person,
        organisation=organisation,
        since_on=since_on,
        note=note,
        declared_at=clock.now(),
    )


@action(_("撤销利害关系申报"), Permission.VOTE)
def withdraw_interest(interest: DeclaredInterest, *, by: Actor) -> DeclaredInterest:
    """The tie is over. The line stays on record."""
    if interest.withdrawn_at is None:
        interest.withdrawn_at = clock.now()
        interest.save(update_fields=["withdrawn_at"])
    return interest


def _put(row: Assessor, *, industry_groups: Collection[Any], occupations: Collection[Any], **values: Any) -> Assessor:
    """Write the columns, then the trades."""
    if not industry_groups:
        raise RuleBroken(_t("至少要选一个产业，否则不能参加任何评审。"), field="industry_groups")
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    row.industry_groups.set(industry_groups)
    row.occupations.set(occupations)
    return row
