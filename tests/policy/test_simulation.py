"""A change of the law before it is published: counted person by person and month by month, or refused clearly."""

import datetime as dt
import json

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from juxian.districts import rulebook
from juxian.policy import FactError, RulebookError, explain, state_before
from juxian.policy.bulk import encode
from juxian.policy.cli import main
from juxian.policy.dates import add_months, month_end, months_from
from juxian.policy.people_file import read_people
from juxian.policy.proposal import Change, proposed, read_change
from juxian.policy.simulation import simulate

BOOK = rulebook("jimei")
GOLD, YOUTH = "gold_allowance", "youth_living_subsidy"
FROM = dt.date(2025, 1, 1)
MONTHS = [add_months(FROM, n) for n in range(12)]
WORKER = {
    "gold_level": "technician",
    "gold_recognised_on": "2023-11-06",
    "is_gold_promoted": False,
    "senior_since_on": "2023-11-06",
    "gold_certificate_status": "valid",
    "district_insured_months": ["2024-12", "2025-01"],
    "district_job_ends_on": "2199-12-31",
    "retired_on": "2199-12-31",
    "died_on": "2199-12-31",
    "is_dishonest": False,
    "state.months_received": 0,
}


def crowd(*people):
    return encode(BOOK, GOLD, people, month_end(FROM))


def test_a_higher_rate_for_senior_workers_costs_what_it_costs():
    people = crowd(*[WORKER | {"gold_level": "senior"}] * 40, *[WORKER] * 15)
    found = simulate(BOOK, GOLD, [read_change("gold_allowance.amount.senior=90000", FROM)], people, MONTHS)
    assert (found.gainers, found.losers, found.newly_paid, found.no_longer_paid) == (40, 0, 0, 0)
    assert found.before_fen == (40 * 80000 + 15 * 150000) * 12
    assert found.year_fen == 40 * 10000 * 12
    assert found.years == ((2025, found.before_fen, found.after_fen),)
    assert [(step.low_fen, step.people) for step in found.steps] == [(0, 15), (120000, 40)]
    senior = next(line for line in found.groups if line.fact == "gold_level" and line.gainers)
    assert (senior.member.zh, senior.people, senior.delta_fen) == ("高级工", 40, 40 * 120000)


def test_a_cap_takes_from_those_who_have_reached_it():
    people = crowd(WORKER | {"state.months_received": 30}, WORKER | {"state.months_received": 36}, WORKER)
    found = simulate(BOOK, GOLD, [Change("gold_allowance.cap_months", 36, FROM)], people, MONTHS)
    assert found.people["delta_fen"].to_list() == [-6 * 150000, -12 * 150000, 0]
    assert (found.losers, found.no_longer_paid) == (2, 1)
    assert [line.after_people for line in found.months] == [2] * 6 + [1] * 6


def test_a_change_holds_from_its_day_and_not_before():
    found = simulate(
        BOOK, GOLD, [read_change("gold_allowance.amount.technician=0", dt.date(2025, 7, 1))], crowd(WORKER), MONTHS
    )
    assert [line.after_fen for line in found.months] == [150000] * 6 + [0] * 6
    assert found.law.id != BOOK.id


def test_missing_documents_are_counted_and_pay_nothing():
    found = simulate(
        BOOK, GOLD, [Change("gold_allowance.cap_months", 36, FROM)], crowd(WORKER | {"is_dishonest": None}), MONTHS[:1]
    )
    assert (found.months[0].before_open, found.months[0].after_open, found.after_fen) == (1, 1, 0)


def test_of_nobody_nothing_is_said():
    found = simulate(BOOK, GOLD, [Change("gold_allowance.cap_months", 36, FROM)], crowd(), MONTHS)
    assert (found.gainers, found.year_fen, found.steps, found.groups) == (0, 0, (), ())


