"""Many vacancies of one employer in one write: a sheet, or a whole campaign."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.numbering import next_number
from juxian.recruitment.actions.vacancy import _check_complete, _fill, _refuse_second
from juxian.recruitment.models import Participation, Vacancy
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.draft import VacancyDraft, shortage_items
from juxian.recruitment.queries.standing import obstacle_to_recruit
from juxian.recruitment.states import VACANCY, ParticipationState


@action(_("批量发布职位"), Permission.POST_VACANCY, lock=False, sensitive=["rows"])
def post_vacancies(employer: Any, *, rows: Sequence[VacancyDraft], by: Actor) -> list[Vacancy]:
    """Write and hand in at once, all or none. `employer` is an organisation, or its participation in a campaign."""
    participation = employer if isinstance(employer, Participation) else None
    organisation = participation.organisation if participation else employer
    if obstacle := obstacle_to_recruit(organisation):
        raise RuleBroken(obstacle)
    if participation and participation.state != ParticipationState.CONFIRMED:
        raise RuleBroken(_t("单位还没有获准参加这个专场，职位不能放进去。请先报名，或者不选专场。"))
    items = shortage_items(row.occupation.pk for row in rows if row.occupation)
    vacancies = [_made(organisation, participation, row, items) for row in rows]
    _refuse_twins(organisation, vacancies)
    try:
        with transaction.atomic():
            return Vacancy.objects.bulk_create(vacancies, batch_size=500)
    except IntegrityError as error:
        raise _refuse_second(vacancies[0]) from error


def _made(organisation: Any, participation: Participation | None, draft: VacancyDraft, items: dict) -> Vacancy:
    year = clock.today().year
    vacancy = Vacancy(
        organisation=organisation,
        participation=participation,
        number=f"ZW{year}{next_number(f'recruitment.vacancy.{year}'):06d}",
        industry_code=organisation.industry_code,
        submitted_at=clock.now(),
    )
    _fill(vacancy, draft, items)
    VACANCY.move(vacancy, "submit")
    try:
        _check_complete(vacancy)
    except RuleBroken as error:  # of many, say which
        raise RuleBroken(f"{vacancy.title}：{error.message}", field=error.field) from error
    return vacancy


def _refuse_twins(organisation: Any, vacancies: Sequence[Vacancy]) -> None:
    """One post per place: neither twice in these rows, nor beside one that stands."""
    held = {
        (key, street): number
        for key, street, number in Vacancy.objects.standing()
        .filter(organisation=organisation)
        .values_list("title_key", "street_code", "number")
    }
    for vacancy in vacancies:
        place = (vacancy.title_key, vacancy.street_code)
        if place in held:
            raise _refuse_second(vacancy, held[place])
        held[place] = vacancy.number
