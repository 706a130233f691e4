"""What registers vouch for: in bulk, for one person, and as known on an earlier day."""

import datetime as dt
import random

import polars as pl
import pytest

from juxian.demo import register_files as files
from juxian.demo.register_files import Employer, Job
from juxian.kit import clock
from juxian.policy.bulk import column_type
from juxian.registers import actions
from juxian.registers.facts import FACTS, facts_in, facts_in_months, given_of, known_now, people_of_city_scheme
from juxian.registers.facts.one import months_in
from juxian.registers.queries import staff_of
from tests.cast import make_person, uscc
from tests.registers.factories import FEBRUARY, JANUARY, STRANGER, Desk, human
from tests.registers.naive import NEVER, NO_JOB, World, earlier, facts_of

LATER = dt.timedelta(days=1)


def fact(desk: Desk, name: str, month: dt.date = FEBRUARY, person: str = "lv", known_at: dt.datetime | None = None):
    """One fact of one person, as known now or then."""
    people = pl.Series("person", [str(getattr(desk.cast, person).person.pk)])
    return facts_in(month, people, known_at or clock.now())[name][0]


class TestBulk:
    def test_it_is_what_a_slow_and_plain_reckoning_says(self, desk: Desk) -> None:
        chance, people = random.Random(20250312), [make_person(f"工{serial}号") for serial in range(24)]
        world = random_world(chance, [human(person) for person in people])
        deliver_world(desk, world)
        keys = {str(person.pk): human(person) for person in people}
        months = [world.months[-1], world.months[-1], world.months[14]]
        frame = facts_in_months(sorted(set(months)), pl.Series("person", list(keys)), clock.now())
        assert frame.height == 24 * 2
        for row in frame.iter_rows(named=True):
            wanted = facts_of(world, keys[row["person"]], row["month"])
            assert {name: row[name] for name in wanted} == wanted

    def test_columns_have_the_types_that_the_engine_reads(self, desk: Desk) -> None:
        from django.conf import settings

        from juxian import districts

        frame = facts_in(FEBRUARY, pl.Series("person", [str(desk.cast.lv.person.pk)]), clock.now())
        assert frame.columns == ["person", *FACTS]
        facts = districts.rulebook(settings.DISTRICT).vocabulary.facts
        for name in FACTS:
            wanted = column_type(facts[name].kind)
            assert frame.schema[name] == (pl.String if facts[name].kind.name == "enum" else wanted), name

    def test_nobody_asked_for_gives_no_rows(self, desk: Desk) -> None:
        assert facts_in(FEBRUARY, pl.Series("person", [], dtype=pl.String), clock.now()).height == 0


class TestOnePerson:
    def test_values_are_those_of_the_bulk_and_name_their_file(self, desk: Desk) -> None:
        desk.places()
        desk.deliver("insurance", desk.insurance(JANUARY), JANUARY)
        desk.deliver("insurance", desk.insurance(), FEBRUARY)
        desk.deliver("contract", files.contracts(desk.jobs))
        desk.deliver("dishonesty", [files.dishonest(STRANGER, dt.date(2024, 1, 1))])
        given = given_of(desk.cast.lv.person.pk, FEBRUARY, clock.now())
        assert given["district_insured_months"].value == ["2025-01", "2025-02"]
        assert given["district_insured_months"].source == "社会保险经办机构，insurance.csv，2025-03-12导入"
        assert (given["is_dishonest"].value, given["is_dishonest"].trust) == (False, "register")
        assert given["is_dishonest"].source.startswith("信用信息共享平台")
        assert given["district_job_ends_on"].value == dt.date(2026, 12, 31)
        row = facts_in(FEBRUARY, pl.Series([str(desk.cast.lv.person.pk)]), clock.now()).row(0, named=True)
        for name in FACTS:
            value = row[name]
            shown = months_in(value, FEBRUARY) if value is not None and name.endswith("_months") else value
            assert (given[name].value if name in given else None) == shown

    def test_nothing_delivered_is_nothing_known(self, desk: Desk) -> None:
        assert given_of(desk.cast.lv.person.pk, FEBRUARY, clock.now()) == {}