people = st.fixed_dictionaries(
    {
        "gold_level": st.sampled_from(["intermediate", "senior", "technician", None]),
        "gold_recognised_on": st.dates(dt.date(2023, 1, 1), dt.date(2025, 6, 30)),
        "is_gold_promoted": st.booleans(),
        "gold_previous_level": st.sampled_from(["intermediate", "senior"]),
        "senior_since_on": st.dates(dt.date(2023, 1, 1), dt.date(2025, 6, 30)),
        "gold_certificate_status": st.just("valid"),
        "district_insured_months": st.lists(st.sampled_from(["2024-10", "2024-11", "2024-12", "2025-01"])),
        "district_job_ends_on": st.sampled_from([dt.date(2199, 12, 31), dt.date(2025, 4, 2)]),
        "retired_on": st.just(dt.date(2199, 12, 31)),
        "died_on": st.just(dt.date(2199, 12, 31)),
        "is_dishonest": st.sampled_from([False, None]),
        "state.months_received": st.integers(0, 4),
    }
)
changes = st.sampled_from(
    [
        "gold_allowance.amount.senior=90000",
        "gold_allowance.cap_months=3",
        "gold_allowance.senior_wait_months=0",
        "gold_allowance.resume_months=4",
        "gold_allowance.promotion_months=3",
    ]
)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(told=st.lists(people, min_size=1, max_size=6), text=changes, start=st.sampled_from([FROM, dt.date(2025, 3, 1)]))
def test_every_sum_is_that_of_single_explanations(told, text, start):
    months = MONTHS[:6]
    found = simulate(BOOK, GOLD, [read_change(text, start)], crowd(*told), months)
    law = proposed(BOOK, [read_change(text, start)])
    for column, book in (("before_fen", BOOK), ("after_fen", law)):
        expected = [sum(one_by_one(book, facts, months).values()) for facts in told]
        assert found.people[column].to_list() == expected


def one_by_one(book, facts, months):
    paid = {}
    for month in months:
        insured = facts["district_insured_months"]
        later = months_from(months[0], month) if f"{months[0]:%Y-%m}" in insured else []
        here = facts | {
            "district_insured_months": [*insured, *later],
            "state.months_received": facts["state.months_received"]
            + state_before(paid, month)["state.months_received"],
        }
        paid[month] = explain(book, GOLD, here, month_end(month), look_ahead_months=0).amount_fen or 0
    return paid


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("gold_allowance.amount.senior", "读不懂"),
        ("amount=3", "读不懂"),
        ("gold_allowance.amuont.senior=3", "相近的有 gold_allowance.amount"),
        ("gold_allowance.amount=3", "是分级表"),
        ("gold_allowance.cap_months.senior=3", "不分等级"),
        ("gold_allowance.amount.senior=many", "类型不同"),
        ("gold_allowance.amount.senior=-5", "值是负数"),
        ("gold_allowance.amount.senoir=5", "不存在的等级 senoir"),
        ("gold_allowance.amount.senior=[1]", "不能作为参数值"),
        ("gold_allowance.amount.senior=", "不能作为参数值"),
        ("gold_allowance.amount.senior=2025-02-30", "不能作为参数值"),
    ],
)
def test_a_wrong_change_is_refused_like_a_wrong_file(text, what):
    with pytest.raises(RulebookError) as caught:
        proposed(BOOK, [read_change(text, FROM)])
    assert any(what in str(fault) for fault in caught.value.faults), caught.value.faults


def test_a_change_before_the_first_value_is_refused():
    with pytest.raises(RulebookError, match="还没有这个参数的值"):
        proposed(BOOK, [Change("gold_allowance.cap_months", 3, dt.date(2019, 1, 1))])


def test_a_version_with_an_end_keeps_it():
    change = Change("gold_blue_collar_conditions.delay_cap", 1, dt.date(2024, 6, 1), "men")
    versions = proposed(BOOK, [change]).parameters["gold_blue_collar_conditions.delay_cap"].versions
    assert [(v.from_on, v.until_on, v.value["men"]) for v in versions] == [
        (dt.date(2023, 3, 16), dt.date(2024, 5, 31), 0),
        (dt.date(2024, 6, 1), dt.date(2024, 12, 31), 1),
        (dt.date(2025, 1, 1), None, 36),
    ]


def test_a_change_on_the_day_of_a_version_takes_its_place():
    versions = proposed(BOOK, [Change("gold_allowance.cap_months", 24, dt.date(2023, 3, 16))])
    found = versions.parameters["gold_allowance.cap_months"].versions
    assert [(v.from_on, v.value) for v in found] == [(dt.date(2020, 4, 7), 36), (dt.date(2023, 3, 16), 24)]


@pytest.mark.parametrize(
    ("policy", "months"), [("gold_blue_collar_conditions", MONTHS), (GOLD, []), (GOLD, MONTHS * 6)]
)
def test_what_cannot_be_looked_at_is_said(policy, months):
    with pytest.raises(FactError):
        simulate(BOOK, policy, [], pl.DataFrame(), months)


