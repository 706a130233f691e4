"""Figures of online recruiting are counted from rows, each measure by itself, and end with the day of the report."""

import datetime as dt

from juxian.insights.figures import FIGURES
from juxian.insights.figures.recruiting import REPORTED_ON
from juxian.kit import clock
from juxian.recruitment import actions
from juxian.recruitment.queries.draft import VacancyDraft
from tests.cast import Cast, make_organisation

KEYS = ("f08", "f09.participations", "f09.vacancies", "f09.openings")


def _draft(title: str, openings: int) -> VacancyDraft:
    return VacancyDraft(
        title=title,
        openings=openings,
        pay_low_fen=600_000,
        pay_high_fen=800_000,
        street_code="350211003",
        address="集美区演示路 1 号",
        description="按班组计划完成装配，保证质量和安全。",
        valid_until_on=clock.today() + dt.timedelta(days=20),
    )


def _campaign(cast: Cast, day: dt.date) -> None:
    """A campaign with two employers, one of which posts twice."""
    with clock.at(dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)):
        until = day + dt.timedelta(days=30)
        campaign = actions.write_campaign(
            cast.office, name=f"{day}专场", starts_on=day, ends_on=until, by=cast.lin.actor
        )
        campaign = actions.publish_campaign(campaign, by=cast.lin.actor)
        others = [cast.employer, make_organisation(f"演示第二家有限公司{day:%Y%m}")]
        rows = actions.add_participations(campaign, organisations=others, by=cast.lin.actor)
        own = next(row for row in rows if row.organisation_id == cast.employer.pk)
        drafts = [_draft(f"装配工{day:%m}", 4), _draft(f"钳工{day:%m}", 3)]
        posted = actions.post_vacancies(own, rows=drafts, by=cast.wang.actor)
        actions.approve_vacancies([vacancy.pk for vacancy in posted], by=cast.lin.actor)


def test_what_came_after_the_report_is_not_in_its_figures(cast: Cast) -> None:
    _campaign(cast, dt.date(2022, 4, 1))
    expected = {"f08": dt.date(2022, 4, 1), "f09.participations": 2, "f09.vacancies": 2, "f09.openings": 7}
    assert {key: FIGURES[key].value() for key in KEYS} == expected
    _campaign(cast, REPORTED_ON + dt.timedelta(days=1))
    assert {key: FIGURES[key].value() for key in KEYS} == expected


def test_the_list_of_today_counts_what_is_open_today(cast: Cast) -> None:
    _campaign(cast, clock.today())
    assert (FIGURES["jobs.vacancies"].value(), FIGURES["jobs.openings"].value()) == (2, 7)
    with clock.at(clock.now() + dt.timedelta(days=40)):
        assert (FIGURES["jobs.vacancies"].value(), FIGURES["jobs.openings"].value()) == (0, 0)
