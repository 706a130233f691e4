"""News in one process: gathered, loaded once, the same bytes to everybody, and nothing lost without a word."""

import asyncio
import json
import time

import pytest

from juxian.kit.pushes import hub as heart
from juxian.kit.pushes.hub import Hub
from juxian.kit.pushes.listeners import MOST_WAITING, Listener
from juxian.kit.pushes.registry import KINDS, PushKind
from juxian.kit.pushes.tickets import Ticket

TOPIC = "fair:1"


class Loader:
    """Stands where the database would; counts how often it is asked."""

    def __init__(self) -> None:
        self.batches: list[list] = []
        self.fails = False

    async def __call__(self, news, languages):
        self.batches.append(list(news))
        if self.fails:
            raise RuntimeError("the database is away")
        return {language: [{"kind": kind, "ref": ref} for kind, ref in news] for language in languages}


@pytest.fixture
def loader() -> Loader:
    return Loader()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """News without the wait for more of it."""
    monkeypatch.setitem(KINDS, "comment", PushKind(None, 0.01))
    monkeypatch.setattr(heart, "SECONDS_A_LISTENER", 0)


def ticket(*topics: str, language: str = "zh-hans", age: float = 0) -> Ticket:
    return Ticket(topics or (TOPIC,), language, "", time.time() - age)


def refs(text: bytes) -> list[str]:
    """What a page is told, in order."""
    return [
        item["ref"] for line in text.decode().split("\n") if line.startswith("data: [") for item in json.loads(line[6:])
    ]


def mark(text: bytes) -> str:
    return [line[4:] for line in text.decode().split("\n") if line.startswith("id: ")][-1]


async def heard(listener: Listener) -> bytes:
    async with asyncio.timeout(3):
        return await listener.take()


def test_five_thousand_listeners_get_the_same_bytes_from_one_load(loader):
    async def story():
        hub = Hub(loader, time.time() - 600)
        listeners = [hub.join(ticket()) for _ in range(5000)]
        for number in range(40):
            hub.receive(TOPIC, "comment", [str(number)])
        return await asyncio.gather(*(heard(listener) for listener in listeners))

    texts = asyncio.run(story())
    assert len(loader.batches) == 1
    assert len(texts) == 5000
    assert set(texts) == {texts[0]}
    assert refs(texts[0]) == [str(number) for number in range(40)]


def test_news_of_another_topic_is_not_told(loader):
    async def story():
        hub = Hub(loader, time.time() - 600)
        mine, theirs = hub.join(ticket("fair:1")), hub.join(ticket("fair:2"))
        hub.receive("fair:2", "comment", ["a"])
        assert refs(await heard(theirs)) == ["a"]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(mine.take(), 0.1)

    asyncio.run(story())


def test_what_happened_between_the_page_and_its_stream_is_told(loader):
    async def story():
        hub = Hub(loader, time.time() - 600)
        hub.receive(TOPIC, "comment", ["before anybody listened"])
        listener = hub.join(ticket())
        assert refs(await heard(listener)) == ["before anybody listened"]

    asyncio.run(story())


def test_who_returns_hears_exactly_what_was_said_meanwhile(loader):
    async def story():
        hub = Hub(loader, time.time() - 600)
        stays, leaves = hub.join(ticket()), hub.join(ticket())
        hub.receive(TOPIC, "comment", ["1"])
        last = mark(await heard(leaves))
        hub.leave(leaves)
        assert refs(await heard(stays)) == ["1"]
        hub.receive(TOPIC, "comment", ["2"])
        assert refs(await heard(stays)) == ["2"]
        back = hub.join(ticket(), last)
        assert refs(await heard(back)) == ["2"]
        assert len(loader.batches) == 2

    asyncio.run(story())


def test_a_listener_that_takes_nothing_is_dropped_and_the_others_hear_on(loader):
    async def story():
        hub = Hub(loader, time.time() - 600)
        dead, alive = hub.join(ticket()), hub.join(ticket())
        for number in range(MOST_WAITING + 1):
            hub.receive(TOPIC, "comment", [str(number)])
            assert refs(await heard(alive)) == [str(number)]
        assert dead.has_ended
        assert await heard(dead) == b""
        assert not alive.has_ended

    asyncio.run(story())


@pytest.mark.parametrize("last", ["", "00000000-3", "rubbish", "-", "00000000-" + "9" * 30])
def test_who_was_away_longer_than_this_process_remembers_is_told_to_look_again(loader, last):
    async def story():
        hub = Hub(loader, time.time() - 600)
        return await heard(hub.join(ticket(age=3600), last))

    assert b"event: missed" in asyncio.run(story())


def test_a_broken_line_to_the_database_sends_everybody_back_to_the_page(loader):
    async def story():
        hub = Hub(loader, time.time() - 600)
        listeners = [hub.join(ticket()) for _ in range(100)]
        hub.receive(TOPIC, "comment", ["1"])
        last = mark(await heard(listeners[0]))
        hub.lost_news()
        texts = [await heard(listener) for listener in listeners]
        return texts, await heard(hub.join(ticket(), last))

    texts, returned = asyncio.run(story())
    assert all(b'event: missed\ndata: {"within":4}' in text for text in texts)
    assert b"event: missed" in returned


def test_news_that_cannot_be_loaded_sends_everybody_back_to_the_page(loader, caplog):
    async def story():
        hub = Hub(loader, time.time() - 600)
        listener, loader.fails = hub.join(ticket()), True
        hub.receive(TOPIC, "comment", ["1"])
        return await heard(listener)

    assert b"event: missed" in asyncio.run(story())
    assert "could not be loaded" in caplog.text


def test_topics_that_nobody_hears_do_not_fill_the_memory(loader, monkeypatch):
    monkeypatch.setattr(heart, "TOPICS_REMEMBERED", 10)

    async def story():
        hub = Hub(loader, time.time() - 600)
        listener = hub.join(ticket())
        for number in range(100):
            hub.receive(f"noise:{number}", "comment", ["1"])
        assert len(hub.topics) <= 11
        assert TOPIC in hub.topics
        hub.receive(TOPIC, "comment", ["1"])
        assert refs(await heard(listener)) == ["1"]
        assert b"event: missed" in await heard(hub.join(ticket("noise:1")))

    asyncio.run(story())


def test_each_language_has_its_own_words(loader):
    async def story():
        hub = Hub(loader, time.time() - 600)
        chinese, english = hub.join(ticket()), hub.join(ticket(language="en"))
        hub.receive(TOPIC, "comment", ["1"])
        assert refs(await heard(chinese)) == refs(await heard(english)) == ["1"]
        late = hub.join(ticket(language="zh-hant"))
        assert b"event: missed" in await heard(late)

    asyncio.run(story())


def test_closing_ends_every_stream(loader):
    async def story():
        hub = Hub(loader, time.time() - 600)
        listeners = [hub.join(ticket()) for _ in range(10)]
        hub.receive(TOPIC, "comment", ["1"])
        await hub.close()
        assert [await heard(listener) for listener in listeners] == [b""] * 10

    asyncio.run(story())
