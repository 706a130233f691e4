"""Every role of an organisation has somebody who gives it: the kind decides, and its administrator invites."""

import pytest

from juxian.config.roles import ROLES
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.people import actions
from juxian.people.actions.membership import ADMIN_ROLES, ROLES_OF_KIND
from juxian.people.actions.organisation import FIRST_ROLE
from juxian.people.models import OrganisationKind
from juxian.people.permissions import Permission
from tests.cast import Cast, actor_for, client_as, make_membership, make_organisation, uscc

NEW_KINDS = [(OrganisationKind.PARK, "park_operator"), (OrganisationKind.STATION, "station_manager")]


def test_every_role_of_an_organisation_is_given_by_some_kind() -> None:
    roles = {key for key, role in ROLES.items() if role.audience is Audience.ORGANISATION}
    assert roles == {role for given in ROLES_OF_KIND.values() for role in given}


def test_every_kind_but_the_office_begins_with_an_administrator() -> None:
    assert set(FIRST_ROLE) == set(OrganisationKind) - {OrganisationKind.OFFICE}
    assert set(FIRST_ROLE.values()) == set(ADMIN_ROLES)
    assert all(str(Permission.MANAGE_STAFF) in ROLES[role].permissions for role in ADMIN_ROLES)


@pytest.mark.parametrize(("kind", "role"), NEW_KINDS)
def test_who_registers_a_park_or_a_station_runs_it_and_invites_others(cast: Cast, kind: str, role: str) -> None:
    row = actions.register_organisation(
        cast.li.person, by=cast.li.citizen, name="演示运营有限公司", uscc=uscc(770001), kind=kind
    )
    assert row.memberships.get().role == role
    by = actor_for(cast.li.person, row, role)
    row.state = "verified"  # before that it sends no messages
    row.save()
    for invited in (role, "employer_staff"):
        assert actions.invite_member(row, by=by, phone="13911112222", role=invited).role == invited
    client = client_as(by)
    for address in ("/org/profile/", "/org/staff/"):
        assert client.get(address).status_code == 200
    assert cast.li.person.pk in {m.person_id for m in row.memberships.filter(state="active")}


@pytest.mark.parametrize(("kind", "role"), NEW_KINDS)
def test_other_kinds_do_not_give_these_roles(cast: Cast, kind: str, role: str) -> None:
    with pytest.raises(RuleBroken, match="不能授予"):
        actions.invite_member(cast.employer, by=cast.wang.actor, phone="13911112222", role=role)
    other = make_organisation("演示另一运营有限公司", kind=kind)
    make_membership(cast.li.person, other, role)
    with pytest.raises(RuleBroken, match="最后一位管理员"):
        actions.leave_organisation(other.memberships.get(), by=cast.li.citizen)