def test_the_steps_of_many_differences_are_stretches():
    told = [WORKER | {"state.months_received": n} for n in range(36)]
    found = simulate(
        BOOK,
        GOLD,
        [Change("gold_allowance.cap_months", 20, FROM)],
        crowd(*told),
        [*MONTHS, *(add_months(m, 12) for m in MONTHS)],
    )
    assert len(found.steps) <= 12
    assert sum(step.people for step in found.steps) == 36
    assert found.steps[0].low_fen == found.people["delta_fen"].min()


def test_the_years_limit_begins_again_in_january():
    graduate = BOOK.cases[YOUTH][0]
    facts = dict(graduate.facts) | {"state.received_this_year_fen": 0}
    people = encode(BOOK, YOUTH, [facts], graduate.on)
    months = [add_months(dt.date(2023, 2, 1), n) for n in range(24)]
    found = simulate(
        BOOK, YOUTH, [read_change("youth_living_subsidy.monthly=80000", dt.date(2023, 2, 1))], people, months
    )
    assert found.years == ((2023, 550000, 600000), (2024, 600000, 600000), (2025, 50000, 80000))


CSV = """\
person,gold_level,gold_recognised_on,is_gold_promoted,senior_since_on,gold_certificate_status,district_insured_months,\
district_job_ends_on,retired_on,died_on,is_dishonest,state.months_received
甲,senior,2023-11-06,否,2023-11-06,valid,2024-12 2025-01,2199-12-31,2199-12-31,2199-12-31,false,3
乙,technician,2023-11-06,false,2199-12-31,valid,2025-01,2199-12-31,2199-12-31,2199-12-31,,0
"""


def test_people_are_read_alike_from_every_kind_of_file(tmp_path):
    (tmp_path / "p.csv").write_text(CSV)
    frame = read_people(BOOK, GOLD, tmp_path / "p.csv", month_end(FROM))
    assert frame["person"].to_list() == ["甲", "乙"]
    assert frame["is_dishonest"].to_list() == [False, None]
    rows = [WORKER | {"person": "甲", "gold_level": "senior", "state.months_received": 3}]
    (tmp_path / "p.json").write_text(json.dumps(rows))
    from_json = read_people(BOOK, GOLD, tmp_path / "p.json", month_end(FROM))
    assert from_json.rows() == frame.select(from_json.columns).rows()[:1]
    pl.DataFrame(rows).write_parquet(tmp_path / "natural.parquet")
    assert read_people(BOOK, GOLD, tmp_path / "natural.parquet", month_end(FROM)).equals(from_json)
    frame.write_parquet(tmp_path / "ready.parquet")
    assert read_people(BOOK, GOLD, tmp_path / "ready.parquet", month_end(FROM)).equals(frame)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("p.txt", "", "不能读 p.txt"),
        ("p.json", "[", "不是正确的 JSON"),
        ("p.json", "{}", "应当是一个列表"),
        ("p.json", "[]", "没有人"),
        ("p.json", '[{"gold_levle": "senior"}]', "相近的有 gold_level"),
        ("p.csv", CSV.replace("乙,technician", "乙,welder"), "第 2 人"),
        ("p.csv", CSV.replace(",3\n", ",drei\n"), "第 1 人"),
    ],
)
def test_a_wrong_file_of_people_is_refused(tmp_path, name, content, what):
    (tmp_path / name).write_text(content)
    with pytest.raises(FactError, match=what):
        read_people(BOOK, GOLD, tmp_path / name, month_end(FROM))


def test_the_command_prints_who_gains_and_what_it_costs(tmp_path, capsys):
    (tmp_path / "p.csv").write_text(CSV)
    command = ["simulate", GOLD, "--set", "gold_allowance.amount.senior=90000", "--from", "2025-01-01"]
    command += ["--people", str(tmp_path / "p.csv")]
    assert main(command) == 0
    out = capsys.readouterr().out
    assert "2 人：1 人增加，0 人减少" in out
    assert "每年多支出 1,200 元" in out
    assert "缺少材料 1 人" in out
    assert "高级工：1 人，差额 1,200 元" in out
    assert main([*command, "--json", "--months", "2"]) == 0
    assert json.loads(capsys.readouterr().out)["after_fen"] == 2 * 90000
    assert main([*command[:3], "gold_allowance.amount.senior=viel", *command[4:]]) == 2
    assert "--set gold_allowance.amount.senior=viel" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*command, "--first", "2025-13"])
