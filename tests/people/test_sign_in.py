"""Signing in, hats, and the second factor of the office."""

import time
import zlib
from base64 import urlsafe_b64decode
from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from juxian.kit.messages.gateways import MemorySms
from juxian.people.models import Person, User
from tests.cast import PASSWORD, Cast, client_as, make_user
from tests.people.audit import last, whole_record

PHONE = "13911112222"


@pytest.fixture(autouse=True)
def fresh_counters(db: None) -> None:
    cache.clear()
    MemorySms.outbox.clear()


def sign_in(login: str, password: str = PASSWORD) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/accounts/login/", {"login": login, "password": password})


def code_in_last_sms() -> str:
    text = MemorySms.outbox[-1].text
    return text.split("验证码 ")[1].split("，")[0]


def test_a_person_signs_in_by_phone_and_lands_on_their_home(cast: Cast) -> None:
    client, answer = sign_in(cast.lv.person.phone.open())
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert client.get("/start/", follow=True).request["PATH_INFO"] == "/my/"
    assert last("people.sign_in", "sign_in").actor_id == cast.lv.user.pk


def test_a_wrong_password_and_an_unknown_phone_read_the_same(cast: Cast) -> None:
    _, wrong = sign_in(cast.lv.person.phone.open(), "not-the-password")
    _, unknown = sign_in("13900009999", "not-the-password")
    assert wrong.status_code == unknown.status_code == 200
    errors = [answer.context["form"].non_field_errors() for answer in (wrong, unknown)]
    assert errors[0] == errors[1]
    assert errors[0]
    assert last("people.sign_in", "refusal")


def test_a_newcomer_signs_up_verifies_the_phone_and_is_sent_to_registration(db: None) -> None:
    client = Client()
    client.post("/accounts/signup/", {"phone": PHONE, "password1": "a-very-long-secret"})
    answer = client.post("/accounts/phone/verify/", {"code": code_in_last_sms()})
    assert answer.status_code == 302
    user = User.objects.by_phone(PHONE)
    assert user is not None
    assert user.is_phone_verified
    assert client.get("/my/profile/").headers["Location"] == "/my/register/"
    assert client.get("/my/register/").status_code == 200
    assert PHONE not in whole_record()


