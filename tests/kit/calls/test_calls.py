"""Whose call it is, when one may enter, what may be said, and what is kept of it."""

import base64
import datetime as dt
import hmac
import json
import uuid

import pytest
from django.db import connection
from django.urls import reverse

from juxian.kit import clock
from juxian.kit.calls import turn
from juxian.kit.calls.forms import LONGEST_TEXT, MOST_MESSAGES
from juxian.kit.calls.signals import forget_signals
from juxian.kit.models import CallSignal
from tests.cast import client_as
from tests.kit.calls.owner import REF, a_talk

ROOM = reverse("kit:call", args=["rehearsal", REF])
SIGNALS = reverse("kit:call_signals", args=["rehearsal", REF])
HELLO = {"what": "hello", "body": {"session": "a"}}


@pytest.fixture
def talk(cast):
    with a_talk(cast.wang.actor, cast.li.actor) as told:
        yield told


def say(actor, *messages, url=SIGNALS):
    return client_as(actor).post(url, {"signals": json.dumps(messages)})


def heard(actor, after=0):
    return [(row["what"], row["body"]) for row in client_as(actor).get(SIGNALS, {"after": after}).json()["signals"]]


def text(words):
    return {"what": "text", "body": {"text": words}}


@pytest.fixture(autouse=True)
def uncounted(monkeypatch):
    """The limit commits by itself, which a test's transaction does not allow; it has its own tests."""
    monkeypatch.setattr("juxian.kit.rate_limit.hit", lambda *what: None)


def test_each_side_hears_the_other_and_not_itself(cast, talk):
    assert say(cast.wang.actor, HELLO, text("您好")).status_code == 200
    assert heard(cast.li.actor) == [("hello", {"session": "a"}), ("text", {"text": "您好"})]
    assert heard(cast.wang.actor) == []
    assert talk == [("join", cast.wang.actor.name)]
    say(cast.li.actor, {"what": "bye", "body": {"session": "b"}})
    assert talk[1:] == [("leave", cast.li.actor.name)]


@pytest.mark.parametrize("kind", ["rehearsal", "unknown"])
def test_for_a_third_person_there_is_no_such_call(cast, talk, kind):
    say(cast.wang.actor, text("只给你"))
    for name in ("kit:call", "kit:call_signals"):
        assert client_as(cast.chen.actor).get(reverse(name, args=[kind, REF])).status_code == 404
    assert say(cast.chen.actor, HELLO, url=reverse("kit:call_signals", args=[kind, REF])).status_code == 404
    assert CallSignal.objects.count() == 1


def test_another_call_of_the_same_kind_is_not_theirs(cast, talk):
    assert client_as(cast.wang.actor).get(reverse("kit:call", args=["rehearsal", uuid.uuid4()])).status_code == 404


def test_a_stranger_is_led_to_the_sign_in(client, cast, talk):
    assert client.get(ROOM).status_code == 302
    assert client.post(SIGNALS, {"signals": "[]"}).status_code == 302


def test_another_site_cannot_speak_for_a_person(cast, talk):
    client = client_as(cast.wang.actor)
    client.handler.enforce_csrf_checks = True
    assert client.post(SIGNALS, {"signals": json.dumps([HELLO])}).status_code == 403
    assert not CallSignal.objects.exists()


