"""How many people are like which case, and what they draw: the figures of the press, state, and bad entries."""

import datetime as dt

import pytest

from juxian.districts import rulebook
from juxian.policy import FactError, Given, continued, rulebook_of, state_before
from juxian.policy.cli import main
from juxian.policy.cohort import total_of
from tests.policy.folder import EXAMPLES, POLICY, Folder

BOOK = rulebook("jimei")
PAYS = POLICY + "pays: monthly\namount: pay_fen\n"
CAPPED = POLICY.replace("if: is_open", "if: is_open and state.months_received < 3") + (
    "pays: monthly\namount: pay_fen\nstate:\n  months_received: {zh: 月数, en: months, unit: months}\n"
)
CASE = EXAMPLES.replace("{is_open: true}", "{is_open: true, pay_fen: 100}")
COHORT = (
    CASE
    + """\
- cohort: 三个人
  from: 2024-01
  until: 2024-03
  people: [{like: 开着就行, count: 3}]
  expect: {month_total: 300, paid_people: 3}
"""
)


def test_the_cohort_of_2023_draws_what_the_paper_said():
    first, after, places = (list(total_of(BOOK, cohort)) for cohort in BOOK.cohorts["gold_allowance"])
    assert [(fen, people) for _month, fen, people in first] == [(3_250_000, 20)] * 12
    assert (first[0][0], first[-1][0]) == (dt.date(2023, 11, 1), dt.date(2024, 10, 1))
    assert after[0] == (dt.date(2024, 11, 1), 6_450_000, 60)
    assert places[0][1:] == (57_100_000, 500)


def test_the_cohorts_are_those_of_the_plan():
    *_, places = BOOK.cohorts["gold_allowance"]
    assert sum(member.count for member in places.members) == sum(BOOK.district.plan.places.values()) == 500
    first = BOOK.cohorts["gold_allowance"][0]
    assert [member.count for member in first.members] == [94, 40, 15, 5]


def test_a_cohort_that_differs_is_printed_by_month(folder: Folder, capsys):
    folder.policy(PAYS).examples(COHORT)
    assert main(["--folder", str(folder.root), "test"]) == 0
    folder.examples(COHORT.replace("month_total: 300, paid_people: 3", "month_total: 301, paid_people: 2"))
    assert main(["--folder", str(folder.root), "test"]) == 1
    out = capsys.readouterr().out
    assert "第 5 行，案例“三个人”" in out
    assert "2024-02 应发 301，算得 300" in out
    assert "2024-02 应发 2 人，算得 3 人" in out


def test_months_received_go_on_within_a_cohort(folder: Folder):
    case = CASE.replace("pay_fen: 100", "pay_fen: 100, state.months_received: 1")
    folder.policy(CAPPED).examples(case + COHORT.removeprefix(CASE))
    (cohort,) = folder.load().cohorts["allowance"]
    assert [fen for _month, fen, _people in total_of(folder.load(), cohort)] == [300, 300, 0]


COHORT_FAULTS = [
    (COHORT.replace("like: 开着就行, count", "like: 开着, count"), "不认识“开着”"),
    (COHORT.replace("count: 3", "count: 0"), "人数不能是 0"),
    (COHORT.replace("from: 2024-01", "from: 2023-12"), "2023-12 早于案例“开着就行”的日期"),
    (COHORT.replace("until: 2024-03", "until: 2023-12"), "早于开始"),
    (COHORT.replace("from: 2024-01", "from: 2024-1"), "不是月份"),
    (COHORT.replace("  expect: {month_total: 300, paid_people: 3}\n", ""), "缺少“expect”"),
    (COHORT.replace("month_total: 300", "month_total: 3.5"), "不是整数"),
    (COHORT.replace("  people:", "  persons:"), "不认识的键“persons”"),
]


@pytest.mark.parametrize(("content", "what"), COHORT_FAULTS)
def test_a_wrong_cohort_is_refused(folder: Folder, content, what):
    found = [fault for fault in folder.policy(PAYS).examples(content).faults() if what in fault.what]
    assert found, folder.faults()
    assert found[0].file == "policies/allowance/examples.yaml"
    assert found[0].remedy


def test_a_policy_that_pays_nothing_has_no_cohort(folder: Folder):
    assert "不发钱" in folder.examples(COHORT).fault().what


def test_a_state_that_no_run_counts_is_refused(folder: Folder):
    fault = folder.policy(CAPPED.replace("months_received", "weeks_received")).fault()
    assert "不会计算状态“weeks_received”" in fault.what
    assert "months_received" in fault.remedy
    assert "单位不对" in folder.policy(CAPPED.replace(", unit: months}", "}")).faults()[0].what


def test_state_counts_what_was_paid_before_the_month():
    paid = {dt.date(2023, 11, 1): 500, dt.date(2023, 12, 1): 0, dt.date(2024, 1, 1): 700, dt.date(2024, 2, 1): 900}
    assert state_before(paid, dt.date(2024, 2, 29)) == {
        "state.months_received": 2,
        "state.received_this_year_fen": 700,
    }
    assert state_before(paid, dt.date(2024, 1, 31))["state.received_this_year_fen"] == 0


def test_insured_months_go_on_and_gaps_stay():
    on, later = dt.date(2024, 3, 31), dt.date(2024, 6, 30)
    known = {"insured_months": ["2024-01", "2024-03"], "is_dishonest": False}
    assert continued(BOOK.vocabulary, known, on, later) == {
        "insured_months": ["2024-01", "2024-03", "2024-04", "2024-05", "2024-06"],
        "is_dishonest": False,
    }
    stopped = {"insured_months": Given(["2024-01"], "register", "社保")}
    assert continued(BOOK.vocabulary, stopped, on, later)["insured_months"].value == ["2024-01"]
    with pytest.raises(FactError, match="更早"):
        continued(BOOK.vocabulary, known, later, on)


def test_a_rulebook_is_made_again_from_its_files(folder: Folder):
    first = folder.load()
    again = rulebook_of(dict(first.files))
    assert again.id == first.id
    assert set(first.files) == {
        "district.yaml",
        "facts.yaml",
        "policies/allowance/examples.yaml",
        "policies/allowance/parameters.yaml",
        "policies/allowance/policy.yaml",
    }
    assert "stacking.yaml" in BOOK.files
