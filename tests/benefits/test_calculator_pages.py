"""The calculator: made from the law, for everybody, keeping nothing."""

import datetime as dt

import pytest
from django.test import Client

from juxian import districts
from juxian.benefits.asking import NEVER, fact_of, months_of_run, questions, running_months
from juxian.kit.models import AuditEvent
from juxian.policy import Verdict, explain
from juxian.policy.dates import month_end
from tests.benefits.town import certify, open_registers, settle
from tests.cast import Cast, client_as

pytestmark = pytest.mark.django_db
NOVEMBER = dt.date(2024, 11, 1)
SENIOR = {
    "gold_level": "senior",
    "gold_recognised_on": "2023-11-06",
    "is_gold_promoted": "no",
    "senior_since_on": "2023-11-06",
    "gold_certificate_status": "valid",
    "district_insured_months": "3",
    "is_dishonest": "no",
}


def ask(client: Client, month: str, **changes: str) -> str:
    return client.post(f"/calculator/gold_allowance/?month={month}", SENIOR | changes).content.decode()


def test_a_senior_worker_is_told_from_when_and_then_how_much(client: Client) -> None:
    assert "最早从 2024-11-01 起符合" in ask(client, "2024-10-01")
    assert "2024-11 可领 800.00 元" in ask(client, "2024-11-01")


def test_what_was_left_open_is_named_and_not_guessed(client: Client) -> None:
    page = ask(client, "2024-11-01", gold_certificate_status="")
    assert "还缺：证书状态" in page
    assert "可领" not in page


def test_nothing_that_is_typed_is_kept(client: Client) -> None:
    before = AuditEvent.objects.count()
    ask(client, "2024-11-01")
    assert AuditEvent.objects.count() == before
    assert not client.session.keys()


def test_a_wrong_answer_stands_at_its_field(client: Client) -> None:
    answer = client.post("/calculator/gold_allowance/?month=2024-11-01", SENIOR | {"district_insured_months": "-1"})
    assert answer.status_code == 422
    assert "可领" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/calculator/nothing/", "/calculator/gold_blue_collar_conditions/"])
def test_a_policy_that_pays_nothing_is_no_calculator(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_month_that_is_none_is_this_month(client: Client) -> None:
    assert client.get("/calculator/gold_allowance/?month=13").status_code == 200


def test_every_policy_that_pays_is_listed_with_its_document(client: Client) -> None:
    page = client.get("/calculator/").content.decode()
    for policy in districts.rulebook("jimei").policies.values():
        assert (policy.title.zh in page) == bool(policy.pays)


@pytest.mark.parametrize("policy", ["gold_allowance", "youth_living_subsidy"])
def test_the_typical_person_of_a_policy_is_met_in_the_month_of_the_case(policy: str) -> None:
    rulebook = districts.rulebook("jimei")
    case = next(case for case in rulebook.cases[policy] if case.verdict == Verdict.MET)
    facts = {
        question.declaration.name: fact_of(question, question.typical, case.on)
        for question in questions(rulebook, policy, month_end(case.on))
    }
    known = {name: value for name, value in facts.items() if value is not None}
    assert explain(rulebook, policy, known, month_end(case.on)).verdict is Verdict.MET


def test_a_run_of_months_there_and_back() -> None:
    assert months_of_run(3, NOVEMBER) == ["2024-09", "2024-10", "2024-11"]
    assert running_months(["2024-05", "2024-09", "2024-10", "2024-11"]) == 3
    assert months_of_run(0, NOVEMBER) == []
    assert running_months([]) == 0


def test_an_empty_unusual_date_means_that_it_never_happened() -> None:
    asked = {q.name: q for q in questions(districts.rulebook("jimei"), "gold_allowance", month_end(NOVEMBER))}
    assert asked["retired_on"].is_unusual
    assert fact_of(asked["retired_on"], None, NOVEMBER) == NEVER


def test_who_is_signed_in_finds_what_offices_say_already_filled_in(cast: Cast) -> None:
    certify(cast.lv.person, "senior")
    open_registers()
    settle([cast.lv.person], NOVEMBER)
    page = client_as(cast.lv.citizen).get("/calculator/gold_allowance/?month=2024-11-01").content.decode()
    assert "平台已经知道的已替您填好" in page
    assert '<option value="senior" selected>' in page
    assert 'value="2023-11-06"' in page
