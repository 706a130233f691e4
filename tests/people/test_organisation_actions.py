"""Organisations: registering, handing in, verifying."""

from typing import Any

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message, Upload
from juxian.people import actions
from juxian.people.models import Membership, Organisation
from juxian.people.states import ORGANISATION
from tests.cast import Cast, make_membership, uscc
from tests.jobs import run_jobs
from tests.people.audit import last, whole_record

FACTS = {
    "name": "演示新办企业有限公司",
    "industry_code": "C33",
    "street_code": "350211003",
    "address": "集美区演示路 2 号",
    "contact_name": "王某",
    "contact_phone": "13912345678",
}
OUR_EVENTS = ["submit", "withdraw", "amend"]
OFFICE_EVENTS = ["verify", "return", "reject", "suspend", "restore"]
REASONED = {"return", "reject", "suspend", "amend"}


def in_state(cast: Cast, state: str, **fields: Any) -> Organisation:
    """Put the employer of the cast into a state, complete."""
    cast.employer.state, cast.employer.licence = state, make_licence()
    for name, value in fields.items():
        setattr(cast.employer, name, value)
    cast.employer.save()
    return cast.employer


def make_licence() -> Upload:
    serial = Upload.objects.count()
    return Upload.objects.create(
        purpose="people.licence",
        original_name="licence.jpg",
        kind="image",
        content_type="image/jpeg",
        size=1,
        sha256="0" * 64,
        received_sha256="0" * 64,
        stored_name=f"00/00/{serial}.jpg",
    )


def run(event: str, organisation: Organisation, by: Any, reason: str = "执照照片看不清楚") -> Organisation:
    action = getattr(actions, f"{event}_organisation")
    return action(organisation, by=by, **({"reason": reason} if event in REASONED else {}))


def actor_of(cast: Cast, event: str) -> Any:
    return cast.wang.actor if event in OUR_EVENTS else cast.zhao.actor


# register_organisation


def test_a_citizen_registers_an_organisation_and_administers_it(cast: Cast) -> None:
    code = uscc(900_001)
    row = actions.register_organisation(
        cast.chen.person, by=cast.chen.citizen, name="演示新办企业有限公司", uscc=code.lower(), kind="enterprise"
    )
    assert (row.uscc, row.state) == (code, "draft")
    assert Membership.objects.get(organisation=row).role == "employer_admin"
    assert last("people.register_organisation").subject_id == row.pk


def test_a_school_is_administered_in_the_role_of_a_school(cast: Cast) -> None:
    row = actions.register_organisation(
        cast.chen.person, by=cast.chen.citizen, name="演示技工学校", uscc=uscc(900_002, "12"), kind="school"
    )
    assert row.memberships.get().role == "school"


