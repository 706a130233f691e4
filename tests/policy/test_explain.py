"""One person, clause by clause: met, not met, unknown, for a person to judge; and what a record keeps."""

import datetime as dt
import json

import pytest

from juxian.policy import FactError, Given, Verdict, explain, replay
from tests.policy.folder import POLICY, Folder

ON = dt.date(2025, 3, 12)


def verdict(folder: Folder, expression: str, on: dt.date = ON, extra: str = "", **facts) -> Verdict:
    found = explain(folder.condition(expression, extra).load(), "allowance", {"is_open": True, **facts}, on)
    return found.clause("tested").verdict


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"waited": 12}, Verdict.MET),
        ({"waited": 11}, Verdict.NOT_MET),
        ({}, Verdict.UNKNOWN),
        ({"waited": None}, Verdict.UNKNOWN),
    ],
)
def test_a_clause_is_met_not_met_or_unknown(folder, facts, expected):
    assert verdict(folder, "waited >= p.allowance.wait", **facts) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"is_open": False}, Verdict.NOT_MET),
        ({"is_dishonest": True}, Verdict.NOT_MET),
        ({"is_open": True}, Verdict.UNKNOWN),
        ({"is_open": True, "is_dishonest": False}, Verdict.MET),
    ],
)
def test_what_is_false_already_does_not_wait_for_a_document(folder, facts, expected):
    book = folder.condition("is_open and not is_dishonest").load()
    assert explain(book, "allowance", facts, ON).clause("tested").verdict is expected


def test_the_law_of_the_day_is_applied(folder):
    expression = "waited >= p.allowance.wait"
    assert verdict(folder, expression, dt.date(2023, 12, 31), waited=6) is Verdict.MET
    assert verdict(folder, expression, dt.date(2024, 1, 1), waited=6) is Verdict.NOT_MET


def test_a_value_can_be_looked_up_by_a_date_of_the_person(folder):
    expression = "waited >= p.allowance.wait@recognised_on"
    assert verdict(folder, expression, waited=6, recognised_on="2023-12-31") is Verdict.MET
    assert verdict(folder, expression, waited=6, recognised_on="2024-01-01") is Verdict.NOT_MET
    assert verdict(folder, expression, waited=6, recognised_on="2019-12-31") is Verdict.UNKNOWN


def test_a_table_can_be_looked_up_by_a_date_and_a_level(folder):
    expression = "pay_fen >= (p.allowance.amount@recognised_on)[level]"
    assert verdict(folder, expression, pay_fen=50000, level="senior", recognised_on="2023-05-31") is Verdict.MET
    assert verdict(folder, expression, pay_fen=50000, level="senior", recognised_on="2023-06-01") is Verdict.NOT_MET
    assert verdict(folder, expression, pay_fen=0, level="chief", recognised_on="2023-05-31") is Verdict.MET


def test_the_threshold_shown_is_the_one_of_that_date_and_level(folder):
    book = folder.condition("pay_fen >= (p.allowance.amount@recognised_on)[level]").load()
    facts = {"is_open": True, "pay_fen": 1, "level": "senior", "recognised_on": "2023-05-31"}
    (threshold,) = explain(book, "allowance", facts, ON).clause("tested").thresholds
    assert (threshold.value, threshold.since, threshold.law) == (50000, dt.date(2020, 1, 1), "旧文")
    assert threshold.to_dict()["text"] == {"zh": "500 元", "en": "500 yuan"}
    assert threshold.to_dict()["level"] == {"zh": "高级工", "en": "senior"}


def test_the_threshold_of_a_branch_not_taken_is_not_shown(folder):
    expression = "waited >= p.allowance.wait if sex == MALE else pay_fen >= p.allowance.amount[CHIEF]"
    book = folder.condition(expression).load()
    clause = explain(book, "allowance", {"sex": "male", "waited": 1}, ON).clause("tested")
    assert [threshold.name for threshold in clause.thresholds] == ["allowance.wait"]


