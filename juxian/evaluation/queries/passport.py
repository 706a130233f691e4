"""What evaluation offers for a skill passport: results of recognition, and the titles of what was contributed."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from juxian.credentials.queries.passport import Item, Section, register_section
from juxian.evaluation.models import Application, Contribution
from juxian.people.queries import same_human


def recognitions_of(person_id: UUID) -> list[Item]:
    """Recognised applications, with level and day; no pay, no scores, no opinions."""
    rows = Application.objects.recognised().filter(applicant__in=same_human(person_id))
    return [
        Item(
            str(row.pk),
            f"{row.item.occupation.name} {row.get_level_display()}",
            f"{row.recognised_on:%Y-%m-%d}" if row.recognised_on else "",
            str(row.get_state_display()),
            "gold",
        )
        for row in rows.select_related("item__occupation").order_by("-recognised_on")
    ]


def contributions_of(person_id: UUID) -> list[Item]:
    """Titles of contributions that a recognition rests on; their descriptions and evidence stay with the office."""
    recognised = Application.objects.recognised().filter(applicant__in=same_human(person_id))
    rows = Contribution.objects.filter(application__in=recognised)
    return [Item(str(row.pk), row.title, f"{row.get_kind_display()} · {row.done_on:%Y-%m}") for row in rows]


def register_sections() -> None:
    """Offer both, after the certificates."""
    register_section(Section("recognition", _("认定结果"), recognitions_of))
    register_section(Section("contribution", _("业绩和贡献"), contributions_of))
