"""Attempts are counted exactly, survive what they refused, and the sentence says how long to wait."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juxian.kit import rate_limit
from juxian.kit.access import Audience
from juxian.kit.idempotency import first_time
from juxian.kit.models import DoneOnce, RateCount
from juxian.kit.rate_limit import TooMany, forget_old_counts, hit, limited
from juxian.kit.views import audience

pytestmark = pytest.mark.django_db


@audience(Audience.PUBLIC)
@limited("test.look_up", limit=2, seconds=60)
def look_up(request):
    return HttpResponse("found")


@audience(Audience.PUBLIC)
def posted(request):
    hit("test.posted", request.client_address, limit=1)
    return HttpResponse("done")


urlpatterns = [path("test/look-up/", look_up), path("test/posted/", posted), path("", include("juxian.config.urls"))]


def tries(count: int, limit: int, seconds: int = 60, key: str = "k") -> int:
    """Return how many of `count` attempts get in."""
    return sum(gets_in(limit, seconds, key) for _number in range(count))


def gets_in(limit: int, seconds: int = 60, key: str = "k") -> bool:
    try:
        hit("test", key, limit, seconds)
    except TooMany:
        return False
    return True


def test_as_many_as_the_limit_get_in_and_no_more():
    assert tries(10, limit=3) == 3


def test_another_key_and_another_name_count_for_themselves():
    assert tries(3, limit=2) == 2
    assert tries(3, limit=2, key="other") == 2
    hit("test.other", "k", limit=2)


def test_after_two_windows_all_is_forgotten(frozen_time):
    tries(3, limit=3)
    frozen_time.shift(121)
    assert tries(5, limit=3) == 3


def test_the_boundary_of_a_window_gives_no_second_helping(frozen_time):
    """A fixed window lets twice the limit through around its end."""
    frozen_time.move_to(frozen_time_at(59.0))
    assert tries(10, limit=10) == 10
    frozen_time.move_to(frozen_time_at(61.0))
    assert tries(10, limit=10) == 0


def test_the_sentence_says_how_long_to_wait():
    tries(2, limit=2)
    with pytest.raises(TooMany, match=r"请等待 .*[0-9]+ 秒后再试") as refusal:
        hit("test", "k", limit=2)
    assert refusal.value.status == 429
    assert 0 < refusal.value.retry_after <= 120


@pytest.mark.parametrize(("seconds", "words"), [(1, "1 秒"), (119, "119 秒"), (121, "3 分钟"), (86_400, "24 小时")])
def test_the_waiting_time_is_worded_in_a_fitting_unit(seconds, words):
    assert words in TooMany(seconds).message


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    limit=st.integers(1, 8),
    seconds=st.integers(1, 4000),
    pauses=st.lists(st.floats(0, 0.7), min_size=1, max_size=5),
)
def test_who_waits_as_long_as_told_gets_in_and_who_comes_a_little_early_does_not(frozen_time, limit, seconds, pauses):
    RateCount.objects.all().delete()
    for pause in pauses:
        tries(limit, limit, seconds)
        frozen_time.shift(pause * seconds)
    try:
        hit("test", "k", limit, seconds)
    except TooMany as refusal:
        if refusal.retry_after > 2:
            frozen_time.shift(refusal.retry_after - 2)
            assert not gets_in(limit, seconds)
            frozen_time.shift(2)
        else:
            frozen_time.shift(refusal.retry_after)
        assert gets_in(limit, seconds)


def test_a_clock_that_is_a_little_behind_gives_nothing_away(frozen_time):
    frozen_time.move_to(frozen_time_at(61.0))
    tries(3, limit=3)
    frozen_time.move_to(frozen_time_at(59.0))
    assert tries(3, limit=3) == 0


def test_neither_address_nor_number_is_kept():
    hit("test", "13800138000", limit=2)
    assert "13800138000" not in str(RateCount.objects.values_list())


def test_counting_inside_a_transaction_is_a_programming_error():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        hit("test", "k")


def test_old_counts_are_forgotten_and_new_ones_kept(frozen_time):
    hit("test", "old")
    frozen_time.shift(200)
    hit("test", "new")
    assert forget_old_counts() == 1
    assert RateCount.objects.count() == 1


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_only_reads_is_limited_too():
    client = Client()
    answers = [client.get("/test/look-up/") for _try in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert "尝试次数太多" in answers[-1].content.decode()
    assert client.get("/test/look-up/", REMOTE_ADDR="10.0.0.9").status_code == 200


@override_settings(ROOT_URLCONF=__name__)
def test_a_limit_inside_a_view_answers_429():
    client = Client()
    assert [client.post("/test/posted/").status_code for _try in range(2)] == [200, 429]


@pytest.mark.django_db(transaction=True)
@override_settings(ROOT_URLCONF=__name__)
def test_the_count_survives_the_request_that_was_refused():
    client = Client()
    for _try in range(3):
        client.post("/test/posted/")
    assert RateCount.objects.get(name="test.posted").hits == 1


def frozen_time_at(second: float):
    """An instant that many seconds into a minute of the frozen day."""
    import datetime as dt

    return dt.datetime(2025, 3, 12, 2, 0, tzinfo=dt.UTC) + dt.timedelta(seconds=second)


# --- races


def naive_hit(limit: int) -> bool:
    """Read, compare, write: what the UPSERT replaces."""
    row, _made = RateCount.objects.get_or_create(
        name="naive", key="k", defaults={"window": 0, "hits": 0, "seconds": 60}
    )
    if row.hits >= limit:
        return False
    time.sleep(0.002)
    row.hits += 1
    row.save()
    return True


def let_in(attempt, threads: int = 8, each: int = 10) -> int:
    """Return how many attempts of several threads get in."""
    admitted: list[bool] = []
    start = threading.Barrier(threads)

    def work() -> None:
        start.wait(10)
        admitted.extend([attempt() for _number in range(each)])
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(admitted)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_at_once_get_in_exactly_as_often_as_allowed():
    assert let_in(lambda: gets_in(20, seconds=86_400)) == 20


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_reading_and_writing_apart_lets_too_many_in():
    RateCount.objects.create(name="naive", key="k", window=0, hits=0, seconds=60)
    assert let_in(lambda: naive_hit(20)) > 20, "the negative control must lose counts"


# --- keys of effects


def test_a_key_is_claimed_once():
    assert [first_time("a"), first_time("a"), first_time("b")] == [True, False, True]


def test_a_rollback_gives_the_key_back():
    with transaction.atomic():
        first_time("a")
        transaction.set_rollback(True)
    assert first_time("a")


@pytest.mark.django_db(transaction=True)
def test_a_key_is_never_claimed_outside_the_transaction_of_its_effect():
    with pytest.raises(RuntimeError, match="transaction"):
        first_time("a")
    assert not DoneOnce.objects.exists()


def test_the_middleware_looks_only_at_views_that_exist():
    assert rate_limit._limit_of("/no/such/page/") is None
