"""Coming by an office role that nobody gave: through the counter, a merge, a delegation, an invented identity."""

from datetime import date, timedelta

import pytest

from juxian.kit import clock
from juxian.kit.errors import RuleBroken
from juxian.people.actions import (
    assign_office_role,
    delegate_role,
    link_account,
    merge_persons,
    suspend_membership,
)
from juxian.people.models import Person, Trust
from juxian.people.queries import hats_of, person_of_user
from tests.cast import Cast, actor_for, make_membership, make_person, make_user
from tests.scenes import scene

PASSPORT = {"identity_kind": "passport", "identity_number": "E12345678", "birth_on": date(1985, 6, 1)}
REASON = "同一人持两种证件登记"


@scene
def second_account(cast: Cast) -> Person:
    """A person that the dishonest officer has registered under an invented passport and a second telephone."""
    return make_person("吴安", trust=Trust.DECLARED, **PASSPORT)


@pytest.mark.parametrize("victim", ["wu", "huang", "lin", "zheng"])
def test_the_counter_cannot_bind_a_telephone_of_its_own_to_another_officer(cast: Cast, victim: str) -> None:
    person = getattr(cast, victim).person
    before = person.user_id
    make_user("13800008888")
    with pytest.raises(RuleBroken, match="安全管理员"):
        link_account(person, by=cast.zhao.actor, phone="13800008888")
    person.refresh_from_db()
    assert person.user_id == before


@pytest.mark.parametrize("is_kept", [True, False])
def test_an_officer_is_not_merged_with_an_invented_person(cast: Cast, second_account: Person, is_kept: bool) -> None:
    kept, merged = (cast.wu.person, second_account) if is_kept else (second_account, cast.wu.person)
    with pytest.raises(RuleBroken, match="安全管理员"):
        merge_persons(kept, by=cast.zhao.actor, merged=merged, reason=REASON)


def test_two_of_the_three_separate_roles_do_not_meet_through_a_merge(cast: Cast, second_account: Person) -> None:
    make_membership(second_account, cast.office, "auditor")
    with pytest.raises(RuleBroken):
        merge_persons(cast.zheng.person, by=cast.zhao.actor, merged=second_account, reason=REASON)


def test_an_account_that_came_by_a_merge_wears_no_office_role_given_later(cast: Cast, second_account: Person) -> None:
    merge_persons(cast.chen.person, by=cast.zhao.actor, merged=second_account, reason=REASON)
    make_membership(cast.chen.person, cast.office, "leader")
    person = person_of_user(second_account.user_id)
    assert person == cast.chen.person
    assert [hat.actor.role for hat in hats_of(second_account.user, person)] == ["citizen"]
    assert "leader" in [hat.actor.role for hat in hats_of(cast.chen.user, person)]


class TestDelegation:
    """A lent role is never stronger than the role it was lent from."""

    def _lend(self, cast: Cast, days: int = 60) -> None:
        today = clock.today()
        lent = cast.huang.memberships["leader"]
        delegate_role(lent, by=cast.huang.actor, to=cast.lin.person, starts_on=today, ends_on=today + timedelta(days))

    def _roles_of_lin(self, cast: Cast) -> list[str]:
        return [hat.actor.role for hat in hats_of(cast.lin.user, cast.lin.person)]

    def test_it_ends_when_the_lender_s_own_role_runs_out(self, cast: Cast) -> None:
        lent = cast.huang.memberships["leader"]
        self._lend(cast)
        assert "leader" in self._roles_of_lin(cast)
        lent.ends_on = clock.today() - timedelta(days=1)
        lent.save()
        assert "leader" not in self._roles_of_lin(cast)

    def test_it_rests_while_the_lender_is_suspended(self, cast: Cast) -> None:
        colleague = make_person("乙某")
        make_membership(colleague, cast.employer, "employer_staff")
        second = make_person("丙某")
        lent = make_membership(second, cast.employer, "employer_admin")
        today = clock.today()
        by = actor_for(second, cast.employer, "employer_admin")
        delegate_role(lent, by=by, to=colleague, starts_on=today, ends_on=today + timedelta(days=60))
        suspend_membership(lent, by=cast.wang.actor, reason="停职调查")
        assert "employer_admin" not in [hat.actor.role for hat in hats_of(colleague.user, colleague)]


def test_the_security_administrator_cannot_give_a_role_to_an_identity_nobody_has_seen(
    cast: Cast, second_account: Person
) -> None:
    with pytest.raises(RuleBroken, match="窗口"):
        assign_office_role(cast.office, by=cast.wu.actor, person=second_account, role="leader")


def test_the_first_officer_of_a_new_office_needs_no_counter_that_does_not_exist_yet(
    cast: Cast, second_account: Person
) -> None:
    cast.zhao.memberships["counter_officer"].delete()
    given = assign_office_role(cast.office, by=cast.wu.actor, person=second_account, role="counter_officer")
    assert given.person == second_account
