"""What is missing and from when: at the date it says it is met, not before, and the words say how much."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.districts import rulebook
from juxian.policy import Verdict, explain
from juxian.policy.dates import add_months, month_end, month_index, months_from
from juxian.policy.lack import LackKind
from juxian.policy.outlook import outlook
from tests.policy.folder import POLICY, Folder

ON = dt.date(2025, 3, 12)
NEVER = "2199-12-31"
BOOK = rulebook("jimei")
GOLD, CONDITIONS = "gold_allowance", "gold_blue_collar_conditions"
TECHNICIAN = {
    "gold_level": "technician",
    "gold_recognised_on": "2023-11-06",
    "is_gold_promoted": False,
    "senior_since_on": "2023-11-06",
    "gold_certificate_status": "valid",
    "district_insured_months": ["2023-10", "2023-11"],
    "district_job_ends_on": NEVER,
    "retired_on": NEVER,
    "died_on": NEVER,
    "is_dishonest": False,
    "state.months_received": 0,
}


def lacking(facts, on, policy=GOLD, book=BOOK):
    return outlook(book, explain(book, policy, facts, on))


def test_a_senior_worker_sees_from_which_month():
    found = lacking(TECHNICIAN | {"gold_level": "senior"}, dt.date(2023, 12, 31))
    lack = found.lack("waited")
    assert (lack.kind, lack.count, lack.unit) == (LackKind.TIME, 11, "months")
    assert lack.sentence.zh == "再过11个月：2024-11起"
    assert lack.sentence.en == "in 11 months, from 2024-11"
    assert found.from_on == lack.from_on == dt.date(2024, 11, 1)


def test_two_more_insured_months(tmp_path):
    parameters = """\
resume.months:
  zh: 月
  en: m
  unit: months
  versions: [{from: 2020-01-01, law: 文, value: 3}]
