"""Persons: registering, contacts, corrections, opening a number."""

from datetime import date

import pytest

from juxian.kit.access import Actor
from juxian.kit.codes import synthetic_identity_number
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.people.actions import (
    correct_identity,
    link_account,
    register_at_counter,
    register_person,
    reveal_identity_number,
    update_contact,
)
from juxian.people.models import Person, User
from tests.cast import Cast, make_person, make_user
from tests.people.audit import last, whole_record

NUMBER = synthetic_identity_number(400, date(1979, 3, 4), "female")
PHONE = "13911112222"


@pytest.fixture
def newcomer(db: None) -> tuple[User, Actor]:
    user = make_user(PHONE)
    return user, Actor(role="citizen", name=str(user), user_id=user.pk)


def register(newcomer: tuple[User, Actor], **changes: object) -> Person:
    user, actor = newcomer
    values = {"name": "周小敏", "identity_kind": "citizen_id", "identity_number": NUMBER}
    return register_person(user, by=actor, **{**values, **changes})


# register_person


def test_a_newcomer_registers_and_the_number_says_birth_and_sex(newcomer) -> None:
    person = register(newcomer)
    assert (person.birth_on, person.sex, person.trust) == (date(1979, 3, 4), "female", "declared")
    assert person.phone.open() == PHONE
    assert person.search_key.startswith("周小敏|zhouxiaomin")


def test_a_visitor_cannot_register_for_somebody_else(newcomer, cast: Cast) -> None:
    user, _ = newcomer
    with pytest.raises(PermissionDenied):
        register_person(user, by=cast.chen.citizen, name="陈", identity_kind="citizen_id", identity_number=NUMBER)
    assert last("people.register_person", "refusal").actor_label == cast.chen.citizen.label


def test_nobody_registers_twice(cast: Cast) -> None:
    person = cast.lv.person
    with pytest.raises(PermissionDenied):
        register_person(person.user, by=cast.lv.citizen, name="吕", identity_kind="citizen_id", identity_number=NUMBER)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"identity_number": NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")}, "identity_number"),
        ({"identity_kind": "passport", "identity_number": "E12345678"}, "birth_on"),
        ({"identity_kind": "passport", "identity_number": "E12345678", "birth_on": date(1979, 3, 4)}, "sex"),
        ({"identity_kind": "hk_mo_permit", "identity_number": "X123"}, "identity_number"),
    ],
)
def test_a_wrong_or_incomplete_document_is_named_at_its_field(newcomer, changes, field) -> None:
    with pytest.raises(RuleBroken) as refusal:
        register(newcomer, **changes)
    assert refusal.value.field == field


def test_a_number_that_is_registered_leads_to_sign_in_or_the_counter(newcomer, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match=r"已经登记过.*窗口"):
        register(newcomer, identity_number=cast.lv.person.identity_number.open())


def test_who_was_registered_at_the_counter_takes_the_row_up_with_the_same_phone(newcomer, cast: Cast) -> None:
    known = make_person("周小敏", with_account=False, phone=PHONE, identity_number=NUMBER)
    assert register(newcomer).pk == known.pk
    assert Person.objects.get(pk=known.pk).user == newcomer[0]


@pytest.mark.parametrize("difference", [{"phone": "13933334444"}, {"name": "周大敏"}])
def test_another_name_or_phone_does_not_take_the_row_up(newcomer, difference) -> None:
    values = {"name": "周小敏", "phone": PHONE, **difference}
    make_person(values.pop("name"), with_account=False, identity_number=NUMBER, **values)
    with pytest.raises(RuleBroken):
        register(newcomer)


def test_registration_is_on_record_without_the_number(newcomer) -> None:
    person = register(newcomer)
    line = last("people.register_person")
    assert line.subject_id == person.pk
    assert line.data["identity_number"] is None
    assert NUMBER not in whole_record()


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("hk_mo_permit", "H12345678"),
        ("tw_permit", "12345678"),
        ("foreign_pr", "USA123456789012"),
        ("passport", "E12345678"),
    ],
)
def test_people_from_elsewhere_register_with_their_own_documents(newcomer, kind: str, number: str) -> None:
    person = register(newcomer, identity_kind=kind, identity_number=number, birth_on=date(1979, 3, 4), sex="female")
    assert person.identity_number.open() == number


# register_at_counter


def test_the_counter_registers_with_the_trust_of_a_document(cast: Cast) -> None:
    person = register_at_counter(
        cast.office, by=cast.zhao.actor, name="周小敏", identity_kind="citizen_id", identity_number=NUMBER, phone=PHONE
    )
    assert (person.trust, person.user, person.masked_phone) == ("document", None, "*******2222")
    assert last("people.register_at_counter").data["identity_number"] is None


