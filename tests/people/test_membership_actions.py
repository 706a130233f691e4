"""Memberships: inviting, accepting, suspending, ending; roles of the office; roles lent for a time."""

from datetime import date, timedelta
from typing import Any

import pytest

from juxian.kit import clock
from juxian.kit.codes import synthetic_identity_number
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.messages.gateways import MemorySms
from juxian.people import actions
from juxian.people.models import Membership
from juxian.people.states import MEMBERSHIP
from tests.cast import Cast, actor_for, make_membership, uscc
from tests.jobs import run_jobs
from tests.people.audit import last, whole_record

TODAY = date(2025, 3, 12)
CHANGES = {
    "suspend": lambda row, by: actions.suspend_membership(row, by=by, reason="请假"),
    "resume": lambda row, by: actions.resume_membership(row, by=by),
    "end": lambda row, by: actions.end_membership(row, by=by, reason="离职"),
}


def invite(cast: Cast, **changes: Any) -> Membership:
    values = {"phone": cast.lv.person.phone.open(), "role": "employer_staff"}
    return actions.invite_member(cast.employer, by=cast.wang.actor, **{**values, **changes})


def staff(cast: Cast, state: str = "active", role: str = "employer_staff") -> Membership:
    person = None if state == "invited" else cast.lv.person
    return make_membership(person, cast.employer, role, state=state)


# invite_member


def test_an_invitation_goes_to_the_phone_and_its_code_nowhere_else(cast: Cast) -> None:
    row = invite(cast)
    MemorySms.outbox.clear()
    run_jobs()
    code = row.invitation.code.open()
    assert (row.state, row.person) == ("invited", None)
    assert [code in message.text for message in MemorySms.outbox] == [True]
    assert code not in whole_record()
    assert last("people.invite_member").data["phone"] is None


def test_staff_does_not_invite(cast: Cast) -> None:
    actor = actor_for(cast.lv.person, cast.employer, "employer_staff")
    with pytest.raises(PermissionDenied):
        actions.invite_member(cast.employer, by=actor, phone="13912345678", role="employer_admin")


@pytest.mark.parametrize(
    "changes", [{"role": "counter_officer"}, {"role": "school"}, {"ends_on": date(2025, 3, 11)}, {"phone": "123"}]
)
def test_a_foreign_role_a_past_end_or_a_wrong_phone_is_refused(cast: Cast, changes: dict) -> None:
    with pytest.raises(RuleBroken):
        invite(cast, **changes)
    assert not Membership.objects.filter(state="invited").exists()


# accept_invitation


def test_the_invited_person_takes_the_role_up(cast: Cast) -> None:
    row = invite(cast)
    row = actions.accept_invitation(row, by=cast.lv.citizen, code=row.invitation.code.open())
    assert (row.state, row.person) == ("active", cast.lv.person)
    assert last("people.accept_invitation").data["code"] is None


def test_only_a_citizen_accepts(cast: Cast) -> None:
    row = invite(cast)
    with pytest.raises(PermissionDenied):
        actions.accept_invitation(row, by=cast.zhao.actor, code=row.invitation.code.open())


def test_a_wrong_code_and_an_expired_invitation_are_refused(cast: Cast, frozen_time: Any) -> None:
    row = invite(cast)
    with pytest.raises(RuleBroken, match="邀请码不对"):
        actions.accept_invitation(row, by=cast.lv.citizen, code="x")
    frozen_time.shift(timedelta(days=8))
    with pytest.raises(RuleBroken, match="过期"):
        actions.accept_invitation(row, by=cast.lv.citizen, code=row.invitation.code.open())


def test_an_invitation_is_taken_up_once(cast: Cast) -> None:
    row = invite(cast)
    code = row.invitation.code.open()
    actions.accept_invitation(row, by=cast.lv.citizen, code=code)
    with pytest.raises(TransitionNotAllowed):
        actions.accept_invitation(row, by=cast.chen.citizen, code=code)


def test_the_same_role_is_not_taken_up_twice(cast: Cast) -> None:
    staff(cast)
    row = invite(cast)
    with pytest.raises(RuleBroken, match="已经是"):
        actions.accept_invitation(row, by=cast.lv.citizen, code=row.invitation.code.open())


# suspend, resume, end: every cell


@pytest.mark.parametrize("event", CHANGES)
@pytest.mark.parametrize("state", MEMBERSHIP.states.values)
def test_every_change_leads_where_the_table_says_or_is_refused(cast: Cast, state: str, event: str) -> None:
    row, target = staff(cast, state), MEMBERSHIP.target(state, event)
    if target is None:
        with pytest.raises(TransitionNotAllowed):
            CHANGES[event](row, cast.wang.actor)
    else:
        assert CHANGES[event](row, cast.wang.actor).state == target
        assert last(f"people.{event}_membership").to_state == target