class TestNotKnownAndNo:
    def test_no_is_a_fact_only_once_the_register_came(self, desk: Desk) -> None:
        names = ("retired_on", "is_dishonest", "district_job_ends_on", "district_insured_months")
        assert [fact(desk, name) for name in names] == [None] * 4
        desk.places()
        desk.deliver("insurance", desk.insurance()[1:], FEBRUARY)
        desk.deliver("contract", files.contracts(desk.jobs[1:]))
        desk.deliver("dishonesty", [files.dishonest(STRANGER, dt.date(2024, 1, 1))])
        desk.deliver("end", [files.ended(STRANGER, "退休", dt.date(2024, 5, 1))])
        assert [fact(desk, name) for name in names] == [NEVER, False, NO_JOB, 0]

    def test_a_month_whose_file_has_not_come_is_not_known(self, desk: Desk) -> None:
        desk.places()
        desk.deliver("insurance", desk.insurance(JANUARY), JANUARY)
        assert fact(desk, "district_insured_months", JANUARY) == 1
        assert fact(desk, "district_insured_months", FEBRUARY) is None

    def test_an_employer_whose_place_nobody_told_leaves_the_place_open(self, desk: Desk) -> None:
        desk.deliver("insurance", desk.insurance(), FEBRUARY)
        desk.deliver("contract", files.contracts(desk.jobs))
        assert fact(desk, "insured_months") == 1
        open_facts = ("district_insured_months", "is_employer_in_district", "employer_kind", "district_job_ends_on")
        assert [fact(desk, name) for name in open_facts] == [None] * 4

    def test_rent_of_a_period_that_the_city_has_not_paid_is_not_known(self, desk: Desk) -> None:
        paid_on = dt.date(2025, 1, 20)
        desk.deliver("rent", files.rents([desk.lv], dt.date(2024, 7, 1), paid_on), JANUARY)
        assert fact(desk, "city_half_rent_months", dt.date(2024, 12, 1)) == 0b111111
        assert fact(desk, "city_half_rent_months", dt.date(2024, 12, 1), "chen") == 0
        assert fact(desk, "city_half_rent_months", JANUARY) is None


class TestKnownAt:
    def test_a_correction_counts_from_its_day_and_the_earlier_run_can_be_read_again(self, desk: Desk) -> None:
        desk.places()
        desk.deliver("insurance", files.insurance(desk.jobs, FEBRUARY, status="欠缴"), FEBRUARY)
        before = known_now()
        with clock.at(before + LATER):
            late = desk.deliver("insurance", desk.insurance(status="补缴"), FEBRUARY)
            assert fact(desk, "district_insured_months") == 1
        assert late.changed_count == 2
        assert fact(desk, "district_insured_months", known_at=before) == 0
        with clock.at(before + 2 * LATER):
            actions.withdraw_delivery(late, reason="报错了月份", by=desk.by)
            assert fact(desk, "district_insured_months") == 0
        assert fact(desk, "district_insured_months", known_at=before + LATER) == 1

    def test_a_void_row_takes_back_what_an_earlier_file_said(self, desk: Desk) -> None:
        row = files.ended(desk.lv, "退休", dt.date(2025, 1, 31))
        desk.deliver("end", [row])
        assert fact(desk, "retired_on") == dt.date(2025, 1, 31)
        with clock.at(clock.now() + LATER):
            desk.deliver("end", [row | {"is_void": "是"}])
            assert fact(desk, "retired_on") == NEVER

    def test_whoever_registers_later_is_met_by_what_was_said(self, desk: Desk) -> None:
        desk.places()
        job = Job(STRANGER, desk.here, dt.date(2025, 1, 1))
        desk.deliver("insurance", files.insurance([job], FEBRUARY), FEBRUARY)
        person = make_person(STRANGER.name, identity_number=STRANGER.number)
        assert facts_in(FEBRUARY, pl.Series([str(person.pk)]), clock.now())["district_insured_months"][0] == 1

    def test_a_merged_human_has_the_facts_of_both_documents(self, desk: Desk) -> None:
        desk.deliver("dishonesty", [files.dishonest(desk.chen, dt.date(2024, 1, 1))])
        other = desk.cast.chen.person
        other.merged_into = desk.cast.lv.person
        other.save()
        assert fact(desk, "is_dishonest") is True