@pytest.mark.parametrize(
    "signals",
    [
        "", "{", "null", "[]", "{}", "[1]", '["hello"]', '[{"what": "hello"}]',
        '[{"what": "shout", "body": {}}]',
        '[{"what": "hello", "body": {"session": 1}}]',
        '[{"what": "hello", "body": {"html": "<b>"}}]',
        '[{"what": "text", "body": {"text": "   "}}]',
        '[{"what": "text", "body": {}}]',
        '[{"what": "text", "body": {"text": "\\u0000"}}]',
        '[{"what": "text", "body": {"text": "\\ud800"}}]',
        "[" * 100_000,
        '[{"what": "candidate", "body": {"sdpMLineIndex": true}}]',
        '[{"what": "candidate", "body": {"sdpMLineIndex": 1e9}}]',
        json.dumps([text("长" * (LONGEST_TEXT + 1))]),
        json.dumps([HELLO] * (MOST_MESSAGES + 1)),
        json.dumps([{"what": "description", "body": {"sdp": "x" * 50_000}}]),
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused_in_one_sentence(cast, talk, signals):
    answer = client_as(cast.wang.actor).post(SIGNALS, {"signals": signals}, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer.content.decode().count("没有发出") == 1
    assert not CallSignal.objects.exists()


def test_half_a_bundle_is_never_kept(cast, talk):
    assert say(cast.wang.actor, text("好的"), text("")).status_code == 409
    assert not CallSignal.objects.exists()


@pytest.mark.parametrize(
    ("opens", "closes", "words"), [(1, 2, "还没到通话时间"), (-2, -1, "通话时间已过")], ids=["early", "over"]
)
def test_outside_its_time_nobody_enters(cast, opens, closes, words):
    hours = {"opens_at": opens, "closes_at": closes}
    times = {name: clock.now() + dt.timedelta(hours=value) for name, value in hours.items()}
    with a_talk(cast.wang.actor, cast.li.actor, **times):
        page = client_as(cast.li.actor).get(ROOM).content.decode()
        assert words in page
        assert "data-call-room" not in page
        assert say(cast.li.actor, HELLO).status_code == 409
    assert not CallSignal.objects.exists()


def test_the_page_has_the_telephone_number_and_earlier_words(cast, talk):
    say(cast.wang.actor, text("<script>alert(1)</script>"))
    page = client_as(cast.li.actor).get(ROOM).content.decode()
    assert 'href="tel:0592-6060606"' in page
    assert "&lt;script&gt;alert(1)" in page
    assert f'data-last="{CallSignal.objects.get().pk}"' in page
    assert 'data-ice="[]"' in page  # no server outside the district is asked unless it is set


def test_connection_data_go_after_minutes_and_words_after_a_day(cast, talk):
    say(cast.wang.actor, HELLO, text("明天见"))
    assert forget_signals() == 0
    _make_older("11 minutes")
    assert forget_signals() == 1
    _make_older("24 hours")
    assert forget_signals() == 1


def _make_older(interval):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kit_call_signal SET at = at - %s::interval", [interval])


def test_a_turn_password_is_what_the_server_computes(settings, frozen_time):
    """The worked example of the scheme, computed with nothing of ours."""
    settings.CALL_STUN_URLS, settings.CALL_TURN_URLS = ["stun:a.invalid"], ["turn:a.invalid:3478"]
    settings.CALL_TURN_SECRET = "north"
    stun, relay = turn.ice_servers("abc")
    expiry, _colon, user = relay["username"].partition(":")
    assert (stun, user) == ({"urls": ["stun:a.invalid"]}, "abc")
    assert int(expiry) - int(clock.now().timestamp()) == settings.CALL_TURN_SECONDS
    digest = hmac.digest(b"north", relay["username"].encode(), "sha1")
    assert base64.b64decode(relay["credential"]) == digest


def test_without_a_secret_no_turn_server_is_named(settings):
    settings.CALL_TURN_URLS, settings.CALL_TURN_SECRET = ["turn:a.invalid"], ""
    assert turn.ice_servers("abc") == []


def test_the_room_costs_few_queries(cast, talk, django_assert_max_num_queries):
    client = client_as(cast.li.actor)
    with django_assert_max_num_queries(15):
        client.get(ROOM)


def test_the_device_test_is_for_who_signed_in(client, cast):
    assert client.get(reverse("kit:call_test")).status_code == 302
    assert "开始测试" in client_as(cast.li.actor).get(reverse("kit:call_test")).content.decode()
