"""What certificates say of a month: the highest valid one counts, and nothing that was learnt later."""

import datetime as dt

import polars as pl
import pytest

from juxian.credentials.facts import NEVER, recognised_people, recognition_in
from juxian.kit import clock
from juxian.people.models import Person
from tests.benefits.town import aware, certify, note
from tests.cast import make_person

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY = dt.date(2025, 1, 1), dt.date(2025, 2, 1)


def said_of(person: Person, month: dt.date, known_at: dt.datetime | None = None) -> dict:
    people = pl.Series("person", [str(person.pk)])
    return recognition_in([month], people, known_at or clock.now()).to_dicts()[0]


def test_a_promotion_has_its_level_before_and_the_first_day_as_senior():
    person = make_person("甲", with_account=False)
    certify(person, "senior", dt.date(2023, 11, 6))
    certify(person, "technician", dt.date(2025, 2, 10))
    before, after = said_of(person, JANUARY), said_of(person, FEBRUARY)
    assert (before["gold_level"], before["is_gold_promoted"]) == ("senior", False)
    assert (after["gold_level"], after["gold_previous_level"]) == ("technician", "senior")
    assert after["senior_since_on"] == dt.date(2023, 11, 6)


def test_who_was_not_recognised_yet_has_no_level_and_the_day_that_never_comes():
    person = make_person("乙", with_account=False)
    certify(person, "technician", FEBRUARY)
    said = said_of(person, JANUARY)
    assert (said["gold_level"], said["gold_recognised_on"], said["gold_certificate_status"]) == (
        None,
        NEVER,
        "not_issued",
    )


def test_a_revoked_certificate_leaves_the_lower_one_and_earlier_months_stand():
    person = make_person("丙", with_account=False)
    certify(person, "senior", dt.date(2023, 11, 6))
    note(certify(person, "technician", dt.date(2024, 5, 6)), "revoke", aware(dt.date(2025, 2, 20)))
    assert said_of(person, JANUARY)["gold_level"] == "technician"
    assert said_of(person, FEBRUARY)["gold_level"] == "senior"
    assert said_of(person, FEBRUARY, aware(dt.date(2025, 2, 19)))["gold_level"] == "technician"


def test_the_rows_of_one_human_are_one_person():
    kept, merged = make_person("丁", with_account=False), make_person("丁", with_account=False)
    certify(merged, "chief", dt.date(2024, 5, 6))
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)
    assert recognised_people(clock.now()).to_list() == [str(kept.pk)]
    assert said_of(kept, FEBRUARY)["gold_level"] == "chief"
