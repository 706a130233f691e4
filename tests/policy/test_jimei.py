"""The district's own law: its cases pass, its figures are the published ones, each clause is tried both ways."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.districts import rulebook
from juxian.policy import Verdict, explain, run_cases
from juxian.policy.bulk import VERDICTS, encode, evaluate_population

CONDITIONS = "gold_blue_collar_conditions"


def test_every_worked_case_gives_the_signed_answer(jimei):
    outcomes = list(run_cases(jimei))
    assert len(outcomes) >= 40
    assert [(outcome.case.name, outcome.differences) for outcome in outcomes if outcome.differences] == []


@pytest.mark.parametrize(
    "policy",
    [
        CONDITIONS,
        "gold_blue_collar_classes",
        "national_declaration_conditions",
        "gold_allowance",
        "youth_living_subsidy",
    ],
)
def test_every_condition_is_tried_both_ways(jimei, policy):
    tried = {(key, verdict) for case in jimei.cases[policy] for key, verdict in case.clauses.items()}
    for condition in jimei.policies[policy].conditions:
        wanted = {"judgement", "met", "not_met"} if condition.is_judged else {"met", "not_met"}
        assert {verdict for key, verdict in tried if key == condition.key} >= wanted, condition.key


def test_there_are_nine_basic_conditions_of_which_three_are_for_a_person(jimei):
    conditions = jimei.policies[CONDITIONS].conditions
    assert [c.law for c in conditions] == [f"2025年度办事指南 基本条件第{n}条" for n in range(1, 10)]
    assert [c.key for c in conditions if c.is_judged] == ["lawful", "skilled", "fit"]


def test_the_plan_has_five_hundred_places(jimei):
    plan = jimei.district.plan
    assert dict(plan.places) == {
        "chief": 10,
        "special_grade": 10,
        "senior_technician": 40,
        "technician": 120,
        "senior": 320,
    }
    assert sum(plan.places.values()) == 500
    assert len(jimei.district.levels) == len(jimei.district.industries) == 6


def test_a_population_is_judged_as_each_of_its_people(jimei):
    """Every worked case of every policy, as a population of one day at a time."""
    for policy, cases in jimei.cases.items():
        by_day = {}
        for case in cases:
            if not case.judgements:
                by_day.setdefault(case.on, []).append(case)
        for on, together in by_day.items():
            frame = encode(jimei, policy, [case.facts for case in together], on)
            found = evaluate_population(jimei, policy, frame.lazy(), on).collect()
            for case, verdict, amount in zip(together, found["verdict"], found["amount_fen"], strict=True):
                assert verdict == VERDICTS[case.verdict], case.name
                assert amount == explain(jimei, policy, case.facts, on, look_ahead_months=0).amount_fen, case.name


def _retires(born: dt.date, group: str) -> dt.date:
    """The annex of the decision, counted out cohort by cohort."""
    age, first, step, cap = {
        "men": (60, (1965, 1), 4, 36),
        "women_55": (55, (1970, 1), 4, 36),
        "women_50": (50, (1975, 1), 2, 60),
    }[group]
    cohort = (born.year - first[0]) * 12 + born.month - first[1]
    delay = 0 if cohort < 0 else min(cap, cohort // step + 1)
    month = born.year * 12 + born.month - 1 + age * 12 + delay
    return dt.date(month // 12, month % 12 + 1, born.day)


# Rows of the annex as published: a man born in January 1965 retires in February 2025, and so on.
@pytest.mark.parametrize(
    ("group", "born", "retires"),
    [
        ("men", (1965, 1), (2025, 2)),
        ("men", (1965, 4), (2025, 5)),
        ("men", (1965, 5), (2025, 7)),
        ("men", (1976, 9), (2039, 9)),
        ("men", (1976, 12), (2039, 12)),
        ("women_55", (1970, 1), (2025, 2)),
        ("women_55", (1981, 9), (2039, 9)),
        ("women_50", (1975, 1), (2025, 2)),
        ("women_50", (1975, 3), (2025, 5)),
        ("women_50", (1984, 11), (2039, 11)),
    ],
)
def test_the_retirement_age_is_that_of_the_annex(jimei, group, born, retires):
    born_on, retires_on = dt.date(*born, 10), dt.date(*retires, 10)
    assert _retires(born_on, group) == retires_on
    facts = {"born_on": born_on, "sex": "male" if group == "men" else "female"}
    if group != "men":
        facts["female_post"] = "management" if group == "women_55" else "worker"
    for day, verdict in ((retires_on - dt.timedelta(days=1), Verdict.MET), (retires_on, Verdict.NOT_MET)):
        assert explain(jimei, CONDITIONS, facts, day).clause("working_age").verdict is verdict


def test_working_age_agrees_with_the_annex_for_every_month_of_birth(jimei):
    for index in range(1960 * 12, 1990 * 12, 3):
        born_on = dt.date(index // 12, index % 12 + 1, 1)
        retires_on = _retires(born_on, "men")
        if retires_on >= dt.date(2023, 4, 1):
            clause = explain(jimei, CONDITIONS, {"born_on": born_on, "sex": "male"}, retires_on, look_ahead_months=0)
            assert clause.clause("working_age").verdict is Verdict.NOT_MET, born_on
            day = retires_on - dt.timedelta(days=1)
            clause = explain(jimei, CONDITIONS, {"born_on": born_on, "sex": "male"}, day, look_ahead_months=0)
            assert clause.clause("working_age").verdict is Verdict.MET, born_on


@given(data=st.data())
@settings(max_examples=150)
def test_one_more_document_never_turns_met_into_not_met(data):
    book = rulebook("jimei")
    case = data.draw(st.sampled_from([case for cases in book.cases.values() for case in cases]))
    whole = {name: value for name, value in case.facts.items() if value is not None}
    order = data.draw(st.permutations(list(whole)))
    before: dict[str, Verdict] = {}
    for count in range(len(order) + 1):
        facts = {name: whole[name] for name in order[:count]}
        found = explain(book, case.policy, facts, case.on, look_ahead_months=0)
        now = {clause.key: clause.verdict for clause in found.clauses}
        for key, verdict in before.items():
            if verdict in (Verdict.MET, Verdict.NOT_MET):
                assert now.get(key, Verdict.MET) is verdict, (key, order[:count])
        before = now


def test_default_texts_are_marked_as_such(jimei):
    laws = [condition.law for condition in jimei.policies["gold_blue_collar_classes"].conditions[1:]]
    assert all("试用前须" in law for law in laws)


def test_no_two_policies_name_a_clause_alike(jimei):
    """An officer judges clauses by their key, whichever policy asks."""
    keys = [condition.key for policy in jimei.policies.values() for condition in policy.conditions]
    assert len(set(keys)) == len(keys)


def test_both_generations_of_the_national_text_follow_each_other_without_a_gap(jimei):
    conditions = jimei.policies["national_declaration_conditions"].conditions[1:]
    older = {c.key.removeprefix("older_") for c in conditions if c.until_on == dt.date(2023, 12, 31)}
    newer = {c.key.removeprefix("newer_") for c in conditions if c.from_on == dt.date(2024, 1, 1)}
    assert older == newer == {"junior", "intermediate", "senior", "technician", "senior_technician"}


@pytest.mark.parametrize(
    ("contest", "level", "above"),
    [
        ({"contest_class": "city_1", "contest_rank": 10}, "technician", "senior_technician"),
        ({"contest_class": "city_2", "contest_rank": 6}, "senior", "technician"),
        ({"contest_class": "district", "contest_rank": 6}, "senior", "technician"),
        ({"contest_class": "in_house", "contest_rank": 30, "contest_participants": 100}, "intermediate", "senior"),
        (
            {"contest_class": "provincial", "contest_prize": "medal", "contest_rank": 3},
            "technician",
            "senior_technician",
        ),
        ({"contest_class": "provincial", "contest_prize": "merit", "contest_rank": 9}, "senior", "technician"),
    ],
)
def test_an_award_gives_its_level_and_a_holder_one_more(jimei, contest, level, above):
    """The table of rules.md §1.5, channel B."""
    facts = {"channel": "competition", "contest_prize": "none", "is_promoted_by_contest": False, **contest}

    def verdict(applied, held):
        asked = {**facts, "applied_level": applied, "held_level": held}
        return explain(jimei, "gold_blue_collar_classes", asked, dt.date(2025, 3, 12)).verdict

    assert verdict(level, "junior") is Verdict.MET
    assert verdict(above, level) is Verdict.MET
    assert verdict(above, "junior") is Verdict.NOT_MET


def test_the_levels_of_the_law_are_the_levels_of_the_code(jimei):
    from juxian.catalogue.levels import RECOGNISED, SkillLevel

    assert list(jimei.vocabulary.enums["skill_level"]) == [level.value for level in SkillLevel]
    assert list(jimei.district.levels) == [level.value for level in RECOGNISED]