def test_nobody_registers_in_the_name_of_another(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.register_organisation(
            cast.lv.person, by=cast.chen.citizen, name="演示", uscc=uscc(900_003), kind="enterprise"
        )


def test_a_code_is_registered_once_and_the_message_says_whom_to_ask(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="管理员邀请"):
        actions.register_organisation(
            cast.chen.person, by=cast.chen.citizen, name="演示", uscc=cast.employer.uscc, kind="enterprise"
        )


@pytest.mark.parametrize(("code", "kind"), [("91350299MA000001X0", "enterprise"), (uscc(900_004), "office")])
def test_a_wrong_code_or_an_office_is_refused(cast: Cast, code: str, kind: str) -> None:
    with pytest.raises(RuleBroken):
        actions.register_organisation(cast.chen.person, by=cast.chen.citizen, name="演示", uscc=code, kind=kind)


# update_organisation, update_organisation_contact, attach_licence


def test_an_admin_fills_in_the_facts_and_the_street_says_whether_it_is_ours(cast: Cast) -> None:
    row = actions.update_organisation(in_state(cast, "draft"), by=cast.wang.actor, **FACTS)
    assert (row.name, row.is_in_district) == (FACTS["name"], True)
    other = actions.update_organisation(row, by=cast.wang.actor, **{**FACTS, "street_code": "350203001"})
    assert not other.is_in_district
    assert FACTS["contact_phone"] not in whole_record()
    assert last("people.update_organisation").data["contact_phone"] is None


def test_another_employer_does_not_edit(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.update_organisation(in_state(cast, "draft"), by=cast.stranger_employer.actor, **FACTS)


@pytest.mark.parametrize("state", ["submitted", "verified", "rejected", "suspended"])
def test_facts_and_licence_are_fixed_once_handed_in(cast: Cast, state: str) -> None:
    row = in_state(cast, state)
    with pytest.raises(RuleBroken, match="不能直接修改"):
        actions.update_organisation(row, by=cast.wang.actor, **FACTS)
    with pytest.raises(RuleBroken, match="不能更换执照"):
        actions.attach_licence(row, by=cast.wang.actor, licence=make_licence())


def test_a_wrong_phone_is_named(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="手机号码"):
        actions.update_organisation(in_state(cast, "draft"), by=cast.wang.actor, **{**FACTS, "contact_phone": "1"})
    with pytest.raises(RuleBroken, match="手机号码"):
        actions.update_organisation_contact(cast.employer, by=cast.wang.actor, contact_name="王", contact_phone="1")


def test_the_contact_may_change_at_any_time_by_its_own_admin_only(cast: Cast) -> None:
    values = {"contact_name": "李某", "contact_phone": "13912345678"}
    assert actions.update_organisation_contact(cast.employer, by=cast.wang.actor, **values).contact_name == "李某"
    assert last("people.update_organisation_contact").data["contact_phone"] is None
    with pytest.raises(PermissionDenied):
        actions.update_organisation_contact(cast.employer, by=cast.stranger_employer.actor, **values)


def test_a_licence_is_attached_by_its_own_admin_only(cast: Cast) -> None:
    row, licence = in_state(cast, "draft"), make_licence()
    assert actions.attach_licence(row, by=cast.wang.actor, licence=licence).licence == licence
    assert last("people.attach_licence").subject_id == row.pk
    with pytest.raises(PermissionDenied):
        actions.attach_licence(row, by=cast.stranger_employer.actor, licence=licence)


# every event of the state table


@pytest.mark.parametrize("event", OUR_EVENTS + OFFICE_EVENTS)
@pytest.mark.parametrize("state", ORGANISATION.states.values)
def test_every_event_leads_where_the_table_says_or_is_refused(cast: Cast, state: str, event: str) -> None:
    row, target = in_state(cast, state), ORGANISATION.target(state, event)
    if target is None:
        with pytest.raises(TransitionNotAllowed):
            run(event, row, actor_of(cast, event))
    else:
        assert run(event, row, actor_of(cast, event)).state == target
        line = last(f"people.{event}_organisation")
        assert (line.from_state, line.to_state) == (state, target)


@pytest.mark.parametrize("event", OUR_EVENTS)
def test_another_employer_moves_nothing(cast: Cast, event: str) -> None:
    row = in_state(cast, next(iter(ORGANISATION_SOURCES[event])))
    with pytest.raises(PermissionDenied):
        run(event, row, cast.stranger_employer.actor)
    assert last(f"people.{event}_organisation", "refusal").subject_id == row.pk


@pytest.mark.parametrize("event", OFFICE_EVENTS)
@pytest.mark.parametrize("who", ["wang", "qian", "zhou", "chen"])
def test_only_counter_and_reviewers_decide(cast: Cast, event: str, who: str) -> None:
    row = in_state(cast, next(iter(ORGANISATION_SOURCES[event])))
    with pytest.raises(PermissionDenied):
        run(event, row, getattr(cast, who).actor)


@pytest.mark.parametrize("event", OFFICE_EVENTS)
def test_an_officer_does_not_decide_about_an_organisation_of_their_own(cast: Cast, event: str) -> None:
    row = in_state(cast, next(iter(ORGANISATION_SOURCES[event])))
    make_membership(cast.zhao.person, row, "employer_staff", state="ended")
    with pytest.raises(PermissionDenied):
        run(event, row, cast.zhao.actor)


@pytest.mark.parametrize("event", ["return", "reject", "suspend"])
def test_a_refusal_needs_a_reason(cast: Cast, event: str) -> None:
    row = in_state(cast, next(iter(ORGANISATION_SOURCES[event])))
    with pytest.raises(RuleBroken, match="理由"):
        run(event, row, cast.zhao.actor, reason="不行")


def test_an_incomplete_organisation_is_not_handed_in(cast: Cast) -> None:
    row = in_state(cast, "draft", address="", industry_code="")
    with pytest.raises(RuleBroken, match=r"所属行业.*详细地址"):
        actions.submit_organisation(row, by=cast.wang.actor)


def test_the_admin_is_told_of_the_decision_in_the_officers_words(cast: Cast) -> None:
    run("return", in_state(cast, "submitted"), cast.zhao.actor)
    run_jobs()
    message = Message.objects.get(recipient_id=cast.wang.person.pk)
    assert "执照照片看不清楚" in message.body


def test_the_admin_is_told_of_the_verification_once(cast: Cast) -> None:
    run("verify", in_state(cast, "submitted"), cast.zhao.actor)
    run_jobs()
    assert Message.objects.filter(recipient_id=cast.wang.person.pk).count() == 1


ORGANISATION_SOURCES = {row.event: row.sources for row in ORGANISATION.rows}
