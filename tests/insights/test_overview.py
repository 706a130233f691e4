"""The office's overview: counts, outcomes, and how long each step took."""

import datetime as dt
from functools import partial

import pytest

from juxian.evaluation.actions import accept_application
from juxian.evaluation.queries import statistics
from juxian.evaluation.states import ApplicationState as S
from juxian.insights.queries.overview import chart, charts
from juxian.kit import clock
from tests.cast import client_as
from tests.catalogue.factories import make_group
from tests.evaluation.factories import Stage, bring_to, fill_in
from tests.portals.factories import make_application, make_recognised, queries_with

pytestmark = pytest.mark.django_db


def test_recognitions_are_counted_by_level_industry_street_and_month(stage: Stage) -> None:
    make_recognised(stage, 1)
    make_recognised(stage, 2, level="technician")
    make_recognised(stage, 3, recognised_on=dt.date(2025, 2, 28), employer=None)
    assert make_group().name == "机械装备"
    levels, industries, streets, months = charts()
    assert [(bar.label, bar.count) for bar in levels.bars] == [("高级工", 2), ("技师", 1)]
    assert [(bar.label, bar.count, bar.share) for bar in industries.bars] == [("机械装备", 3, 100)]
    assert sorted((str(bar.label), bar.count) for bar in streets.bars) == [("350211003", 2), ("未填写", 1)]
    assert [(bar.label, bar.count) for bar in months.bars] == [("2025-02", 1), ("2025-03", 2)]


def test_a_chart_of_nothing_has_no_bars() -> None:
    assert (chart("", "", []).bars, chart("", "", []).total) == ([], 0)


def test_the_pass_rate_counts_decisions_only(stage: Stage) -> None:
    states = [S.CERTIFIED, S.CERTIFIED, S.CERTIFIED, S.REJECTED, S.WITHDRAWN, S.SUBMITTED]
    for number, state in enumerate(states, 1):
        make_application(stage, number, state=state)
    fill_in(stage, stage.cast.lv)
    (outcome,) = statistics.outcomes_by_year()
    assert (outcome.submitted, outcome.recognised, outcome.refused, outcome.withdrawn, outcome.open) == (6, 3, 1, 1, 1)
    assert outcome.pass_rate == 75


def test_no_decision_has_no_rate(stage: Stage) -> None:
    make_application(stage)
    assert statistics.outcomes_by_year()[0].pass_rate is None


def test_a_stay_lasts_from_one_change_of_state_to_the_next(stage: Stage) -> None:
    application = bring_to(S.SUBMITTED, stage)
    assert statistics.stays() == []
    with clock.at(clock.now() + dt.timedelta(days=3, hours=12)):
        accept_application(application, by=stage.cast.zhao.actor)
    ((label, stay),) = statistics.stays()
    assert (label, stay.count, stay.median_days, stay.slow_days) == ("待受理", 1, 3.5, 3.5)


def test_steps_that_one_action_takes_for_many_are_measured_too(stage: Stage) -> None:
    bring_to(S.IN_NOTICE, stage)
    assert {label for label, _stay in statistics.stays()} >= {"待评审", "评审中", "待公示"}


def test_the_page_shows_everything_with_its_table(stage: Stage) -> None:
    bring_to(S.CERTIFIED, stage)
    page = client_as(stage.cast.huang.actor).get("/office/insights/").content.decode()
    assert all(words in page for words in ("按等级", "各年申报结果", "每个环节用多久", "高级技师", "100%"))


def test_the_overview_asks_the_database_as_often_for_thirty_rows_as_for_three(stage: Stage) -> None:
    client, make = client_as(stage.cast.huang.actor), partial(make_recognised, stage)
    three, thirty = (queries_with(rows, make, client, "/office/insights/") for rows in (3, 30))
    assert three == thirty <= 20
