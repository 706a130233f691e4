"""Finding a complaint by its number and code, and what may be done with it."""

import hashlib
import secrets
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.recruitment.models import VacancyReport

WORKING_DAYS = 10  # from the complaint to the answer (an assumption of the project)
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read in two ways


def new_code() -> str:
    """Return eight characters that only the complainant learns."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def digest_of(number: str, code: str) -> str:
    """Return what is kept of a code."""
    return hashlib.sha256(f"{number}:{code.strip().upper()}".encode()).hexdigest()


def report_by_code(number: str, code: str) -> VacancyReport | None:
    """Return the complaint with this number if the code is its own."""
    row = VacancyReport.objects.select_related("vacancy__organisation").filter(number=number.strip().upper()).first()
    return row if row and secrets.compare_digest(row.code_digest, digest_of(row.number, code)) else None


def filtered(rows: Any, values: dict[str, Any]) -> Any:
    """Narrow the office's list by what its form says."""
    for name in ("state", "reason"):
        if values.get(name):
            rows = rows.filter(**{name: values[name]})
    return rows.select_related("vacancy__organisation", "handler").order_by("due_at", "-filed_at")


def reports_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return the person's complaints for their export: what they wrote and what was answered."""
    rows = VacancyReport.objects.filter(person=person_id).select_related("vacancy").order_by("filed_at")
    return [
        {
            _t("举报编号"): row.number,
            _t("职位"): row.vacancy.title,
            _t("情况说明"): row.text,
            _t("状态"): str(row.get_state_display()),
            _t("答复"): row.answer,
            _t("提交时间"): row.filed_at.isoformat(),
        }
        for row in rows
    ]
