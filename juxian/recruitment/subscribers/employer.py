"""Messages after decisions about employers."""

from juxian.kit.events import subscribe
from juxian.recruitment.events import (
    OrganisationBlacklisted,
    OrganisationCleared,
    PageReviewed,
    ParticipationDecided,
    ReportDecided,
    VacanciesApproved,
    VacancyReviewed,
)
from juxian.recruitment.messages.employer import (
    tell_complainant,
    tell_of_approved,
    tell_of_blacklisting,
    tell_of_clearing,
    tell_of_page,
    tell_of_participation,
    tell_of_vacancy,
)
from juxian.recruitment.models import Blacklisting, EmployerPage, Participation, Vacancy, VacancyReport


@subscribe(VacancyReviewed)
def tell_vacancy_decision(news: VacancyReviewed) -> None:
    tell_of_vacancy(Vacancy.objects.get(pk=news.vacancy_id), news.event, news.at)


@subscribe(VacanciesApproved)
def tell_bulk_approval(news: VacanciesApproved) -> None:
    tell_of_approved(news.organisation_id, news.count, news.at)


@subscribe(PageReviewed)
def tell_page_decision(news: PageReviewed) -> None:
    tell_of_page(EmployerPage.objects.get(pk=news.page_id), news.event, news.at)


@subscribe(ParticipationDecided)
def tell_participation_decision(news: ParticipationDecided) -> None:
    row = Participation.objects.select_related("campaign").get(pk=news.participation_id)
    tell_of_participation(row, news.event, news.at)


@subscribe(OrganisationBlacklisted)
def tell_blacklisting(news: OrganisationBlacklisted) -> None:
    tell_of_blacklisting(Blacklisting.objects.get(pk=news.blacklisting_id))


@subscribe(OrganisationCleared)
def tell_clearing(news: OrganisationCleared) -> None:
    tell_of_clearing(Blacklisting.objects.get(pk=news.blacklisting_id))


@subscribe(ReportDecided)
def tell_report_decision(news: ReportDecided) -> None:
    rows = VacancyReport.objects.select_related("person", "vacancy__organisation")
    tell_complainant(rows.get(pk=news.report_id))
