"""Reads of the register of assessors."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _t

from juxian.evaluation.models import Assessor, DeclaredInterest, PanelMember
from juxian.evaluation.models.assessor import AssessorQuerySet
from juxian.kit.access import Actor
from juxian.kit.punctuation import listed
from juxian.kit.text import search_filter


def register_of_assessors() -> QuerySet[Assessor]:
    """The whole register, by number, with persons, employers and trades."""
    return Assessor.objects.with_words()


def own_line(actor: Actor) -> Assessor | None:
    """Return the acting assessor's own line of the register, or None."""
    return Assessor.objects.with_words().filter(person=actor.person_id).first()


def interests_of(assessor: Assessor) -> QuerySet[DeclaredInterest]:
    """What the assessor declared and has not withdrawn."""
    return assessor.interests.standing().select_related("person", "organisation")


def seats_of(assessor: Assessor) -> QuerySet[PanelMember]:
    """In which panels they sat or sit, the latest first."""
    rows = PanelMember.objects.filter(assessor=assessor.person_id).select_related("panel")
    return rows.order_by("-panel__convened_on", "-id")


def with_interests(rows: QuerySet[Assessor]) -> QuerySet[Assessor]:
    standing = DeclaredInterest.objects.standing().select_related("person", "organisation")
    return rows.prefetch_related(Prefetch("interests", standing, to_attr="standing_interests"))


def assessor_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return what the register says of a person, for their export."""
    rows = Assessor.objects.with_words().filter(person=person_id)
    return [
        {
            _t("考评员编号"): row.number,
            _t("技能等级"): str(row.get_level_display()),
            _t("工作单位"): row.employer.name if row.employer else "",
            _t("产业"): listed(group.name for group in row.industry_groups.all()),
            _t("职业"): listed(one.name for one in row.occupations.all()),
            _t("聘期至"): row.valid_until_on.isoformat(),
            _t("利害关系申报"): listed(str(one) for one in row.interests.all()),
        }
        for row in rows
    ]


def found_assessors(rows: AssessorQuerySet, text: str, group: str) -> AssessorQuerySet:
    """Narrow the register by name, pinyin or number, and by industry group."""
    if text:
        rows = rows.filter(search_filter("person__search_key", text) | Q(number__iexact=text.strip()))
    if group:
        rows = rows.filter(industry_groups=group)
    return rows.with_words()