def test_a_citizen_does_not_register_others(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        register_at_counter(
            cast.office, by=cast.chen.citizen, name="周", identity_kind="citizen_id", identity_number=NUMBER
        )


def test_the_counter_does_not_register_a_number_twice(cast: Cast) -> None:
    number = cast.lv.person.identity_number.open()
    with pytest.raises(RuleBroken, match="已经登记过"):
        register_at_counter(
            cast.office, by=cast.zhao.actor, name="吕", identity_kind="citizen_id", identity_number=number
        )


# update_contact


def test_a_person_changes_their_phone_and_is_found_by_it(cast: Cast) -> None:
    update_contact(cast.lv.person, by=cast.lv.citizen, phone="139 1111 2222", email="lv@example.com")
    assert Person.objects.with_phone(PHONE).get() == cast.lv.person
    assert PHONE not in whole_record()


def test_nobody_changes_the_contacts_of_another(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        update_contact(cast.lv.person, by=cast.chen.citizen, phone=PHONE)


def test_a_wrong_phone_changes_nothing(cast: Cast) -> None:
    before = cast.lv.person.phone.open()
    with pytest.raises(RuleBroken, match="11位"):
        update_contact(cast.lv.person, by=cast.lv.citizen, phone="123")
    assert Person.objects.get(pk=cast.lv.person.pk).phone.open() == before
    assert not Person.objects.with_phone(PHONE).exists()


# correct_identity


def correct(cast: Cast, person: Person, **changes: object) -> Person:
    values = {"name": "吕志刚", "identity_kind": "citizen_id", "identity_number": NUMBER, "reason": "与证件原件不符"}
    return correct_identity(person, by=cast.zhao.actor, **{**values, **changes})


def test_the_counter_corrects_name_and_number(cast: Cast) -> None:
    person = correct(cast, cast.lv.person)
    assert (person.name, person.identity_tail, person.birth_on) == ("吕志刚", NUMBER[-4:], date(1979, 3, 4))
    assert last("people.correct_identity").data["reason"] == "与证件原件不符"
    assert NUMBER not in whole_record()


def test_a_reviewer_does_not_correct(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        correct_identity(
            cast.lv.person,
            by=cast.lin.actor,
            name="吕",
            identity_kind="citizen_id",
            identity_number=NUMBER,
            reason="因为",
        )


def test_an_officer_does_not_correct_themselves(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="自己"):
        correct(cast, cast.zhao.person)


def test_a_correction_to_a_number_of_another_is_refused(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="已经登记过"):
        correct(cast, cast.lv.person, identity_number=cast.li.person.identity_number.open())


# link_account


def test_a_new_account_acts_and_the_old_one_stops(cast: Cast) -> None:
    new, old = make_user(PHONE), cast.lv.user
    link_account(cast.lv.person, by=cast.zhao.actor, phone=PHONE)
    assert Person.objects.get(pk=cast.lv.person.pk).user == new
    assert not User.objects.get(pk=old.pk).is_active
    assert last("people.link_account").data == {"phone": None}


def test_only_the_counter_links(cast: Cast) -> None:
    make_user(PHONE)
    with pytest.raises(PermissionDenied):
        link_account(cast.lv.person, by=cast.lv.citizen, phone=PHONE)


@pytest.mark.parametrize("phone", ["13977778888", "LI"])
def test_an_unknown_account_or_that_of_another_is_not_linked(cast: Cast, phone: str) -> None:
    phone = cast.li.person.phone.open() if phone == "LI" else phone
    with pytest.raises(RuleBroken) as refusal:
        link_account(cast.lv.person, by=cast.zhao.actor, phone=phone)
    assert refusal.value.field == "phone"


# reveal_identity_number


def test_an_officer_reads_the_number_for_a_reason_that_is_kept(cast: Cast) -> None:
    number = cast.lv.person.identity_number.open()
    assert reveal_identity_number(cast.lv.person, by=cast.zhao.actor, reason="核对申报材料") == number
    assert last("people.person.identity_number", "read").data["reason"] == "核对申报材料"
    assert number not in whole_record()


@pytest.mark.parametrize("who", ["chen", "wang", "huang", "wu"])
def test_others_do_not_read_it(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        reveal_identity_number(cast.lv.person, by=getattr(cast, who).actor, reason="我想看看")


def test_without_a_reason_nobody_reads_it(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="理由"):
        reveal_identity_number(cast.lv.person, by=cast.zhao.actor, reason="看看")
