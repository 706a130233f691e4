"""What recruitment has lying on whose desk. Whoever acts for an employer does not see what concerns it."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting, WorkSource, register
from juxian.recruitment.models import Campaign, EmployerPage, Participation, Vacancy, VacancyReport
from juxian.recruitment.permissions import Permission as P
from juxian.recruitment.queries.vacancy import reviewable
from juxian.recruitment.states import PageState, ParticipationState


def vacancies(actor: Actor) -> Iterator[Waiting]:
    return _waiting(reviewable(actor), "submitted_at")


def pages(actor: Actor) -> Iterator[Waiting]:
    rows = EmployerPage.objects.visible_to(actor).filter(state=PageState.SUBMITTED)
    return _waiting(_not_own(rows, "organisation", actor), "state_since_at")


def participations(actor: Actor) -> Iterator[Waiting]:
    """The office answers for the campaigns of the district; a school for its own."""
    rows = Participation.objects.filter(state=ParticipationState.APPLIED, campaign__in=Campaign.objects.run_by(actor))
    return _waiting(rows.filter(campaign__school=None), "state_since_at")


def reports(actor: Actor) -> Iterator[Waiting]:
    rows = VacancyReport.objects.visible_to(actor).open().filter(Q(handler=None) | Q(handler=actor.person_id))
    mine = _not_own(rows, "vacancy__organisation", actor)
    return (Waiting(*row) for row in mine.values_list("pk", "filed_at", "due_at"))


def describe_vacancies(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Vacancy.objects.filter(pk__in=keys).select_related("organisation")
    return {
        row.pk: Line(
            f"{row.title} · {row.organisation.name}",
            reverse("recruitment:office_vacancy", args=[row.pk]),
            _("可能违法，请逐条看") if row.is_flagged else row.number,
        )
        for row in rows
    }


def describe_pages(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = EmployerPage.objects.filter(pk__in=keys).select_related("organisation")
    return {
        row.pk: Line(row.organisation.name, reverse("recruitment:office_page", args=[row.pk]), row.summary)
        for row in rows
    }


def describe_participations(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Participation.objects.filter(pk__in=keys).select_related("organisation", "campaign")
    return {
        row.pk: Line(
            row.organisation.name, reverse("recruitment:office_campaign", args=[row.campaign_id]), row.campaign.name
        )
        for row in rows
    }


def describe_reports(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = VacancyReport.objects.filter(pk__in=keys).select_related("vacancy__organisation")
    return {
        row.pk: Line(
            f"{row.get_reason_display()} · {row.vacancy.organisation.name}",
            reverse("recruitment:office_report", args=[row.pk]),
            row.number,
        )
        for row in rows
    }


def _waiting(rows: QuerySet[Any], since: str) -> Iterator[Waiting]:
    return (Waiting(*row) for row in rows.values_list("pk", since))


def _not_own(rows: QuerySet[Any], employer: str, actor: Actor) -> QuerySet[Any]:
    """Without what concerns an employer for which this officer acts or acted."""
    return rows.exclude(**{f"{employer}__memberships__person": actor.person_id}) if actor.person_id else rows.none()


register(WorkSource("recruitment.1_vacancy", _("待审核的职位"), P.REVIEW_VACANCY, vacancies, describe_vacancies))
register(WorkSource("recruitment.2_page", _("待审核的单位主页"), P.REVIEW_PAGE, pages, describe_pages))
register(
    WorkSource("recruitment.3_participation", _("专场报名"), P.MANAGE_CAMPAIGN, participations, describe_participations)
)
register(WorkSource("recruitment.4_report", _("职位举报"), P.HANDLE_REPORT, reports, describe_reports))
