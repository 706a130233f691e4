"""Roles end by the clock: from the day after their last they let nobody act, and the night's job ends them."""

from datetime import date, timedelta
from typing import Any

import pytest

from juxian.kit.errors import RuleBroken
from juxian.people import actions
from juxian.people.models import Membership, Organisation
from juxian.people.queries import hats_of, member_ids, office_members
from juxian.people.queries.employers import assessors
from juxian.people.tasks import end_expired_memberships
from tests.cast import Cast, client_as, make_membership
from tests.people.audit import last

TODAY = date(2025, 3, 12)


def roles_of(member: Any) -> set[str]:
    return {hat.actor.role for hat in hats_of(member.user, member.person)}


def ends_today(member: Any, role: str) -> Membership:
    Membership.objects.filter(pk=member.memberships[role].pk).update(ends_on=TODAY)
    return Membership.objects.get(pk=member.memberships[role].pk)


def test_the_last_day_counts_and_the_next_does_not(cast: Cast, frozen_time: Any) -> None:
    ends_today(cast.zhao, "counter_officer")
    client = client_as(cast.zhao.actor)
    assert "counter_officer" in roles_of(cast.zhao)
    assert client.get("/office/persons/").status_code == 200
    frozen_time.shift(timedelta(hours=14))  # midnight
    assert roles_of(cast.zhao) == {"citizen"}
    assert cast.zhao.person.pk not in office_members("counter_officer")


def test_a_running_session_loses_the_hat_at_midnight(cast: Cast, frozen_time: Any) -> None:
    ends_today(cast.zhao, "counter_officer")
    frozen_time.move_to("2025-03-12T23:50:00+08:00")
    client = client_as(cast.zhao.actor)
    assert client.get("/office/persons/").status_code == 200
    frozen_time.move_to("2025-03-13T00:00:30+08:00")
    assert client.get("/office/persons/").status_code == 403


def test_a_former_member_sees_the_organisation_no_more(cast: Cast, frozen_time: Any) -> None:
    ends_today(cast.wang, "employer_admin")
    assert cast.employer in Organisation.objects.visible_to(cast.wang.citizen)
    frozen_time.shift(timedelta(days=1))
    assert cast.employer not in Organisation.objects.visible_to(cast.wang.citizen)
    assert member_ids(cast.employer.pk) == []


def test_a_former_assessor_is_not_offered_for_panels(cast: Cast, frozen_time: Any) -> None:
    ends_today(cast.sun, "assessor")
    assert cast.sun.person in assessors()
    frozen_time.shift(timedelta(days=1))
    assert cast.sun.person not in assessors()


def test_what_was_lent_ends_by_itself(cast: Cast, frozen_time: Any) -> None:
    mine = cast.zhao.memberships["counter_officer"]
    actions.delegate_role(mine, by=cast.zhao.actor, to=cast.lin.person, starts_on=TODAY, ends_on=TODAY)
    assert "counter_officer" in roles_of(cast.lin)
    frozen_time.shift(timedelta(days=1))
    assert "counter_officer" not in roles_of(cast.lin)
    assert "counter_officer" in roles_of(cast.zhao)


def test_what_was_lent_ends_with_the_lenders_own_role(cast: Cast, frozen_time: Any) -> None:
    mine = ends_today(cast.zhao, "counter_officer")
    later = TODAY + timedelta(days=9)
    actions.delegate_role(mine, by=cast.zhao.actor, to=cast.lin.person, starts_on=TODAY, ends_on=later)
    frozen_time.shift(timedelta(days=1))
    assert "counter_officer" not in roles_of(cast.lin)


# expire_membership


def test_the_nights_job_ends_what_is_over_and_nothing_else(cast: Cast, frozen_time: Any) -> None:
    row = ends_today(cast.zhao, "counter_officer")
    later = TODAY + timedelta(days=9)
    lent = actions.delegate_role(row, by=cast.zhao.actor, to=cast.lin.person, starts_on=TODAY, ends_on=later)
    end_expired_memberships()
    row.refresh_from_db()
    assert row.state == "active", "its last day is not over"
    frozen_time.shift(timedelta(days=1))
    end_expired_memberships()
    end_expired_memberships()
    row.refresh_from_db()
    lent.refresh_from_db()
    assert (row.state, row.ends_on, row.reason) == ("ended", TODAY, "任期届满")
    assert lent.state == "ended"
    assert last("people.expire_membership").subject_id == row.pk
    assert cast.wang.memberships["employer_admin"].state == "active"


def test_after_it_the_same_role_can_be_given_again(cast: Cast, frozen_time: Any) -> None:
    ends_today(cast.zhao, "counter_officer")
    frozen_time.shift(timedelta(days=1))
    end_expired_memberships()
    again = actions.assign_office_role(cast.office, by=cast.wu.actor, person=cast.zhao.person, role="counter_officer")
    assert again.state == "active"


def test_an_invitation_past_its_end_is_withdrawn_by_the_clock(cast: Cast, frozen_time: Any) -> None:
    row = actions.invite_member(
        cast.employer, by=cast.wang.actor, phone="13911112222", role="employer_staff", ends_on=TODAY
    )
    frozen_time.shift(timedelta(days=1))
    end_expired_memberships()
    row.refresh_from_db()
    assert row.state == "ended"


@pytest.mark.parametrize("ends_on", [None, TODAY])
def test_what_is_not_over_is_not_ended(cast: Cast, ends_on: date | None) -> None:
    row = make_membership(cast.li.person, cast.employer, "employer_staff", ends_on=ends_on)
    with pytest.raises(RuleBroken, match="还没有届满"):
        actions.expire_membership(row)


# the answer to an invitation


def test_an_invitation_answers_alike_for_known_and_unknown_numbers(cast: Cast) -> None:
    """Whoever invites must not learn which numbers have an account here."""
    client = client_as(cast.wang.actor)
    pages = []
    for phone in (cast.lv.person.phone.open(), "13955557777"):
        before = client.get("/org/staff/").content.decode()
        answer = client.post("/org/staff/", {"phone": phone, "role": "employer_staff", "ends_on": ""})
        after = client.get("/org/staff/").content.decode()
        assert before != after
        pages.append((answer.status_code, answer.headers.get("Location"), after.count("已邀请"), "吕志强" in after))
    assert [page[:2] for page in pages] == [pages[0][:2]] * 2
    assert pages[1][2] - pages[0][2] == pages[0][2], "each invitation adds the same lines"
    assert not any(page[3] for page in pages)
