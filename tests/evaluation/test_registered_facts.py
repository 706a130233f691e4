"""What other offices know goes before what the applicant wrote; where they are silent, the applicant's word stands."""

import datetime as dt

import pytest

from juxian.demo import register_files as files
from juxian.demo.register_files import Human, Job
from juxian.evaluation.facts import OWN_WORD, check_conditions, facts_of
from juxian.evaluation.models import Application
from juxian.kit import clock
from tests.evaluation.factories import Stage, fill_in
from tests.registers.factories import STRANGER, Desk, human
from tests.scenes import scene

BEGAN = dt.date(2020, 1, 15)


@scene
def desk(stage: Stage) -> Desk:
    desk = Desk(stage.cast)
    desk.jobs = [Job(desk.lv, desk.here, BEGAN, dt.date(2027, 6, 30))]
    return desk


@scene
def application(stage: Stage) -> Application:
    return fill_in(stage, stage.cast.lv, "technician")


def clause(application: Application, wanted: str) -> str:
    record = check_conditions(application, clock.today())
    return next(row["verdict"] for row in record["clauses"] if wanted in str(row["text"]))


def test_a_contract_on_file_goes_before_the_one_that_was_declared(desk: Desk, application: Application) -> None:
    declared = facts_of(application, clock.today())["contract_ends_on"]
    desk.deliver("contract", files.contracts(desk.jobs))
    on_file = facts_of(application, clock.today())["contract_ends_on"]
    assert (declared.trust, on_file.trust) == ("declared", "register")
    assert on_file.value == dt.date(2027, 6, 30)
    assert on_file.source.startswith("劳动关系管理部门")


def test_a_contract_without_fixed_term_takes_back_the_declared_end(desk: Desk, application: Application) -> None:
    desk.deliver("contract", files.contracts([Job(desk.lv, desk.here, BEGAN)]))
    facts = facts_of(application, clock.today())
    assert facts["is_contract_open_ended"].value is True
    assert "contract_ends_on" not in facts


def test_months_are_those_of_the_register_and_before_it_the_applicants(desk: Desk, application: Application) -> None:
    own = facts_of(application, clock.today())["insured_months"]
    job = desk.jobs[0]
    owed = Job(job.human, job.employer, job.from_on, unpaid=frozenset({dt.date(2025, 1, 1)}))
    for month in (dt.date(2025, 1, 1), dt.date(2025, 2, 1)):
        desk.deliver("insurance", files.insurance([owed], month), month)
    checked = facts_of(application, clock.today())["insured_months"]
    assert set(own.value) - set(checked.value) == {"2025-01"}
    assert checked.trust == "declared"
    assert checked.source.startswith(f"{OWN_WORD}，其中2个月已按登记数据核对：社会保险经办机构")


def test_where_the_register_tells_every_month_it_has_its_trust(desk: Desk, application: Application) -> None:
    application.insured_since_on = dt.date(2025, 1, 5)
    for month in (dt.date(2025, 1, 1), dt.date(2025, 2, 1)):
        desk.deliver("insurance", files.insurance(desk.jobs, month), month)
    checked = facts_of(application, clock.today())["insured_months"]
    assert (checked.value, checked.trust) == (["2025-01", "2025-02"], "register")


def test_a_register_that_never_named_the_applicant_changes_nothing(desk: Desk, application: Application) -> None:
    before = facts_of(application, clock.today())
    month = dt.date(2025, 2, 1)
    desk.deliver("insurance", files.insurance([Job(STRANGER, desk.here, BEGAN)], month), month)
    assert facts_of(application, clock.today()) == before


@pytest.mark.parametrize(("who", "verdict"), [("lv", "not_met"), ("chen", "met")])
def test_the_list_of_joint_punishment_answers_for_everybody(
    desk: Desk, application: Application, who: str, verdict: str
) -> None:
    assert clause(application, "失信联合惩戒") == "judgement"
    listed: Human = human(getattr(desk.cast, who).person)
    desk.deliver("dishonesty", [files.dishonest(listed, dt.date(2024, 1, 1))])
    assert clause(application, "失信联合惩戒") == verdict


def test_last_years_wage_guidance_is_compared(desk: Desk, application: Application) -> None:
    code, pay = application.item.occupation.code, application.monthly_pay_fen
    rows = [
        {"occupation": code, "year": "2024", "monthly_fen": f"{pay // 100 + 1}"},
        {"occupation": code, "year": "2023", "monthly_fen": "1"},
    ]
    desk.deliver("wage", rows)
    given = facts_of(application, clock.today())["wage_guidance_fen"]
    assert (given.value, given.trust) == (pay // 100 * 100 + 100, "register")
    assert clause(application, "工资指导价位") == "not_met"