def test_only_documents_that_still_matter_are_missing(folder):
    book = folder.condition("waited >= 3 if sex == MALE else pay_fen > 0 and (is_dishonest or children > 1)").load()
    assert _missing(book, {}) == ["sex", "waited", "pay_fen", "is_dishonest", "children"]
    assert _missing(book, {"sex": "male"}) == ["waited"]
    assert _missing(book, {"sex": "female", "pay_fen": 3, "children": 1}) == ["is_dishonest"]
    assert _missing(book, {"sex": "female", "pay_fen": 0}) == []


def _missing(book, facts):
    return [item.name for item in explain(book, "allowance", facts, ON).clause("tested").missing]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"level": "senior"}, None),
        ({"level": "chief", "waited": 3}, Verdict.MET),
        ({"level": "chief", "waited": 2}, Verdict.NOT_MET),
        ({"waited": 3}, Verdict.MET),
        ({"waited": 2}, Verdict.UNKNOWN),
        ({"level": "chief"}, Verdict.UNKNOWN),
    ],
)
def test_a_clause_for_some_is_not_there_for_others(folder, facts, expected):
    book = folder.condition("waited >= 3", "    when: level == CHIEF\n").load()
    found = explain(book, "allowance", {"is_open": True, **facts}, ON)
    if expected is None:
        assert found.not_applicable == ("tested",)
        assert found.verdict is Verdict.MET
        with pytest.raises(KeyError):
            found.clause("tested")
    else:
        assert found.clause("tested").verdict is expected


def test_a_clause_holds_from_its_day_until_its_day(folder):
    book = folder.condition("waited >= 3", "    from: 2024-01-01\n    until: 2024-12-31\n").load()
    for day, keys in (("2023-12-31", 1), ("2024-01-01", 2), ("2024-12-31", 2), ("2025-01-01", 1)):
        assert len(explain(book, "allowance", {}, dt.date.fromisoformat(day)).clauses) == keys


def test_a_clause_for_a_person_waits_for_the_judgement(folder):
    book = folder.policy(POLICY + "  fit:\n    zh: 健康\n    en: fit\n    law: 第三条\n    judge: true\n").load()
    facts = {"is_open": True}
    assert explain(book, "allowance", facts, ON).verdict is Verdict.JUDGEMENT
    assert explain(book, "allowance", facts, ON, judgements={"fit": True}).verdict is Verdict.MET
    assert explain(book, "allowance", facts, ON, judgements={"fit": False}).verdict is Verdict.NOT_MET
    with pytest.raises(FactError, match="不由人判断"):
        explain(book, "allowance", facts, ON, judgements={"open": True})


def test_a_clause_can_ask_a_person_when_the_machine_does_not_know(folder):
    extra = "    unknown: judge\n"
    assert verdict(folder, "not is_dishonest", extra=extra) is Verdict.JUDGEMENT
    assert verdict(folder, "not is_dishonest", extra=extra, is_dishonest=True) is Verdict.NOT_MET


PAYING = POLICY + "pays: monthly\namount: p.allowance.amount[level]\n"


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ({"is_open": True, "level": "chief"}, 300000),
        ({"is_open": False, "level": "chief"}, 0),
        ({"level": "chief"}, None),
        ({"is_open": True}, None),
    ],
)
def test_money_is_paid_only_where_everything_is_met(folder, facts, amount):
    assert explain(folder.policy(PAYING).load(), "allowance", facts, ON).amount_fen == amount


def test_outside_its_time_a_policy_is_not_in_force(folder):
    book = folder.policy(POLICY + "valid_until: 2024-12-31\n").load()
    late = explain(book, "allowance", {"is_open": True}, ON)
    assert (late.verdict, late.in_force, late.clauses, late.met_from) == (Verdict.NOT_MET, False, (), None)
    early = explain(book, "allowance", {"is_open": True}, dt.date(2022, 6, 1))
    assert (early.in_force, early.met_from) == (False, dt.date(2023, 1, 1))


