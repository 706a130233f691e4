"""A recruiter goes live from a (fake) camera, two graduates watch on phones, one applies from the card, the presenter's
network drops and returns, the replay has the chapter: one show in the real application, which takes half a minute."""

import datetime as dt
import os
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from juxian.fairs.models import Card, Pin, Stream
from juxian.kit import clock
from juxian.recruitment.actions.profile import save_profile
from juxian.recruitment.models import JobApplication
from juxian.recruitment.resume.shape import Resume
from tests.asgi_server import AsgiServer
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.conftest import DESK, PHONE
from tests.browser.show import PLAYED, Show, until
from tests.cast import Cast
from tests.fairs.live import make_card, make_stream
from tests.jobs import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAKE = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
DROP_SECONDS = float(os.environ.get("JUXIAN_DROP_SECONDS", "3"))  # how long the presenter is without network
ON_AIR = "直播中。观众大约晚三秒看到。"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium with a camera that shows a pattern and a microphone that beeps."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: `apt-get install chromium`, or set CHROMIUM to its path")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *FAKE])
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


def test_a_show_from_the_camera_to_the_replay(browser: Browser, cast: Cast, settings: Any) -> None:
    settings.LIVE_INTERRUPTED_SECONDS = 2.0
    stream = make_stream(cast)
    card = make_card(cast, stream, valid_until_on=clock.today() + dt.timedelta(days=30))
    save_profile(cast.li.person, resume=Resume(headline="焊工"), source="quick", by=cast.li.citizen)
    run_jobs()
    with AsgiServer() as server:
        show = Show(browser, server.url)
        phones = [show.open(who.citizen, f"/fairs/live/{stream.pk}/", PHONE) for who in (cast.li, cast.chen)]
        expect(phones[0].get_by_text("待开播")).to_be_visible()
        studio = show.open(cast.wang.actor, f"/fairs/desk/streams/{stream.pk}/", DESK)
        goes_live(studio, phones)
        one_applies_from_the_card(studio, phones, card)
        they_talk(studio, phones)
        the_network_drops_and_returns(server, studio, phones)
        the_show_ends(studio, phones)
        the_replay_has_the_chapter(show, cast, stream)
        assert show.faults == []
    stream.refresh_from_db()
    assert (stream.state, stream.takes.count()) == ("ended", 2)


def goes_live(studio: Page, phones: list[Page]) -> None:
    """When the picture comes the waiting rooms begin to play by themselves."""
    studio.get_by_role("button", name="开始直播").click()
    expect(studio.get_by_text(ON_AIR)).to_be_visible()
    for phone in phones:
        until(phone, f"{PLAYED} > 1")
        expect(phone.get_by_text("待开播")).to_have_count(0)


def one_applies_from_the_card(studio: Page, phones: list[Page], card: Card) -> None:
    """The card is there without a reload, and the picture goes on while she applies."""
    studio.get_by_role("button", name=re.compile("^讲解")).click()
    li, chen = phones
    expect(chen.locator(".pinned").get_by_text(card.pay)).to_be_visible()
    li.get_by_role("link", name="立即投递").click()
    before = li.evaluate(PLAYED)
    li.get_by_role("button", name="确认投递").click()
    expect(li.locator("#apply-box").get_by_text("已投递")).to_be_visible()
    until(li, f"{PLAYED} > {before}")
    assert JobApplication.objects.get().source_ref == card.source_ref


def they_talk(studio: Page, phones: list[Page]) -> None:
    """What one writes the other reads, also as a bullet over the picture; a number is given back with the reason."""
    li, chen = phones
    li.get_by_placeholder("说点什么").fill("有宿舍吗")
    li.get_by_label("发弹幕").check()
    li.get_by_role("button", name="发送").click()
    expect(chen.locator(".chat").get_by_text("有宿舍吗")).to_be_visible()
    chen.get_by_placeholder("说点什么").fill("加我微信聊")
    chen.get_by_role("button", name="发送").click()
    expect(chen.get_by_role("alert")).to_contain_text("请勿公开")
    expect(chen.get_by_placeholder("说点什么")).to_have_value("加我微信聊")
    expect(studio.locator("#studio-comments").get_by_text("有宿舍吗")).to_be_visible()


def the_network_drops_and_returns(server: AsgiServer, studio: Page, phones: list[Page]) -> None:
    """Both sides read what is going on; nobody reloads, and the picture comes back."""
    began = time.perf_counter()
    studio.context.set_offline(True)
    server.call(cut_off(server.app.station))
    expect(studio.get_by_text("网络断开，正在重新连接")).to_be_visible()
    for phone in phones:
        expect(phone.locator(".stage-line")).to_contain_text("信号中断")
    before = phones[1].evaluate(PLAYED)
    studio.wait_for_timeout(max(DROP_SECONDS - (time.perf_counter() - began), 0) * 1000)
    studio.context.set_offline(False)
    expect(studio.get_by_text(ON_AIR)).to_be_visible()
    for phone in phones:
        expect(phone.locator(".stage-line")).to_contain_text("直播中")
        until(phone, f"{PLAYED} > {before} + 1")


async def cut_off(station: Any) -> None:
    """What the server sees of a lost network: the connection of the publisher ends without a word."""
    for feed in station.feeds.values():
        feed.end()


def the_show_ends(studio: Page, phones: list[Page]) -> None:
    studio.get_by_role("button", name="结束直播").click()
    studio.get_by_role("dialog").get_by_role("button", name="确定").click()
    for phone in phones:
        expect(phone.locator(".stage-line")).to_contain_text("直播已结束")
        expect(phone.get_by_role("link", name="看回放")).to_be_visible(timeout=20_000)


def the_replay_has_the_chapter(show: Show, cast: Cast, stream: Stream) -> None:
    """Both takes in one piece, without the break; a chapter for the card, at which one arrives with one touch."""
    replay = show.open(cast.chen.citizen, f"/fairs/live/{stream.pk}/", PHONE)
    until(replay, "document.querySelector('video').readyState >= 1")
    until(replay, f"Math.abs(document.querySelector('video').duration - {stream_seconds(stream)}) < 1")
    pin = Pin.objects.get(card__stream=stream)
    replay.locator(".chapters__jump", has_text="焊工").click()
    until(replay, f"Math.abs({PLAYED} - {pin.from_second}) < 3")
    assert pin.from_second < stream_seconds(stream)


def stream_seconds(stream: Stream) -> float:
    stream.refresh_from_db()
    return stream.recorded_seconds or 0
