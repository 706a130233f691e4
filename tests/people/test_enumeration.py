"""Nobody learns from an answer, or from its time, who has an account here: same page, same work of hashing."""

import re
from collections import Counter
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from tests.cast import Cast

UNKNOWN_PHONE, UNKNOWN_EMAIL, EMAIL = "13955558888", "nobody@example.invalid", "lv@example.invalid"
NEW_PASSWORD = "a-very-long-secret"
# What differs between any two answers: tokens, nonces, and the name that was typed in.
DIFFERS = [r'nonce="[^"]+"', r'name="(csrfmiddlewaretoken|form_token)" value="[^"]+"', r'"X-CSRFToken": ?"[^"]+"']


@pytest.fixture(autouse=True)
def accounts(cast: Cast) -> None:
    cache.clear()
    EmailAddress.objects.create(user=cast.lv.user, email=EMAIL, verified=True, primary=True)
    cast.lv.user.email = EMAIL
    cast.lv.user.save()


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often a password is hashed."""
    runs, real = Counter[str](), MD5PasswordHasher.encode

    def encode(self: Any, *args: Any) -> str:
        runs["encode"] += 1
        return real(self, *args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return runs


def answer(address: str, data: dict[str, str], typed: str) -> tuple[Any, ...]:
    """Everything that somebody sees: the answer, and the page that it leads to."""
    client = Client()
    first = client.post(address, data)
    last = client.get(first.headers["Location"]) if first.status_code == 302 else first
    body = last.content.decode()
    for pattern in DIFFERS:
        body = re.sub(pattern, "", body)
    return first.status_code, first.headers.get("Location"), last.status_code, body.replace(typed, "TYPED")


def login(who: str) -> tuple[Any, ...]:
    return answer("/accounts/login/", {"login": who, "password": "not-the-password"}, who)


def sign_up(phone: str, email: str = "") -> tuple[Any, ...]:
    data = {"phone": phone, "email": email, "password1": NEW_PASSWORD}
    return answer("/accounts/signup/", data, phone)


def reset(email: str) -> tuple[Any, ...]:
    return answer("/accounts/password/reset/", {"email": email}, email)


def code_by_phone(phone: str) -> tuple[Any, ...]:
    return answer("/accounts/login/code/", {"phone": phone}, phone)


def code_by_email(email: str) -> tuple[Any, ...]:
    return answer("/accounts/login/code/", {"email": email}, email)


def test_signing_in_by_phone(cast: Cast, hashed: Counter[str]) -> None:
    known = login(cast.lv.person.phone.open())
    runs = hashed.pop("encode")
    assert known == login(UNKNOWN_PHONE)
    assert (runs, hashed["encode"]) == (1, 1)


def test_signing_in_by_email(hashed: Counter[str]) -> None:
    known = login(EMAIL)
    runs = hashed.pop("encode")
    assert known == login(UNKNOWN_EMAIL)
    assert (runs, hashed["encode"]) == (1, 1)


def test_an_account_without_a_password_takes_as_long(cast: Cast, hashed: Counter[str]) -> None:
    cast.li.user.set_unusable_password()
    cast.li.user.save()
    assert login(cast.li.person.phone.open()) == login(UNKNOWN_PHONE)
    assert hashed["encode"] == 2


def test_signing_up(cast: Cast, hashed: Counter[str]) -> None:
    known = sign_up(cast.lv.person.phone.open())
    runs = hashed.pop("encode")
    assert known == sign_up(UNKNOWN_PHONE)
    assert known[0] == 302
    assert runs == hashed["encode"] > 0


@pytest.mark.parametrize("ask", [code_by_phone, code_by_email, reset])
def test_asking_for_a_code(cast: Cast, ask: Any) -> None:
    known, unknown = (cast.lv.person.phone.open(), UNKNOWN_PHONE) if ask is code_by_phone else (EMAIL, UNKNOWN_EMAIL)
    first = ask(known)
    assert first == ask(unknown)
    assert first[0] == 302


def test_signing_up_takes_no_email_that_could_be_refused() -> None:
    assert 'name="email"' not in Client().get("/accounts/signup/").content.decode()
    assert sign_up("13955550001", EMAIL) == sign_up("13955550002", UNKNOWN_EMAIL)
    assert EmailAddress.objects.get(email=EMAIL).user.phone_tail != "0001"
    assert not EmailAddress.objects.filter(email=UNKNOWN_EMAIL).exists()