def test_what_earlier_runs_left_is_given_as_state(folder):
    text = POLICY.replace("if: is_open", "if: is_open and state.months_received < 36")
    book = folder.policy(text + "state:\n  months_received: {zh: 已领月数, en: months, unit: months}\n").load()
    assert explain(book, "allowance", {"is_open": True, "state.months_received": 35}, ON).verdict is Verdict.MET
    assert explain(book, "allowance", {"is_open": True, "state.months_received": 36}, ON).verdict is Verdict.NOT_MET
    assert explain(book, "allowance", {"is_open": True}, ON).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"is_opne": True}, "不认识的事实“is_opne”"),
        ({"is_open": 1}, "真假值"),
        ({"waited": True}, "整数"),
        ({"waited": 2.5}, "整数"),
        ({"waited": 10**30}, "整数"),
        ({"recognised_on": "2023-02-29"}, "存在的日期"),
        ({"recognised_on": dt.datetime(2023, 2, 1, tzinfo=dt.UTC)}, "日期"),
        ({"level": "master"}, "其中之一"),
        ({"level": "SENIOR"}, "其中之一"),
        ({"insured_months": "2023-01"}, "月份的列表"),
        ({"insured_months": ["2023-13"]}, "形如"),
        ({"insured_months": [202301]}, "形如"),
        ({"city": "x" * 2000}, "1000 字"),
        ({"is_open": Given(True, trust="sworn")}, "不是可信程度"),
    ],
)
def test_a_wrong_fact_is_refused(folder, facts, message):
    everything = (
        "is_open and waited > 1 and recognised_on < date and level == CHIEF and paid_run(insured_months, 1)"
        " and city == '厦门'"
    )
    book = folder.condition(everything).load()
    with pytest.raises(FactError, match=message):
        explain(book, "allowance", facts, ON)


@pytest.mark.parametrize("on", [dt.date(1899, 12, 31), dt.date(2200, 1, 1), dt.datetime(2025, 1, 1, tzinfo=dt.UTC)])
def test_a_wrong_day_is_refused(folder, on):
    with pytest.raises(FactError, match="判断日期"):
        explain(folder.load(), "allowance", {}, on)


def test_an_unknown_policy_is_refused_with_the_nearest_name(folder):
    with pytest.raises(FactError, match="相近的有 allowance"):
        explain(folder.load(), "alowance", {}, ON)


def test_a_record_keeps_only_the_facts_that_the_policy_asks_for(folder):
    found = explain(folder.load(), "allowance", {"is_open": Given(True, "document", "照片"), "city": "厦门"}, ON)
    assert found.to_dict()["facts"] == {"is_open": {"value": True, "trust": "document", "source": "照片"}}


def test_a_replay_gives_the_same_bytes(jimei):
    for case in (case for cases in jimei.cases.values() for case in cases):
        first = explain(jimei, case.policy, case.facts, case.on, judgements=case.judgements).to_json()
        assert replay(jimei, json.loads(first)).to_json() == first


def test_a_record_of_another_rulebook_is_not_replayed(folder, jimei):
    record = explain(folder.load(), "allowance", {}, ON).to_dict()
    with pytest.raises(FactError, match="规则版本"):
        replay(jimei, record)


def test_a_record_is_plain_json_in_both_languages(jimei):
    case = jimei.cases["gold_blue_collar_conditions"][0]
    record = json.loads(explain(jimei, case.policy, case.facts, case.on).to_json())
    contract = next(clause for clause in record["clauses"] if clause["key"] == "contract")
    assert contract["law"] == "2025年度办事指南 基本条件第7条"
    assert contract["thresholds"][0]["text"] == {"zh": "36 个月", "en": "36 months"}
    assert contract["values"][0]["trust_label"] == "登记数据"
