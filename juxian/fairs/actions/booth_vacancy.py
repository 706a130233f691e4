"""Which vacancies a booth shows."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Booth, BoothVacancy
from juxian.fairs.permissions import Permission
from juxian.fairs.states.booth import HELD_STATES
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken


@action(_("选定展出职位"), Permission.SERVE_BOOTH)
def show_vacancies(booth: Booth, *, vacancies: Sequence[Any], by: Actor) -> int:
    """Show exactly these open vacancies of one's own; others are taken down. Return how many are shown."""
    return _shown(booth, vacancies)


@action(_("代为选定展出职位"), Permission.DECIDE_BOOTH)
def show_vacancies_for(booth: Booth, *, vacancies: Sequence[Any], by: Actor) -> int:
    """The same by the organiser, for an employer that sent its list."""
    return _shown(booth, vacancies)


def _shown(booth: Booth, vacancies: Sequence[Any]) -> int:
    if booth.state not in HELD_STATES:
        raise RuleBroken(_t("这个展位已经取消或关闭，不能再选职位。"))
    if any(vacancy.organisation_id != booth.organisation_id for vacancy in vacancies):
        raise RuleBroken(_t("只能展出本单位的职位。请重新选择。"), field="vacancies")
    if any(not vacancy.is_public for vacancy in vacancies):
        raise RuleBroken(_t("有职位已关闭或到期，不能展出。请刷新后重新选择。"), field="vacancies")
    wanted = {vacancy.pk: vacancy for vacancy in vacancies}
    booth.shown_vacancies.shown().exclude(vacancy__in=wanted).update(removed_at=clock.now())
    booth.shown_vacancies.filter(vacancy__in=wanted).update(removed_at=None)
    known = set(booth.shown_vacancies.values_list("vacancy_id", flat=True))
    BoothVacancy.objects.bulk_create(
        BoothVacancy(booth=booth, vacancy=vacancy, openings=vacancy.openings)
        for key, vacancy in wanted.items()
        if key not in known
    )
    return len(wanted)