"""
    policy = POLICY.replace("allowance", "resume") + (
        "  insured:\n    zh: 参保\n    en: insured\n    law: 第二条\n    if: paid_run(insured_months, p.resume.months)\n"
        "pays: monthly\namount: pay_fen\n"
    )
    folder = Folder(tmp_path).policy(policy).parameters(parameters)
    facts_file = tmp_path / "facts.yaml"
    facts_file.write_text(
        facts_file.read_text().replace(
            "zh: 参保月份,", 'zh: 参保月份, more: {zh: "再参保{n}个月", en: "insured months still wanted: {n}"},'
        )
    )
    book = folder.load()
    facts = {"is_open": True, "insured_months": ["2024-01"], "pay_fen": 1}
    found = lacking(facts, dt.date(2024, 1, 31), "resume", book)
    assert found.lack("insured").sentence.zh == "再参保2个月：2024-03起"
    assert found.lack("insured").sentence.en == "insured months still wanted: 2, from 2024-03"
    again = lacking(facts | {"insured_months": ["2023-06"]}, dt.date(2024, 1, 31), "resume", book)
    assert again.lack("insured").sentence.zh == "再参保3个月：2024-04起"
    assert again.from_on == dt.date(2024, 4, 1)


def after(facts, on, day):
    """The facts of a later month as the outlook assumes them, counted out month by month."""
    told = set(facts["district_insured_months"])
    last = add_months(on.replace(day=1), -1)
    runs = {f"{on:%Y-%m}", f"{last:%Y-%m}"} & told
    start = on if runs else add_months(on.replace(day=1), 1)
    return facts | {"district_insured_months": sorted(told | set(months_from(start, day)))}


dates = st.dates(dt.date(2022, 1, 1), dt.date(2025, 12, 31))
people = st.fixed_dictionaries(
    {
        "gold_level": st.sampled_from(["intermediate", "senior", "technician", "chief"]),
        "gold_recognised_on": dates,
        "is_gold_promoted": st.booleans(),
        "gold_previous_level": st.sampled_from(["intermediate", "senior"]),
        "senior_since_on": dates,
        "gold_certificate_status": st.sampled_from(["valid", "valid", "valid", "suspended"]),
        "district_insured_months": st.sets(st.sampled_from(months_from(dt.date(2023, 1, 1), dt.date(2024, 12, 1)))),
        "district_job_ends_on": st.sampled_from([dt.date(2199, 12, 31), dt.date(2024, 5, 20)]),
        "retired_on": st.just(dt.date(2199, 12, 31)),
        "died_on": st.just(dt.date(2199, 12, 31)),
        "is_dishonest": st.just(False),
        "state.months_received": st.just(0),
    }
)


@given(facts=people, on=st.dates(dt.date(2023, 4, 1), dt.date(2024, 12, 31)).map(month_end))
@settings(max_examples=60, deadline=None)
def test_at_the_month_it_says_it_is_met_and_not_before(facts, on):
    found = explain(BOOK, GOLD, facts, on)
    seen = outlook(BOOK, found)
    if found.verdict is Verdict.MET:
        assert seen.lacks == ()
        return
    assert {lack.clause for lack in seen.lacks} == {c.key for c in found.clauses if c.verdict is not Verdict.MET}

    def verdicts(month):
        later = explain(BOOK, GOLD, after(facts, on, month), month_end(month), look_ahead_months=0)
        return later.verdict, {clause.key: clause.verdict for clause in later.clauses}

    horizon = month_index(seen.from_on or add_months(on, 15)) - month_index(on)
    for ahead in range(1, min(horizon, 20) + 1):
        month = add_months(on.replace(day=1), ahead)
        overall, clauses = verdicts(month)
        assert (overall is Verdict.MET) == (month == seen.from_on), month
        for lack in seen.lacks:
            if lack.from_on is None or month < lack.from_on:
                assert clauses.get(lack.clause) is Verdict.NOT_MET, (lack, month)
            elif month == lack.from_on:
                assert clauses.get(lack.clause) in (None, Verdict.MET), (lack, month)


@given(
    started=st.dates(dt.date(2023, 6, 1), dt.date(2025, 3, 12)),
    insured=st.sets(st.sampled_from(months_from(dt.date(2024, 1, 1), dt.date(2025, 3, 1)))),
    waits=st.dates(dt.date(2024, 1, 1), dt.date(2025, 3, 12)),
)
@settings(max_examples=25, deadline=None)
def test_of_a_policy_that_pays_nothing_the_day_is_found(started, insured, waits):
    facts = {"is_employer_in_district": True, "employed_on": max(started, waits), "insured_months": insured}
    found = explain(BOOK, CONDITIONS, facts, ON)
    lack = outlook(BOOK, found).lack("insured")
    if found.clause("insured").verdict is Verdict.MET:
        assert lack is None
        return
    firsts = [dt.date(2025, 4, 1), dt.date(2025, 5, 1), dt.date(2025, 9, 1), dt.date(2026, 2, 1), dt.date(2026, 3, 1)]
    near = [lack.from_on - dt.timedelta(days=1), lack.from_on] if lack.from_on else []
    for day in [ON, *near, *(day for day in firsts if lack.from_on is None or day < lack.from_on)]:
        later = facts | {"insured_months": _insured(insured, day)}
        clause = explain(BOOK, CONDITIONS, later, day, look_ahead_months=0).clause("insured")
        assert (clause.verdict is Verdict.MET) == (day == lack.from_on), day


def _insured(insured, day):
    """Who is insured in February or March 2025 stays; who is not begins again in April."""
    start = ON if {"2025-02", "2025-03"} & insured else dt.date(2025, 4, 1)
    return insured | set(months_from(start, day)) if (day.year, day.month) > (ON.year, ON.month) else insured


@pytest.mark.parametrize(
    ("policy", "changed", "on", "clause", "kind", "zh"),
    [
        (GOLD, {"gold_certificate_status": "suspended"}, "2023-11-30", "certified", "change", "证书状态现为“暂停”，与规定不符"),
        (GOLD, {"gold_level": "intermediate"}, "2023-11-30", "recognised", "change", "区里认定的等级现为“中级工”，与规定不符"),
        (GOLD, {"gold_recognised_on": "2199-12-31", "gold_level": None}, "2023-11-30", "recognised", "change", "没有该等级的认定日期"),
        (GOLD, {"is_dishonest": None}, "2023-11-30", "not_dishonest", "document", "缺少：在失信联合惩戒名单上 (信用信息共享平台)"),
        (GOLD, {"state.months_received": 36, "gold_recognised_on": "2020-05-06"}, "2021-11-30", "below_cap", "time", "再过16个月：2023-03起"),
    ],
)  # fmt: skip
def test_each_clause_says_what_it_lacks(policy, changed, on, clause, kind, zh):
    day = dt.date.fromisoformat(on)
    told = TECHNICIAN | {"district_insured_months": [f"{day:%Y-%m}"]} | changed
    lack = lacking(told, day, policy).lack(clause)
    assert (lack.kind, lack.sentence.zh) == (kind, zh)
    assert lack.to_dict()["sentence"]["zh"] == zh


def case_of(policy, name):
    (case,) = [case for case in BOOK.cases[policy] if case.name == name]
    found = explain(BOOK, policy, case.facts, case.on, judgements=case.judgements)
    return outlook(BOOK, found)


@pytest.mark.parametrize(
    ("policy", "name", "clause", "kind", "count", "unit", "zh"),
    [
        ("gold_blue_collar_conditions", "工资比指导价位少一分", "pay", "amount", 1, "fen", "月工资还差 0.01 元"),
        ("gold_blue_collar_conditions", "到单位差一天满一年", "insured", "time", 1, "days", "再过1天：2025-03-13起"),
        ("gold_blue_collar_conditions", "人判断有犯罪记录", "lawful", "change", 0, "", "经办人员判断不符合"),
        ("gold_blue_collar_conditions", "参保只有十一个月，下个月起符合", "insured", "months", 1, "months", "在现单位再参保1个月：2025-04-01起"),
        ("youth_living_subsidy", "资格确认那天正好31周岁，不算", "young", "beyond", 1, "years", "超出规定 1 年"),
        ("youth_living_subsidy", "已领满五年", "within_five_years", "beyond", 0, "months", "已达到规定的上限"),
        ("youth_living_subsidy", "同一人2023年1月只有市级的，二选一", "either_or", "time", 1, "months", "再过1个月：2023-02起"),
    ],
)  # fmt: skip
def test_numbers_time_and_changes_are_told_apart(policy, name, clause, kind, count, unit, zh):
    lack = case_of(policy, name).lack(clause)
    assert (lack.kind, lack.count, lack.unit, lack.sentence.zh) == (kind, count, unit, zh)


def test_what_a_person_has_to_judge_does_not_hide_the_date():
    found = case_of("gold_blue_collar_conditions", "合同下个月才开始")
    assert found.lack("lawful").kind is LackKind.JUDGEMENT
    assert found.from_on == dt.date(2025, 4, 1)


def test_nothing_is_missing_where_it_is_met():
    found = lacking(TECHNICIAN, dt.date(2023, 11, 30))
    assert (found.lacks, found.from_on, found.lack("waited")) == ((), None, None)


def test_before_its_first_day_a_policy_is_met_from_that_month():
    facts = TECHNICIAN | {"gold_recognised_on": "2020-01-06", "district_insured_months": ["2020-02"]}
    assert lacking(facts, dt.date(2020, 2, 29)).from_on == dt.date(2020, 4, 1)
