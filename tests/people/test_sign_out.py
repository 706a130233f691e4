"""Ending every session of one's account, and the numbers at which a person is warned."""

import pytest
from django.urls import reverse

from juxian.kit.errors import PermissionDenied
from juxian.people.actions import sign_out_everywhere
from juxian.people.queries import telephones_of
from tests.cast import Cast, cast, client_as
from tests.people.audit import last

__all__ = ["cast"]


def test_every_session_is_over(cast: Cast) -> None:
    phone, computer = client_as(cast.lv.citizen), client_as(cast.lv.citizen)
    sign_out_everywhere(cast.lv.person, by=cast.lv.citizen)
    for device in (phone, computer):
        assert device.get(reverse("people:person_profile")).status_code == 302
    assert last("people.sign_out_everywhere").subject_id == cast.lv.person.pk


def test_nobody_signs_another_out(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        sign_out_everywhere(cast.lv.person, by=cast.chen.citizen)


def test_both_the_number_on_file_and_the_one_that_signs_in_are_warned(cast: Cast) -> None:
    person = cast.lv.person
    signs_in = person.user.phone_number.open()
    person.set_phone("13877776666")
    person.save()
    assert telephones_of(person.pk) == {"13877776666", signs_in}
    assert telephones_of(cast.office.pk) == set()
