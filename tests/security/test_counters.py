"""Buying more attempts than the house gives: claimed addresses, flooded counters, a telephone rung all day."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, override_settings

from juxian.kit.messages.gateways import MemorySms
from tests.cast import Cast

PHONE = "13911112222"


@pytest.fixture(autouse=True)
def fresh_counters(db: None) -> None:
    cache.clear()
    MemorySms.outbox.clear()


def guess(number: int, **headers: str) -> Any:
    """One wrong password for one more unknown account, so that only the address is counted."""
    form = {"login": f"139{number:08d}", "password": "not-the-password"}
    return Client().post("/accounts/login/", form, headers=headers)


def test_a_claimed_address_buys_no_more_attempts(cast: Cast) -> None:
    answers = [guess(n, **{"x-forwarded-for": f"10.0.0.{n}"}).status_code for n in range(31)]
    assert answers[-1] == 429


@override_settings(TRUSTED_PROXIES=1)
def test_behind_a_proxy_one_guesser_does_not_lock_everybody_out(cast: Cast) -> None:
    for number in range(31):
        guess(number, **{"x-forwarded-for": "203.0.113.7"})
    assert guess(98, **{"x-forwarded-for": "203.0.113.7"}).status_code == 429
    assert guess(99, **{"x-forwarded-for": "198.51.100.9"}).status_code == 200


@override_settings(TRUSTED_PROXIES=1)
def test_behind_a_proxy_what_the_guesser_claims_before_it_does_not_count(cast: Cast) -> None:
    answers = [guess(n, **{"x-forwarded-for": f"10.0.0.{n}, 203.0.113.7"}).status_code for n in range(32)]
    assert answers[-1] == 429


def test_counters_are_not_washed_away_by_many_others() -> None:
    cache.set("the-count-of-a-guesser", 5, 300)
    for number in range(400):
        cache.set(f"somebody-else-{number}", 1, 300)
    assert cache.get("the-count-of-a-guesser") == 5


def test_a_telephone_is_not_rung_all_day_by_strangers_who_sign_it_up() -> None:
    start = dt.datetime.now(dt.UTC)
    for minute in range(0, 60 * 10, 10):
        with time_machine.travel(start + dt.timedelta(minutes=minute), tick=False):
            claimed = {"REMOTE_ADDR": f"203.0.113.{minute // 10}"}
            answer = Client().post("/accounts/signup/", {"phone": PHONE, "password1": "a-very-long-secret"}, **claimed)
    assert answer.status_code == 429
    assert len(MemorySms.outbox) <= 10


def test_who_tried_too_often_reads_a_sentence_in_the_house_s_own_page(cast: Cast) -> None:
    for number in range(31):
        answer = guess(number)
    assert answer.status_code == 429
    assert "尝试次数太多" in answer.content.decode()
