"""From a transaction to a page, through real PostgreSQL: told at commit, or never; and again after the line broke."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from django.db import connection, transaction

from juxian.kit import clock
from juxian.kit.models import PushPresence
from juxian.kit.pushes import listening, presence, publish, register_presence, register_push, viewers
from juxian.kit.pushes.asgi import PushesMount
from juxian.kit.pushes.registry import KINDS, PRESENCES
from juxian.kit.pushes.threads import in_thread
from tests.kit.pushes.streams import open_stream

pytestmark = pytest.mark.django_db(transaction=True)
TOPIC = "test.room:1"


@pytest.fixture(autouse=True)
def loads(monkeypatch):
    """A kind of news whose rows are all there except `gone`; the list grows by each call of its loader."""
    monkeypatch.setattr(listening, "FIRST_PAUSE", 0.05)
    calls: list[list[str]] = []

    def load(refs):
        calls.append(refs)
        return {ref: f'<li id="note-{ref}">{ref}</li>' for ref in refs if ref != "gone"}

    register_push("note", load, delay=0.02)
    yield calls
    KINDS.pop("note")


@asynccontextmanager
async def running():
    mount = PushesMount()
    await mount.start()
    try:
        async with asyncio.timeout(20):
            await mount._is_listening.wait()
            yield mount
    finally:
        await mount.close()


def change(*refs: str, fails: bool = False) -> None:
    """What an action does."""
    with transaction.atomic():
        publish(TOPIC, "note", *refs)
        if fails:
            transaction.set_rollback(True)


def test_news_is_told_at_commit_and_never_after_a_rollback(loads):
    async def story():
        async with running() as mount:
            stream = await open_stream(mount, TOPIC)
            await stream.message()  # the process began after the page was made: look again
            await in_thread(lambda: change("undone", fails=True))
            await in_thread(change, "done", "gone")
            return await stream.news()

    assert asyncio.run(story()) == [
        {"kind": "note", "ref": "done", "html": '<li id="note-done">done</li>'},
        {"kind": "note", "ref": "gone", "gone": True},
    ]
    assert loads == [["done", "gone"]]


def test_more_rows_than_one_notice_holds_all_arrive():
    async def story():
        async with running() as mount:
            stream = await open_stream(mount, TOPIC)
            await stream.message()
            await in_thread(change, *(f"{number:064}" for number in range(350)))
            told: list[dict] = []
            while len(told) < 350:
                told += await stream.news()
            return {item["ref"] for item in told}

    assert len(asyncio.run(story())) == 350


def test_after_the_line_was_cut_pages_look_again_and_hear_on():
    async def story():
        async with running() as mount:
            stream = await open_stream(mount, TOPIC)
            await stream.message()
            await in_thread(cut_the_line)
            assert "event: missed" in await stream.message()
            await in_thread(change, "after")
            return await stream.news()

    assert [item["ref"] for item in asyncio.run(story())] == ["after"]


def cut_the_line() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE application_name = 'juxian pushes' AND datname = current_database()"
        )
        assert cursor.fetchone() == (1,)


def test_rubbish_in_the_channel_changes_nothing(caplog):
    def rubbish():
        with connection.cursor() as cursor:
            for payload in ("{", "[1]", '["a","b",3]', '["Topic","note",["x"]]', ""):
                cursor.execute("SELECT pg_notify('juxian_pushes', %s)", [payload])

    async def story():
        async with running() as mount:
            stream = await open_stream(mount, TOPIC)
            await stream.message()
            await in_thread(rubbish)
            await in_thread(change, "sense")
            return await stream.news()

    assert [item["ref"] for item in asyncio.run(story())] == ["sense"]
    assert "cannot be read" in caplog.text


def test_a_replayed_year_tells_nobody(django_assert_num_queries):
    with clock.at(clock.now()), django_assert_num_queries(0):
        publish(TOPIC, "note", "1")


@pytest.mark.parametrize("name", ["", "UPPER", "a b", "a" * 101, "x'; DROP"])
def test_only_our_own_names_are_published(name):
    with pytest.raises(ValueError, match="not a name"):
        publish(name, "note", "1")
    with pytest.raises(ValueError, match="not a name"):
        publish(TOPIC, "note", f"{name} \n")


def test_viewers_are_counted_over_all_processes_and_newcomers_are_named(monkeypatch):
    monkeypatch.setattr(presence, "LOOK_SECONDS", 0.05)
    told: list[tuple] = []
    register_presence("test.room:", lambda *what: told.append(what), every=0.1)

    async def story():
        async with running() as here, running() as there:
            first = await open_stream(here, TOPIC, viewer="li")
            await open_stream(here, TOPIC, viewer="li")
            await open_stream(there, TOPIC)
            while await in_thread(viewers, TOPIC) != 3:
                await asyncio.sleep(0.02)
            while "3" not in [item["ref"] for item in await first.news()]:
                pass
            await first.hang_up()
            while await in_thread(viewers, TOPIC) != 2:
                await asyncio.sleep(0.02)

    try:
        asyncio.run(story())
    finally:
        PRESENCES.pop("test.room:")
    assert [newcomers for _topic, _count, newcomers in told if newcomers] == [["li"]]
    assert PushPresence.objects.count() == 0
