"""What officers and the clock do with vacancies. Nothing is refused silently: every decision has its reason."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.recruitment.events import (
    VacanciesApproved,
    VacanciesExpired,
    VacancyClosed,
    VacancyOpened,
    VacancyReviewed,
)
from juxian.recruitment.models import Listing, Vacancy
from juxian.recruitment.permissions import Permission, is_not_its_member
from juxian.recruitment.queries.standing import barred_organisations, obstacle_to_recruit
from juxian.recruitment.states import VACANCY, VacancyState

SHORTEST = 5


@action(_("职位审核通过"), Permission.REVIEW_VACANCY)
def approve_vacancy(vacancy: Vacancy, *, by: Actor) -> Vacancy:
    """In the public list from now on."""
    if obstacle := obstacle_to_recruit(vacancy.organisation):
        raise RuleBroken(obstacle)
    _open(vacancy, by)
    vacancy.save()
    Listing.objects.follow([vacancy])
    announce(VacancyOpened(str(vacancy.pk)))
    announce(VacancyReviewed(str(vacancy.pk), "approve", clock.now().isoformat()))
    return vacancy


@action(_("批量审核通过职位"), Permission.REVIEW_VACANCY)
def approve_vacancies(ids: Sequence[Any], *, by: Actor) -> int:
    """Open many at once: those that wait, are not flagged, of an employer that may recruit. Return how many."""
    rows = Vacancy.objects.select_for_update(of=("self",)).select_related("organisation", "occupation")
    waiting = list(rows.filter(pk__in=list(ids), state=VacancyState.SUBMITTED, is_flagged=False).order_by("pk"))
    employers = {row.organisation_id: row.organisation for row in waiting}
    barred = barred_organisations() | {
        key for key, each in employers.items() if not (each.is_verified and is_not_its_member(by, each))
    }
    opened = [row for row in waiting if row.organisation_id not in barred]
    for vacancy in opened:
        _open(vacancy, by)
    fields = ["state", "state_since_at", "reason", "approved_at", "approved_by"]
    Vacancy.objects.bulk_update(opened, fields, batch_size=500)
    Listing.objects.follow(opened)
    for vacancy in opened:
        announce(VacancyOpened(str(vacancy.pk)))
    for key in {row.organisation_id for row in opened}:
        count = sum(row.organisation_id == key for row in opened)
        announce(VacanciesApproved(str(key), count, clock.now().isoformat()))
    return len(opened)


@action(_("退回职位"), Permission.REVIEW_VACANCY)
def return_vacancy(vacancy: Vacancy, *, reason: str, by: Actor) -> Vacancy:
    """The employer reads the reason, changes the words and hands it in again."""
    return _decide(vacancy, "return", reason)


@action(_("下架职位"), Permission.REVIEW_VACANCY)
def take_down_vacancy(vacancy: Vacancy, *, reason: str, by: Actor) -> Vacancy:
    """Out of the public list at once; who applied is told by the applications' own rules."""
    _decide(vacancy, "take_down", reason)
    Listing.objects.follow([vacancy])
    announce(VacancyClosed(str(vacancy.pk), "take_down"))
    return vacancy


@system_action(_("因单位被列入黑名单下架职位"))
def take_down_all(organisation: Any, *, reason: str) -> int:
    """Every open vacancy of the employer, and what waits goes back. Return how many were open."""
    rows = Vacancy.objects.select_for_update(of=("self",)).filter(organisation=organisation).standing()
    changed = list(rows.order_by("pk"))
    was_open = [row for row in changed if row.state == VacancyState.OPEN]
    for vacancy in changed:
        VACANCY.move(vacancy, "take_down" if vacancy in was_open else "return")
        vacancy.reason, vacancy.closed_at = reason[:500], clock.now()
    Vacancy.objects.bulk_update(changed, ["state", "state_since_at", "reason", "closed_at"])
    Listing.objects.follow(was_open)
    for vacancy in was_open:
        announce(VacancyClosed(str(vacancy.pk), "take_down"))
    return len(was_open)


@system_action(_("职位到期关闭"))
def expire_vacancies(ids: Sequence[Any]) -> int:
    """Those whose last day is over. Return how many; a second run finds none."""
    rows = Vacancy.objects.select_for_update(of=("self",)).overdue().filter(pk__in=list(ids))
    over = list(rows.order_by("pk"))
    for vacancy in over:
        VACANCY.move(vacancy, "expire")
        vacancy.closed_at = clock.now()
    Vacancy.objects.bulk_update(over, ["state", "state_since_at", "closed_at"], batch_size=500)
    Listing.objects.follow(over)
    if over:
        announce(VacanciesExpired(len(over), clock.today().isoformat()))
    return len(over)


def _open(vacancy: Vacancy, by: Actor) -> None:
    VACANCY.move(vacancy, "approve")
    vacancy.approved_at, vacancy.approved_by, vacancy.reason = clock.now(), by.label, ""


def _decide(vacancy: Vacancy, event: str, reason: str) -> Vacancy:
    if len(reason.strip()) < SHORTEST:
        raise RuleBroken(_t("请写明理由（至少五个字），用人单位会看到。"), field="reason")
    VACANCY.move(vacancy, event)
    vacancy.reason = reason.strip()
    if event == "take_down":
        vacancy.closed_at = clock.now()
    vacancy.save()
    announce(VacancyReviewed(str(vacancy.pk), event, clock.now().isoformat()))
    return vacancy