class TestScheme:
    def test_the_list_says_degree_and_days_and_earlier_insurance_counts_as_first(self, desk: Desk) -> None:
        desk.deliver("scheme", files.scheme([desk.lv], dt.date(2024, 9, 1), dt.date(2024, 8, 1)))
        assert fact(desk, "first_xiamen_insured_on") == dt.date(2024, 8, 1)
        desk.deliver("insurance", files.insurance(desk.jobs, dt.date(2024, 2, 1)), dt.date(2024, 2, 1))
        assert fact(desk, "first_xiamen_insured_on") == dt.date(2024, 2, 1)
        assert (fact(desk, "degree"), fact(desk, "is_degree_full_time")) == ("bachelor", True)
        assert (fact(desk, "degree", person="chen"), fact(desk, "city_rent_qualified_on", person="chen")) == (
            "below_bachelor",
            NEVER,
        )
        assert fact(desk, "first_xiamen_insured_on", person="chen") is None

    def test_whom_the_payments_name_can_be_listed(self, desk: Desk) -> None:
        desk.deliver("rent", files.rents([desk.lv, STRANGER], JANUARY, dt.date(2025, 2, 20)), FEBRUARY)
        assert people_of_city_scheme(clock.now()).to_list() == [str(desk.cast.lv.person.pk)]


class TestStaff:
    def test_the_insured_of_the_month_or_of_the_last_one_that_came(self, desk: Desk) -> None:
        desk.deliver("insurance", desk.insurance(), FEBRUARY)
        assert staff_of(desk.here.code, dt.date(2025, 3, 1)) == [desk.cast.lv.person.pk]
        assert staff_of(desk.here.code, dt.date(2024, 1, 1)) == []


@pytest.mark.parametrize(("mask", "months"), [(0, []), (1, ["2025-02"]), (0b101, ["2024-12", "2025-02"])])
def test_a_mask_in_words(mask: int, months: list[str]) -> None:
    assert months_in(mask, FEBRUARY) == months


def random_world(chance: random.Random, humans: list[files.Human]) -> World:
    """Employers that come and go, people with one to three jobs, months that are owed, lists and payments."""
    months = [earlier(FEBRUARY, back) for back in range(17, -1, -1)]
    days = [months[0] + dt.timedelta(days=step) for step in range(0, 500, 9)]
    employers = [
        Employer(uscc(serial + 900), f"单位{serial}", from_on=chance.choice([None, dt.date(2010, 1, 1), *days[:20]]))
        for serial in range(6)
    ]
    employers = [
        each if each.from_on is None or chance.random() < 0.5 else _leaving(each, chance.choice(days[25:]))
        for each in employers
    ]
    world = World(employers, [], months)
    for person in humans:
        for start in sorted(chance.sample(days, chance.randint(0, 3))):
            until = chance.choice([None, start + dt.timedelta(days=chance.randint(20, 400))])
            owed = frozenset(month for month in months if chance.random() < 0.1)
            world.jobs.append(Job(person, chance.choice(employers), start, until, unpaid=owed))
    for person in chance.sample(humans, 8):
        on = chance.choice(days)
        world.dishonest.append((person, on, chance.choice([None, on + dt.timedelta(days=60)])))
        world.ended.append((person, chance.choice(["退休", "死亡"]), chance.choice(days)))
        world.rents.append((person, chance.choice(months[:-6]), chance.randint(1, 6)))
    first = humans[0]  # the city has paid for every month that is asked about
    world.rents += [(first, months[-3], 3), (first, months[12], 3)]
    return world


def deliver_world(desk: Desk, world: World) -> None:
    """Every register of the world, through the real actions."""
    desk.deliver("employer", files.places(world.employers))
    for month in world.months:
        if rows := files.insurance(world.jobs, month):
            desk.deliver("insurance", rows, month)
    desk.deliver("contract", files.contracts(world.jobs))
    desk.deliver("dishonesty", [files.dishonest(*each) for each in world.dishonest])
    desk.deliver("end", [files.ended(*each) for each in world.ended])
    rents = [files.rents([person], first, FEBRUARY, months)[0] for person, first, months in world.rents]
    desk.deliver("rent", list({(row["name"], row["from_month"]): row for row in rents}.values()), FEBRUARY)


def _leaving(employer: Employer, day: dt.date) -> Employer:
    return Employer(employer.code, employer.name, employer.kind, employer.from_on, day)
