"""Which benefits may be drawn together: the matrix is complete for every day, and what it forbids is found."""

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.districts import rulebook
from juxian.policy import Drawn, FactError, check_stacking, exclude_stacked, run_cases
from juxian.policy.cli import main
from juxian.policy.dates import add_months
from juxian.policy.stacking import EITHER_OR, TOGETHER
from tests.policy.folder import EXAMPLES, POLICY, Folder

BOOK = rulebook("jimei")
YOUTH, CITY, GOLD = "youth_living_subsidy", "city_half_rent", "gold_allowance"
JANUARY, FEBRUARY = dt.date(2023, 1, 1), dt.date(2023, 2, 1)
PAYS = POLICY + "pays: monthly\namount: pay_fen\n"
SECOND = PAYS.replace("id: allowance", "id: second").replace(
    "if: is_open", "if: is_open and not paid_run(insured_months, 1)"
)
MATRIX = """\
outside:
  rent: {zh: 租房补贴, en: rent, source: 市, fact: insured_months}
pairs:
  - pair: [allowance, second]
    rules:
      - {from: 2023-01-01, law: 旧文, rule: either_or}
      - {from: 2024-01-01, law: 新文, rule: together}
  - pair: [allowance, rent]
    rules: [{from: 2023-01-01, law: 文, rule: together}]
  - pair: [second, rent]
    rules: [{from: 2023-01-01, law: 文, rule: either_or}]
"""


@pytest.fixture
def two(folder: Folder) -> Folder:
    folder.policy(PAYS).write("policies/second/policy.yaml", SECOND)
    return folder.write("policies/second/examples.yaml", EXAMPLES).write("stacking.yaml", MATRIX)


MATRIX_FAULTS = [
    (MATRIX.replace("[second, rent]", "[secnd, rent]"), 10, "没有发钱的政策或外部待遇“secnd”"),
    (MATRIX.replace("[second, rent]", "[second, second]"), 10, "两个不同的待遇"),
    (MATRIX.replace("[second, rent]", "[second]"), 10, "两个不同的待遇"),
    (MATRIX.replace("[second, rent]", "[second, allowance]"), 10, "在第 4 行已经写过"),
    (MATRIX.replace("  - pair: [second, rent]\n    rules: [{from: 2023-01-01, law: 文, rule: either_or}]\n", ""), 1, "没有写这两项"),
    (MATRIX.replace("from: 2024-01-01", "from: 2023-01-01"), 7, "没有排在"),
    (MATRIX.replace("law: 旧文", "until: 2024-01-01, law: 旧文"), 7, "重叠"),
    (MATRIX.replace("law: 旧文", "until: 2023-12-30, law: 旧文"), 4, "2023-12-31 没有答案"),
    (MATRIX.replace("law: 新文", "until: 2025-02-28, law: 新文"), 4, "2025-03-01 没有答案"),
    (MATRIX.replace("from: 2024-01-01", "from: 2024-02-30"), 7, "不是存在的日期"),
    (MATRIX.replace("rule: together}\n  - pair: [allowance", "rule: both}\n  - pair: [allowance"), 7, "不认识“both”"),
    (MATRIX.replace("law: 新文, ", ""), 7, "缺少“law”"),
    (MATRIX.replace("law: 旧文", "until: 2022-12-31, law: 旧文"), 6, "早于开始"),
    (MATRIX.replace("  rent:", "  second:"), 2, "不是外部待遇"),
    (MATRIX.replace("fact: insured_months", "fact: is_open"), 2, "不认识“is_open”"),
    (MATRIX.replace(", fact: insured_months", ""), 2, "缺少“fact”"),
    (MATRIX + "cases:\n  - {case: 甲, month: 2023-13, drawn: {rent: 1}, excluded: []}\n", 13, "不是月份"),
    (MATRIX + "cases:\n  - {case: 甲, month: 2023-12, drawn: {rents: 1}, excluded: []}\n", 13, "没有待遇“rents”"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "line", "what"), MATRIX_FAULTS)
def test_a_wrong_matrix_is_refused_in_its_line(two: Folder, content, line, what):
    two.load()
    found = [fault for fault in two.write("stacking.yaml", content).faults() if what in fault.what]
    assert found, two.faults()
    assert (found[0].file, found[0].line) == ("stacking.yaml", line)
    assert found[0].remedy


def test_a_policy_that_never_asks_for_the_benefit_it_excludes_is_refused(two: Folder):
    fault = two.write("policies/second/policy.yaml", PAYS.replace("id: allowance", "id: second")).fault()
    assert (fault.file, fault.line, fault.clause) == ("stacking.yaml", 11, "second × rent")
    assert "没有一条核对 insured_months" in fault.what


def test_two_outside_benefits_are_not_ours_to_judge(two: Folder):
    content = MATRIX.replace("pairs:", "  meal: {zh: 餐补, en: meal, source: 市, fact: insured_months}\npairs:")
    content += "  - pair: [meal, rent]\n    rules: [{from: 2023-01-01, law: 文, rule: together}]\n"
    assert any("两项都是外部待遇" in fault.what for fault in two.write("stacking.yaml", content).faults())


def test_without_a_matrix_two_paying_policies_are_refused(two: Folder):
    (two.root / "stacking.yaml").unlink()
    fault = two.fault()
    assert (fault.file, fault.clause) == ("stacking.yaml", "allowance × second")


