"""What a list shows of vacancies: rows with what belongs to them, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from juxian.catalogue.queries.divisions import street_names
from juxian.districts.streets import distances_km
from juxian.recruitment.models import Perk, ReplyRecord, Vacancy

NOT_SHOWN = ("contact_name", "contact_phone", "findings", "search_key", "description", "requirements", "reason")


@dataclass(frozen=True)
class Card:
    """One vacancy in a list."""

    vacancy: Vacancy
    street: str
    reply: ReplyRecord | None
    kilometres: float | None

    @property
    def pay(self) -> str:
        return pay_label(self.vacancy)

    @property
    def perks(self) -> list[str]:
        return perk_labels(self.vacancy)

    @property
    def demands(self) -> list[str]:
        return demands(self.vacancy)


def cards(keys: Sequence[UUID], near: str = "", streets: Mapping[str, str] | None = None) -> list[Card]:
    """Return the cards of these vacancies in this order; two queries, and one for the names of streets where they are
    not at hand. A vacancy that has just been closed is left out."""
    rows = {row.pk: row for row in _rows().filter(pk__in=keys)}
    organisations = {row.organisation_id for row in rows.values()}
    replies = {record.organisation_id: record for record in ReplyRecord.objects.filter(organisation__in=organisations)}
    names, far = street_names() if streets is None else streets, distances_km(settings.DISTRICT, near)
    return [
        Card(
            vacancy=row,
            street=names.get(row.street_code, ""),
            reply=replies.get(row.organisation_id),
            kilometres=far.get(row.street_code),
        )
        for row in (rows[key] for key in keys if key in rows)
    ]


def pay_label(vacancy: Vacancy) -> str:
    """Return 6,000–9,000 元/月, with · 13 薪 where a year has more than twelve payments."""
    low, high = vacancy.pay_low_fen // 100, vacancy.pay_high_fen // 100
    amount = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    words = f"{amount} {vacancy.get_pay_unit_display()}"
    return words if vacancy.pay_months <= 12 else f"{words} · {_('%(n)d 薪') % {'n': vacancy.pay_months}}"


def demands(vacancy: Vacancy) -> list[str]:
    """Return what is asked of who applies, in few words."""
    years = _("%(n)d 年以上经验") % {"n": vacancy.experience_years} if vacancy.experience_years else ""
    graduates = _("%(year)d 届毕业生") % {"year": vacancy.graduates_of_year} if vacancy.graduates_of_year else ""
    degree = str(vacancy.get_degree_display()) if vacancy.degree else _("不限学历")
    level = str(vacancy.get_skill_level_display()) if vacancy.skill_level else ""
    return [word for word in (str(vacancy.get_kind_display()), degree, level, years, graduates) if word]


def perk_labels(vacancy: Vacancy) -> list[str]:
    return [str(Perk(perk).label) for perk in vacancy.perks]


def _rows() -> QuerySet[Vacancy]:
    return Vacancy.objects.public().select_related("organisation", "item").defer(*NOT_SHOWN)