@pytest.mark.parametrize("event", CHANGES)
def test_another_employer_changes_no_member(cast: Cast, event: str) -> None:
    row = staff(cast, "suspended" if event == "resume" else "active")
    with pytest.raises(PermissionDenied):
        CHANGES[event](row, cast.stranger_employer.actor)


@pytest.mark.parametrize("event", ["suspend", "end"])
def test_the_last_administrator_stays(cast: Cast, event: str) -> None:
    with pytest.raises(RuleBroken, match="最后一位管理员"):
        CHANGES[event](cast.wang.memberships["employer_admin"], cast.wang.actor)


def test_ending_sets_the_day_and_takes_delegations_along(cast: Cast) -> None:
    row = staff(cast)
    lent = make_membership(cast.li.person, cast.employer, "employer_staff", delegated_from=row)
    assert CHANGES["end"](row, cast.wang.actor).ends_on == TODAY
    assert Membership.objects.get(pk=lent.pk).state == "ended"


def test_a_person_leaves_by_themselves_and_nobody_for_them(cast: Cast) -> None:
    row = staff(cast)
    with pytest.raises(PermissionDenied):
        actions.leave_organisation(row, by=cast.chen.citizen)
    assert actions.leave_organisation(row, by=cast.lv.citizen).state == "ended"
    assert last("people.leave_organisation").to_state == "ended"
    with pytest.raises(TransitionNotAllowed):
        actions.leave_organisation(row, by=cast.lv.citizen)


def test_the_last_administrator_does_not_leave(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="最后一位"):
        actions.leave_organisation(cast.wang.memberships["employer_admin"], by=cast.wang.citizen)


# assign_office_role, end_office_role


def assign(cast: Cast, member: Any, role: str, **dates: date) -> Membership:
    return actions.assign_office_role(cast.office, by=cast.wu.actor, person=member.person, role=role, **dates)


def test_the_security_administrator_gives_a_role(cast: Cast) -> None:
    assert assign(cast, cast.chen, "reviewer", ends_on=date(2025, 12, 31)).state == "active"
    assert last("people.assign_office_role").data["role"] == "reviewer"