def test_policies_whose_times_do_not_meet_need_no_answer(two: Folder):
    two.write("policies/second/policy.yaml", SECOND.replace("2023-01-01", "2025-01-01"))
    two.policy(PAYS + "valid_until: 2024-12-31\n")
    rent = MATRIX[MATRIX.index("  - pair: [allowance, rent]") :]
    head = MATRIX[: MATRIX.index("  - pair: [allowance, second]")]
    two.write("stacking.yaml", head + rent).load()


def test_the_matrix_is_part_of_the_id(two: Folder):
    first = two.load().id
    assert two.write("stacking.yaml", MATRIX + "# 一句话\n").load().id != first


def test_a_graduate_draws_both_only_from_the_month_the_law_allows():
    drawn = [Drawn("甲", policy, month, 50000) for policy in (YOUTH, CITY) for month in (JANUARY, FEBRUARY)]
    (forbidden,) = check_stacking(BOOK, drawn)
    assert (forbidden.month, {forbidden.first, forbidden.second}) == (JANUARY, {YOUTH, CITY})
    assert "二选一" in forbidden.law
    (excluded,) = exclude_stacked(BOOK, drawn)
    assert (excluded.policy, excluded.kept, excluded.month) == (YOUTH, CITY, JANUARY)
    assert excluded.reason == "either_or.city_half_rent"


def test_any_day_of_a_month_stands_for_it():
    drawn = [Drawn("甲", YOUTH, dt.date(2023, 1, 31)), Drawn("甲", CITY, dt.date(2023, 1, 2))]
    assert len(check_stacking(BOOK, drawn)) == 1


def test_the_lower_of_two_yields_and_the_first_name_stays_where_they_are_equal(two: Folder):
    book = two.load()
    month = dt.date(2023, 5, 1)
    rows = [("甲", "allowance", 100), ("甲", "second", 200), ("乙", "allowance", 100), ("乙", "second", 100)]
    found = exclude_stacked(book, [Drawn(who, policy, month, fen) for who, policy, fen in rows])
    assert {(one.person, one.policy, one.kept) for one in found} == {
        ("甲", "allowance", "second"),
        ("乙", "second", "allowance"),
    }


def test_what_yields_no_longer_stands_in_the_way(two: Folder):
    """`second` is more than `allowance` but yields to the city's rent, so `allowance` stays."""
    month = dt.date(2023, 5, 1)
    rows = [("allowance", 100), ("second", 200), ("rent", 1)]
    (found,) = exclude_stacked(two.load(), [Drawn("甲", policy, month, fen) for policy, fen in rows])
    assert (found.policy, found.kept) == ("second", "rent")


def test_an_unknown_benefit_is_refused():
    with pytest.raises(FactError, match="相近的有 gold_allowance"):
        check_stacking(BOOK, [Drawn("甲", "gold_alowance", JANUARY)])


months = st.integers(0, 60).map(lambda n: add_months(dt.date(2021, 1, 1), n))
rows = st.lists(
    st.builds(Drawn, st.sampled_from("甲乙"), st.sampled_from([YOUTH, CITY, GOLD]), months, st.integers(1, 9))
)


@given(rows)
def test_after_excluding_nothing_forbidden_is_left_and_nothing_more_was_taken(drawn):
    once = {(row.person, row.policy, row.month): row for row in drawn}
    excluded = {(one.person, one.policy, one.month): one for one in exclude_stacked(BOOK, once.values())}
    kept = [row for key, row in once.items() if key not in excluded]
    assert check_stacking(BOOK, kept) == []
    for one in excluded.values():
        assert BOOK.stacking.rule(one.policy, one.kept, one.month).rule == EITHER_OR
        assert (one.person, one.kept, one.month) in {(row.person, row.policy, row.month) for row in kept}
    expected = {
        (first.person, first.month)
        for first, second in combinations(once.values(), 2)
        if (first.person, first.month) == (second.person, second.month)
        and {first.policy, second.policy} == {YOUTH, CITY}
        and first.month < FEBRUARY
    }
    assert {(one.person, one.month) for one in check_stacking(BOOK, drawn)} == expected


def test_the_matrix_and_the_clause_of_the_subsidy_change_on_the_same_day():
    (clause,) = [one for one in BOOK.policies[YOUTH].conditions if one.key == "either_or"]
    day = clause.until_on
    assert BOOK.stacking.rule(YOUTH, CITY, add_months(day, -1)).rule == EITHER_OR
    rules = BOOK.stacking.pairs[frozenset((YOUTH, CITY))].rules
    assert [rule.rule for rule in rules] == [EITHER_OR, TOGETHER]
    assert rules[1].from_on == day + dt.timedelta(days=1) == dt.date(2023, 2, 10)


def test_the_cases_of_the_matrix_run(two: Folder, capsys):
    assert [outcome.differences for outcome in run_cases(BOOK, "stacking")] == [()] * len(BOOK.stacking_cases) != []
    two.write(
        "stacking.yaml", MATRIX + "cases:\n  - {case: 甲, month: 2023-12, drawn: {rent: 1, second: 2}, excluded: []}\n"
    )
    assert main(["--folder", str(two.root), "test", "stacking"]) == 1
    assert "应让出的为 没有，算得 second" in capsys.readouterr().out
