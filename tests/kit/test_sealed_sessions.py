"""Sessions lie sealed: what they hold cannot be read in the database, nor moved to another cookie."""

from datetime import timedelta

import pytest
from django.conf import settings as loaded
from django.contrib.sessions.models import Session
from django.utils import timezone

from juxian.kit.sealed_sessions import SessionStore
from juxian.kit.secrets.keys import Algorithm, key_source
from juxian.kit.secrets.renewal import GRACE
from juxian.kit.tasks import forget_sessions

pytestmark = pytest.mark.django_db
PLAIN = "13911112222"


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


def kept(**entries: str) -> str:
    store = SessionStore()
    store.update(entries)
    store.save()
    return store.session_key


def test_what_was_kept_comes_back_and_lies_unreadable():
    key = kept(phone=PLAIN)
    assert SessionStore(key)["phone"] == PLAIN
    row = Session.objects.get(pk=key)
    assert PLAIN not in row.session_data
    assert "phone" not in str(row.get_decoded())


def test_a_row_copied_onto_another_cookie_is_an_empty_session():
    officer, stranger = kept(user="officer"), kept(user="stranger")
    stolen = Session.objects.get(pk=officer).session_data
    Session.objects.filter(pk=stranger).update(session_data=stolen)
    assert dict(SessionStore(stranger).items()) == {}
    assert SessionStore(officer)["user"] == "officer"


@pytest.mark.parametrize("rubbish", ["", "not base64 at all!", "AAAA", "eyJhIjogMX0:1tXyz:signature"])
def test_a_damaged_row_is_an_empty_session(rubbish):
    key = kept(user="officer")
    Session.objects.filter(pk=key).update(session_data=rubbish)
    assert dict(SessionStore(key).items()) == {}


def test_a_new_key_signs_nobody_out_and_no_session_outlives_the_old_one():
    key = kept(user="officer")
    key_source().add("session", Algorithm.AES_256_GCM)
    assert SessionStore(key)["user"] == "officer"
    assert timedelta(seconds=loaded.SESSION_COOKIE_AGE) < GRACE


def test_cycling_the_key_at_sign_in_keeps_what_was_there():
    key = kept(next="/my/")
    store = SessionStore(key)
    store.cycle_key()
    store.save()
    assert store.session_key != key
    assert SessionStore(store.session_key)["next"] == "/my/"


def test_expired_sessions_are_dropped_by_the_clock():
    old, running = kept(user="old"), kept(user="running")
    Session.objects.filter(pk=old).update(expire_date=timezone.now() - timedelta(seconds=1))
    forget_sessions()
    assert list(Session.objects.values_list("pk", flat=True)) == [running]
