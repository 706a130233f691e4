"""Guessing what the public page of certificates confirms, and sending strangers text messages in the house's name."""

from typing import Any

import pytest
from django.test import Client

from juxian.kit.errors import RuleBroken
from juxian.kit.messages.gateways import MemorySms
from juxian.people.actions import invite_member
from juxian.people.states import OrganisationState
from tests.cast import Cast, actor_for, client_as, make_membership, make_organisation

pytestmark = pytest.mark.django_db


def ask(number: int, tail: str) -> Any:
    """Ask for one name from one more address."""
    form = {"name": "吕志强", "identity_tail": tail}
    return Client().post("/verify/", form, REMOTE_ADDR=f"203.0.{number // 250}.{number % 250}")


def test_the_last_four_of_a_known_name_are_not_tried_through_from_many_addresses() -> None:
    answers = [ask(number, f"{number:04d}").status_code for number in range(70)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_looking_at_the_door_is_no_attempt_to_open_it() -> None:
    """Somebody's monitor asks by HEAD, from the address of a whole office; then a person signs in from there."""
    client = Client()
    answers = {client.head("/accounts/login/").status_code for _ in range(35)}
    assert answers == {200}
    assert client.head("/accounts/login/").content == b""
    assert client.post("/accounts/login/", {}).status_code == 200
    assert {client.post("/accounts/login/", {}).status_code for _ in range(35)} == {200, 429}


def test_an_organisation_that_nobody_verified_sends_no_messages(cast: Cast) -> None:
    organisation = make_organisation("【中奖通知】加微信领奖", state=OrganisationState.DRAFT)
    make_membership(cast.chen.person, organisation, "employer_admin")
    with pytest.raises(RuleBroken, match="核验"):
        invite_member(
            organisation,
            by=actor_for(cast.chen.person, organisation, "employer_admin"),
            phone="13900001111",
            role="employer_staff",
        )


def test_one_organisation_does_not_invite_without_end(cast: Cast) -> None:
    MemorySms.outbox.clear()
    client = client_as(cast.wang.actor)
    for number in range(35):
        answer = client.post("/org/staff/", {"phone": f"139{number:08d}", "role": "employer_staff"})
    assert answer.status_code == 429


def test_a_stranger_does_not_see_the_invitations_of_a_telephone_that_is_not_theirs(cast: Cast) -> None:
    invite_member(cast.employer, by=cast.wang.actor, phone="13911113333", role="employer_admin")
    client = client_as(cast.chen.citizen)
    client.post("/my/profile/", {"phone": "13911113333"})
    assert cast.employer.name not in client.get("/my/organisations/").content.decode()
