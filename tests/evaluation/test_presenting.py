"""Reasons in words: what is missing, what was compared, from when on it would do."""

import datetime as dt
from typing import Any

import pytest
from django.utils.translation import override

from juxian.evaluation.facts import check_conditions, facts_of
from juxian.evaluation.models import Application
from juxian.evaluation.presenting import milestones_of
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.clauses import present_clauses
from tests.evaluation.factories import Stage, fill_in
from tests.scenes import scene


@scene
def draft(stage: Stage) -> Application:
    """Insured for five months only, on a contract that has run out."""
    return fill_in(stage, stage.cast.lv, insured_since_on=dt.date(2024, 10, 1), contract_until_on=dt.date(2024, 12, 1))


def clauses(application: Application, language: str = "zh-hans") -> dict[str, dict[str, Any]]:
    with override(language):
        record = check_conditions(application, clock.today())
        return {row["key"]: row for row in present_clauses(record, {})}


def test_what_is_not_met_says_value_rule_and_earliest_day(draft: Application) -> None:
    row = clauses(draft)["insured"]
    assert row["verdict"] == "not_met"
    assert "在现单位参加社会保险的月份：5 个月" in row["because"]
    assert "规定：连续工作并参保的最短时间 12 个月" in row["because"]
    assert "最早 2025-09-01 起可满足" in row["because"]


def test_what_is_missing_says_who_has_it(draft: Application) -> None:
    assert clauses(draft)["pay"]["because"] == "还缺：上年度市级工资指导价位（厦门市人社局）"


def test_what_is_met_shows_the_values_and_no_thicket_of_parameters(draft: Application) -> None:
    assert clauses(draft)["working_age"]["because"] == "性别：男；出生日期：1985-06-01"


def test_what_a_person_judges_says_so(draft: Application) -> None:
    row = clauses(draft)["lawful"]
    assert (str(row["label"]), row["because"]) == ("由人判断", "由工作人员看材料判断")


def test_a_reader_of_english_reads_english(draft: Application) -> None:
    found = clauses(draft, "en")
    assert "months insured at this employer" in found["insured"]["because"]
    assert not any("一" <= letter <= "鿿" for row in found.values() for letter in row["because"] + row["text"])


def test_the_engine_knows_how_far_each_fact_can_be_trusted(stage: Stage, draft: Application) -> None:
    facts = facts_of(draft, clock.today())
    assert (facts["born_on"].trust, facts["contract_started_on"].trust) == ("document", "declared")
    stage.cast.lv.person.trust = "declared"
    draft.applicant = stage.cast.lv.person
    assert facts_of(draft, clock.today())["born_on"].trust == "declared"


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (dt.date(2024, 10, 31), ["2024-10", "2024-11", "2024-12", "2025-01", "2025-02"]),
        (dt.date(2025, 2, 1), ["2025-02"]),
        (dt.date(2025, 3, 1), []),
    ],
)
def test_only_full_months_of_insurance_count(draft: Application, since: dt.date, months: list[str]) -> None:
    draft.insured_since_on = since
    assert facts_of(draft, clock.today())["insured_months"].value == months


def test_thirty_years_of_insurance_are_no_fault(draft: Application) -> None:
    draft.insured_since_on = dt.date(1995, 1, 1)
    assert len(facts_of(draft, dt.date(2024, 3, 29))["insured_months"].value) <= 64
    assert clauses(draft)["insured"]["verdict"] == "met"


@pytest.mark.parametrize(("state", "current"), [(S.DRAFT, 1), (S.IN_PANEL, 4), (S.CERTIFIED, 8), (S.REJECTED, 0)])
def test_the_milestones_follow_the_state(state: str, current: int) -> None:
    assert milestones_of(Application(state=state))["current"] == current
