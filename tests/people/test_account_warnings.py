"""Another telephone bound to a person, or two rows made one: the old telephones hear of it, and sessions end."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from juxian.kit.messages.gateways import MemorySms
from juxian.people.actions import link_account, merge_persons, undo_merge
from juxian.people.events import AccountLinked, PersonsMerged, PersonsMergeUndone
from juxian.people.models import Person, User
from juxian.people.subscribers import warn_of_merge, warn_of_undone_merge, warn_old_telephone
from tests.cast import Cast, make_person, make_user
from tests.jobs import queued_jobs
from tests.scenes import scene

PHONE, REASON = "13800007777", "同一人持两种证件登记"


@pytest.fixture(autouse=True)
def empty_gateway() -> Iterator[None]:
    MemorySms.outbox.clear()
    yield
    MemorySms.outbox.clear()


@scene
def twin(cast: Cast) -> Person:
    return make_person("吕志强", identity_kind="passport", identity_number="E12345678", birth_on=date(1985, 6, 1))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/inbox/").status_code == 200


def told() -> dict[str, str]:
    return {message.mobile: message.text for message in MemorySms.outbox}


def test_the_old_telephone_is_told_and_the_new_one_is_not(cast: Cast) -> None:
    old = cast.lv.user
    make_user(PHONE)
    link_account(cast.lv.person, by=cast.zhao.actor, phone=PHONE)
    news = AccountLinked(str(cast.lv.person.pk), str(old.pk))
    assert news.__dict__ in [job["fields"] for job in queued_jobs("juxian.kit.events.tell")]
    warn_old_telephone(news)
    assert PHONE not in told()
    assert "另一个手机号" in told()[old.phone_number.open()]
    assert "12345" in told()[cast.lv.person.phone.open()]


def test_the_sessions_of_the_old_account_end(cast: Cast) -> None:
    client = signed_in(cast.lv.user)
    assert is_signed_in(client)
    make_user(PHONE)
    link_account(cast.lv.person, by=cast.zhao.actor, phone=PHONE)
    assert not is_signed_in(client)
    User.objects.filter(pk=cast.lv.user.pk).update(is_active=True)
    assert not is_signed_in(client)


def test_a_merge_is_told_to_both_and_signs_both_out_but_nobody_else(cast: Cast, twin: Person) -> None:
    clients = [signed_in(user) for user in (cast.lv.user, twin.user, cast.li.user)]
    merge = merge_persons(cast.lv.person, by=cast.zhao.actor, merged=twin, reason=REASON)
    assert [is_signed_in(client) for client in clients] == [False, False, True]
    warn_of_merge(PersonsMerged(str(cast.lv.person.pk), str(twin.pk), str(merge.pk)))
    assert {cast.lv.user.phone_number.open(), twin.user.phone_number.open()} <= set(told())
    assert cast.li.user.phone_number.open() not in told()


def test_a_merge_undone_is_told_to_both_and_signs_both_out(cast: Cast, twin: Person) -> None:
    merge = merge_persons(cast.lv.person, by=cast.zhao.actor, merged=twin, reason=REASON)
    client = signed_in(User.objects.get(pk=twin.user_id))
    undo_merge(merge, by=cast.zhao.actor, reason="其实是两个人")
    assert not is_signed_in(client)
    warn_of_undone_merge(PersonsMergeUndone(str(cast.lv.person.pk), str(twin.pk), str(merge.pk)))
    assert "撤销" in told()[twin.user.phone_number.open()]
