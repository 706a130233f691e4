"""Merging duplicates, and undoing it."""

from datetime import date
from typing import Any

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.people.actions import give_consent, merge_persons, register_at_counter, undo_merge
from juxian.people.models import Membership, Person, PersonMerge
from juxian.people.queries import display_name, person_by_identity, person_of_user, persons
from tests.cast import Cast, citizen_actor, make_membership, make_person
from tests.people.audit import last, whole_record
from tests.scenes import scene

REASON = "同一人持两种证件登记"
PASSPORT = "E12345678"


@scene
def twin(cast: Cast) -> Person:
    return make_person("吕志强", identity_kind="passport", identity_number=PASSPORT, birth_on=date(1985, 6, 1))


def merge(cast: Cast, twin: Person, by: Any = None, reason: str = REASON) -> PersonMerge:
    return merge_persons(cast.lv.person, by=by or cast.zhao.actor, merged=twin, reason=reason)


def test_after_a_merge_both_numbers_and_both_accounts_lead_to_one_person(cast: Cast, twin: Person) -> None:
    merge(cast, twin)
    kept = cast.lv.person
    assert person_by_identity(PASSPORT) == person_by_identity(kept.identity_number.open()) == kept
    assert person_of_user(twin.user_id) == kept
    assert persons([twin.pk])[twin.pk] == kept
    assert display_name(twin.pk) == kept.name
    assert twin not in Person.objects.visible_to(cast.zhao.actor)


def test_roles_and_consents_move_and_come_back(cast: Cast, twin: Person) -> None:
    row = make_membership(twin, cast.employer, "employer_staff")
    consent = give_consent(twin, by=citizen_actor(twin), purpose="contact_sms", source="测试")
    done = merge(cast, twin)
    row.refresh_from_db()
    consent.refresh_from_db()
    assert (row.person, consent.person) == (cast.lv.person, cast.lv.person)
    undo_merge(done, by=cast.zhao.actor, reason="其实是两个人")
    row.refresh_from_db()
    consent.refresh_from_db()
    assert (row.person, consent.person) == (twin, twin)
    assert person_by_identity(PASSPORT) == twin


def test_the_same_role_in_both_stays_where_it_was(cast: Cast, twin: Person) -> None:
    for person in (cast.lv.person, twin):
        make_membership(person, cast.employer, "employer_staff")
    merge(cast, twin)
    assert Membership.objects.filter(role="employer_staff", person=twin).count() == 1


@pytest.mark.parametrize("who", ["lin", "wang", "chen", "zhou"])
def test_only_counter_and_system_administrator_merge(cast: Cast, twin: Person, who: str) -> None:
    with pytest.raises(PermissionDenied):
        merge(cast, twin, by=getattr(cast, who).actor)
    assert last("people.merge_persons", "refusal").subject_id == cast.lv.person.pk


def test_two_different_identity_cards_are_two_people(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="号码不同"):
        merge(cast, cast.li.person)


def test_oneself_the_same_row_and_a_missing_reason_are_refused(cast: Cast, twin: Person) -> None:
    with pytest.raises(RuleBroken, match="同一条"):
        merge(cast, cast.lv.person)
    with pytest.raises(RuleBroken, match="自己"):
        merge_persons(cast.zhao.person, by=cast.zhao.actor, merged=twin, reason=REASON)
    with pytest.raises(RuleBroken, match="理由"):
        merge(cast, twin, reason="重复")


def test_a_row_is_merged_once(cast: Cast, twin: Person) -> None:
    merge(cast, twin)
    with pytest.raises(RuleBroken, match="已经合并过"):
        merge(cast, twin)


def test_a_merge_is_undone_once_and_by_those_who_may(cast: Cast, twin: Person) -> None:
    done = merge(cast, twin)
    with pytest.raises(PermissionDenied):
        undo_merge(done, by=cast.lin.actor, reason="其实是两个人")
    undo_merge(done, by=cast.zhao.actor, reason="其实是两个人")
    with pytest.raises(RuleBroken, match="已经撤销"):
        undo_merge(done, by=cast.zhao.actor, reason="其实是两个人")


def test_a_chain_is_undone_from_its_end(cast: Cast, twin: Person) -> None:
    first = merge_persons(twin, by=cast.zhao.actor, merged=cast.lv.person, reason=REASON)
    third = make_person("吕志强", identity_kind="hk_mo_permit", identity_number="H12345678")
    second = merge_persons(third, by=cast.zhao.actor, merged=twin, reason=REASON)
    assert person_by_identity(cast.lv.person.identity_number.open()) == third
    with pytest.raises(RuleBroken, match="后一次合并"):
        undo_merge(first, by=cast.zhao.actor, reason="其实是两个人")
    undo_merge(second, by=cast.zhao.actor, reason="其实是两个人")
    undo_merge(first, by=cast.zhao.actor, reason="其实是两个人")
    assert person_by_identity(cast.lv.person.identity_number.open()) == cast.lv.person


def test_a_merged_number_cannot_be_registered_again(cast: Cast, twin: Person) -> None:
    merge(cast, twin)
    with pytest.raises(RuleBroken, match="已经登记过"):
        register_at_counter(
            cast.office,
            by=cast.zhao.actor,
            name="吕",
            identity_kind="passport",
            identity_number=PASSPORT,
            birth_on=date(1985, 6, 1),
            sex="male",
        )


def test_merge_and_undo_are_on_record_without_numbers(cast: Cast, twin: Person) -> None:
    done = merge(cast, twin)
    undo_merge(done, by=cast.zhao.actor, reason="其实是两个人")
    assert last("people.merge_persons").data["reason"] == REASON
    assert last("people.undo_merge").subject_id == done.pk
    assert PASSPORT not in whole_record() + str(done.snapshot)