@pytest.mark.parametrize("who", ["zheng", "huang", "zhao", "wang"])
def test_nobody_else_gives_roles(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.assign_office_role(cast.office, by=getattr(cast, who).actor, person=cast.chen.person, role="reviewer")


@pytest.mark.parametrize(
    ("who", "role", "words"),
    [
        ("wu", "reviewer", "自己"),
        ("zhou", "system_admin", "不同的人"),
        ("zheng", "auditor", "不同的人"),
        ("zheng", "security_admin", "不同的人"),
        ("zhao", "security_admin", "不同的人"),
        ("huang", "security_admin", "不同的人"),
        ("lin", "security_admin", "不同的人"),
        ("lin", "reviewer", "不必重复"),
        ("chen", "employer_admin", "不是机关角色"),
    ],
)
def test_roles_that_must_be_apart_or_make_no_sense_are_refused(cast: Cast, who: str, role: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        assign(cast, getattr(cast, who), role)


@pytest.mark.parametrize("role", ["counter_officer", "reviewer", "leader", "finance"])
def test_who_gives_the_roles_decides_no_case(cast: Cast, role: str) -> None:
    second = make_membership(cast.chen.person, cast.office, "security_admin")
    with pytest.raises(RuleBroken, match="不同的人") as refusal:
        assign(cast, cast.chen, role)
    assert refusal.value.field == "role"
    second.delete()
    assert assign(cast, cast.chen, role).role == role


def test_nor_by_a_role_that_is_lent(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="不同的人") as refusal:
        delegate(cast, to=cast.wu)
    assert refusal.value.field == "to"


# find_for_role


def look_up(cast: Cast, who: str = "wu", reason: str = "新到窗口人员授予角色", number: str = "") -> Any:
    number = number or cast.lv.person.identity_number.open()
    return actions.find_for_role(cast.office, by=getattr(cast, who).actor, number=number, reason=reason)


def test_a_look_for_whom_to_give_a_role_is_on_record_with_its_reason_and_not_the_number(cast: Cast) -> None:
    assert look_up(cast) == cast.lv.person
    line = last("people.find_for_role")
    assert (line.subject_id, line.data["reason"], line.data["number"]) == (
        cast.lv.person.pk,
        "新到窗口人员授予角色",
        None,
    )
    assert cast.lv.person.identity_number.open() not in whole_record()


def test_a_look_that_finds_nobody_is_on_record_too(cast: Cast) -> None:
    assert look_up(cast, number="35021119900101001X") is None
    assert last("people.find_for_role").subject_id == cast.office.pk


def test_a_look_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="理由") as refusal:
        look_up(cast, reason="看 ")
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("who", ["zheng", "zhou", "zhao"])
def test_nobody_else_looks_people_up_for_roles(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        look_up(cast, who)


def test_a_role_is_taken_back_but_not_ones_own(cast: Cast) -> None:
    row = actions.end_office_role(cast.lin.memberships["reviewer"], by=cast.wu.actor, reason="调离")
    assert (row.state, last("people.end_office_role").data["reason"]) == ("ended", "调离")
    with pytest.raises(RuleBroken, match="自己"):
        actions.end_office_role(cast.wu.memberships["security_admin"], by=cast.wu.actor, reason="调离")
    with pytest.raises(TransitionNotAllowed):
        actions.end_office_role(row, by=cast.wu.actor, reason="调离")


def test_an_officer_takes_no_role_back(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.end_office_role(cast.lin.memberships["reviewer"], by=cast.zhao.actor, reason="调离")


# delegate_role


def delegate(cast: Cast, to: Any = None, **changes: Any) -> Membership:
    values = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=5), **changes}
    row = cast.zhao.memberships["counter_officer"]
    return actions.delegate_role(row, by=cast.zhao.actor, to=(to or cast.lin).person, **values)


def test_a_role_is_lent_to_a_colleague_and_ends_by_itself(cast: Cast) -> None:
    row = delegate(cast)
    assert row.is_in_force_on(clock.today())
    assert not row.is_in_force_on(TODAY + timedelta(days=6))
    assert last("people.delegate_role").subject_id == row.pk


def test_nobody_lends_the_role_of_another(cast: Cast) -> None:
    row = cast.zhao.memberships["counter_officer"]
    with pytest.raises(PermissionDenied):
        actions.delegate_role(row, by=cast.lin.actor, to=cast.lin.person, starts_on=TODAY, ends_on=TODAY)


@pytest.mark.parametrize(
    ("to", "dates"),
    [
        ("chen", {}),
        ("zhao", {}),
        ("lin", {"ends_on": TODAY - timedelta(days=1)}),
        ("lin", {"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY - timedelta(days=1)}),
        ("lin", {"ends_on": TODAY + timedelta(days=93)}),
    ],
)
def test_a_stranger_oneself_or_wrong_dates_are_refused(cast: Cast, to: str, dates: dict) -> None:
    with pytest.raises(RuleBroken):
        delegate(cast, getattr(cast, to), **dates)


def test_what_was_lent_is_not_lent_on(cast: Cast) -> None:
    lent = delegate(cast)
    actor = actor_for(cast.lin.person, cast.office, "counter_officer")
    with pytest.raises(RuleBroken, match="不能委托"):
        actions.delegate_role(lent, by=actor, to=cast.huang.person, starts_on=TODAY, ends_on=TODAY)


def test_the_three_administrators_act_themselves(cast: Cast) -> None:
    row = cast.zheng.memberships["system_admin"]
    with pytest.raises(PermissionDenied):
        actions.delegate_role(row, by=cast.zheng.actor, to=cast.lin.person, starts_on=TODAY, ends_on=TODAY)


# found_office, install_security_admin, open_account


def set_up() -> Any:
    office = actions.found_office(None, name="演示区人力资源和社会保障局", uscc=uscc(900_100, "11"))
    number = synthetic_identity_number(401, date(1979, 3, 4), "male")
    person = actions.install_security_admin(
        office, name="安某", identity_kind="citizen_id", identity_number=number, phone="13955556666"
    )
    return office, person


def test_setting_up_makes_an_office_and_its_first_administrator(db: None) -> None:
    office, person = set_up()
    assert (office.state, office.kind) == ("verified", "office")
    assert person.memberships.get().role == "security_admin"
    assert last("people.found_office").role == "system"
    assert last("people.install_security_admin").data["identity_number"] is None


def test_a_second_administrator_is_not_made_by_the_platform(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="已有安全管理员"):
        actions.install_security_admin(
            cast.office,
            name="某",
            identity_kind="citizen_id",
            identity_number=synthetic_identity_number(402, date(1979, 3, 4), "male"),
        )


def test_an_account_is_opened_once(db: None) -> None:
    _, person = set_up()
    user = actions.open_account(person, phone="13955556666", password="a-long-password")
    assert user.check_password("a-long-password")
    with pytest.raises(RuleBroken, match="已有账号"):
        actions.open_account(person, phone="13955556666", password="a-long-password")
    assert "a-long-password" not in whole_record()