def sessions_given_away() -> str:
    """Return everything that base64 and Django's own format give away of the sessions in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        rows = [data for (data,) in cursor.fetchall()]
    assert len(rows) == 2
    parts = [part.strip(".") for row in rows for part in row.split(":")]
    plain = [urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in parts]
    return " ".join(map(str, [*rows, *plain, *map(inflated, plain)]))


def inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""


def begin_to_verify_a_phone() -> None:
    Client().post("/accounts/signup/", {"phone": PHONE, "password1": "a-very-long-secret"})
    Client().post("/accounts/login/code/", {"phone": PHONE})


def test_a_phone_being_verified_is_nowhere_plain_in_the_database(db: None) -> None:
    begin_to_verify_a_phone()
    assert PHONE not in sessions_given_away()


@override_settings(SESSION_ENGINE="django.contrib.sessions.backends.db")
def test_in_the_sessions_of_django_it_would_be(db: None) -> None:
    """The negative control."""
    begin_to_verify_a_phone()
    assert PHONE in sessions_given_away()


def test_signing_up_with_a_known_phone_tells_only_its_owner(cast: Cast) -> None:
    phone = cast.lv.person.phone.open()
    known = Client().post("/accounts/signup/", {"phone": phone, "password1": "a-very-long-secret"})
    assert known.status_code == 302
    assert "已注册过" in MemorySms.outbox[-1].text
    assert User.objects.filter(person=cast.lv.person).count() == 1


def test_a_one_time_code_signs_in(cast: Cast) -> None:
    client = Client()
    client.post("/accounts/login/code/", {"phone": cast.lv.person.phone.open()})
    assert client.post("/accounts/login/code/confirm/", {"code": code_in_last_sms()}).status_code == 302
    assert client.get("/my/profile/").status_code == 200


def test_many_wrong_passwords_are_slowed_down(cast: Cast) -> None:
    phone = cast.lv.person.phone.open()
    answers = [sign_in(phone, "wrong-password")[1].status_code for _ in range(6)]
    _, right = sign_in(phone)
    assert right.status_code == 200
    assert 302 not in answers


# hats


def test_everybody_is_a_citizen_first(cast: Cast) -> None:
    client, _ = sign_in(cast.wang.person.phone.open())
    assert client.get("/my/profile/").status_code == 200
    assert client.get("/org/profile/").status_code == 403


def test_a_hat_is_put_on_and_taken_off(cast: Cast) -> None:
    client, _ = sign_in(cast.wang.person.phone.open())
    client.post("/roles/switch/", {"hat": cast.wang.memberships["employer_admin"].pk})
    assert client.get("/org/profile/").status_code == 200
    client.post("/roles/switch/", {"hat": ""})
    assert client.get("/org/profile/").status_code == 403


def test_the_hat_of_another_does_not_exist(cast: Cast) -> None:
    client, _ = sign_in(cast.wang.person.phone.open())
    foreign = cast.stranger_employer.memberships["employer_admin"].pk
    assert client.post("/roles/switch/", {"hat": foreign}).status_code == 404


def test_an_ended_hat_falls_off(cast: Cast) -> None:
    client, row = client_as(cast.zhao.actor), cast.zhao.memberships["counter_officer"]
    assert client.get("/office/persons/").status_code == 200
    row.state = "ended"
    row.save()
    assert client.get("/office/persons/").status_code == 403


def test_an_office_hat_needs_a_second_factor(cast: Cast) -> None:
    client, _ = sign_in(cast.zhao.person.phone.open())
    answer = client.post("/roles/switch/", {"hat": cast.zhao.memberships["counter_officer"].pk})
    assert answer.headers["Location"].startswith("/accounts/2fa/")
    assert client_as(cast.zhao.actor, second_factor=False).get("/office/persons/").status_code == 403


def test_secrets_of_authenticator_apps_lie_sealed(db: None) -> None:
    sealed = mfa_adapter().encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert mfa_adapter().decrypt(sealed) == "JBSWY3DPEHPK3PXP"


# the demo


def test_production_has_no_demo_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUXIAN_SECRET_KEY", "x" * 50)
    production = import_module("juxian.config.settings.production")
    assert production.DEMO_SIGN_IN is False
    assert production.DEMO is False


def test_without_the_setting_the_demo_sign_in_does_not_exist(cast: Cast) -> None:
    assert Client().post("/demo/sign-in/", {"person": cast.zhao.person.pk}).status_code == 404


@override_settings(DEMO_SIGN_IN=True)
def test_in_the_demo_one_click_opens_the_office(cast: Cast) -> None:
    client, hat = Client(), cast.zhao.memberships["counter_officer"].pk
    client.post("/demo/sign-in/", {"person": cast.zhao.person.pk, "hat": hat})
    assert client.get("/office/persons/").status_code == 200


@override_settings(DEMO_SIGN_IN=True)
def test_the_demo_signs_in_demo_people_only(cast: Cast) -> None:
    Person.objects.filter(pk=cast.zhao.person.pk).update(is_demo=False)
    assert Client().post("/demo/sign-in/", {"person": cast.zhao.person.pk}).status_code == 404


def test_an_account_without_a_person_is_sent_to_registration(db: None) -> None:
    client = Client()
    client.force_login(make_user(PHONE))
    assert client.get("/my/data/").headers["Location"] == "/my/register/"
    assert client.get("/roles/").status_code == 200


# the pages of the library, in our look

ENTRANCE = ["/accounts/login/", "/accounts/signup/", "/accounts/login/code/", "/accounts/password/reset/"]
MANAGE = ["/accounts/2fa/", "/accounts/password/change/", "/accounts/email/"]


@pytest.mark.parametrize("address", ENTRANCE)
def test_the_ways_in_wear_our_layout(db: None, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert 'class="site-header"' in answer.content.decode()


@pytest.mark.parametrize("address", MANAGE)
def test_the_account_pages_wear_our_layout(cast: Cast, address: str) -> None:
    client, _ = sign_in(cast.zhao.person.phone.open())
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:500]
    assert 'class="side-nav"' in answer.content.decode()


def test_an_officer_adds_an_authenticator_and_then_enters_the_office(cast: Cast) -> None:
    client, _ = sign_in(cast.zhao.person.phone.open())
    address = "/accounts/2fa/totp/activate/"
    client.get(address)
    client.post(f"/accounts/reauthenticate/?next={address}", {"password": PASSWORD})
    client.get(address)
    secret = client.session[auth.SECRET_SESSION_KEY]
    answer = client.post(address, {"code": code_now(secret)})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    again, _ = sign_in(cast.zhao.person.phone.open())
    again.post("/accounts/2fa/authenticate/", {"code": code_now(secret, step=1)})
    again.post("/roles/switch/", {"hat": cast.zhao.memberships["counter_officer"].pk})
    assert again.get("/office/persons/").status_code == 200


def code_now(secret: str, step: int = 0) -> str:
    """Return the code that an authenticator shows now, or some steps later: one code is good for one use."""
    counter = int(time.time()) // 30 + step
    return auth.format_hotp_value(auth.hotp_value(secret, counter))
