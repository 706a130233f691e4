"""Questions about facts: what a person gets when they ask for their data."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.registers.models import FactQuery
from juxian.registers.queries.shown import sections_of, subjects_of


def queries_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return the person's questions for their export: what they wrote and what was answered."""
    return [
        {
            _t("数据种类"): str(row.get_register_display()),
            _t("哪里不对"): row.question,
            _t("状态"): str(row.get_state_display()),
            _t("答复"): row.answer,
            _t("提出时间"): row.asked_at.isoformat(),
        }
        for row in FactQuery.objects.filter(person=person_id).order_by("asked_at")
    ]


def facts_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return what other offices say of a person, for their export."""
    return [
        {_t("数据种类"): str(section.register.label), **dict(entry.values), _t("来源"): entry.source}
        for section in sections_of(subjects_of(person_id))
        for entry in section.entries
    ]
