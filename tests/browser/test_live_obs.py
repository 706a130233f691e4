"""ffmpeg pushes RTMP as OBS does, to the address and the key that the studio shows the recruiter; a phone that waits in
the room sees the picture by itself, and is told when the show is over."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.asgi_server import AsgiServer
from tests.browser.conftest import DESK, PHONE
from tests.browser.show import PLAYED, Show, until
from tests.cast import Cast
from tests.fairs.live import make_stream
from tests.jobs import run_jobs
from tests.kit.broadcast.conftest import free_port
from tests.kit.broadcast.test_rtmp import ended, push

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONGEST = 60  # seconds, should nobody stop the program


@pytest.fixture
def programs() -> Iterator[list[Any]]:
    """What a test starts does not outlive it."""
    started: list[Any] = []
    yield started
    for program in started:
        program.kill()
        program.communicate()


def test_a_show_from_obs(browser: Browser, cast: Cast, settings: Any, programs: list[Any]) -> None:
    settings.LIVE_RTMP_PORT = free_port()
    settings.LIVE_INTERRUPTED_SECONDS = 2.0
    stream = make_stream(cast, source="obs")
    run_jobs()
    with AsgiServer() as server:
        show = Show(browser, server.url)
        phone = show.open(cast.li.citizen, f"/fairs/live/{stream.pk}/", PHONE)
        expect(phone.get_by_text("待开播")).to_be_visible()
        studio = show.open(cast.wang.actor, f"/fairs/desk/streams/{stream.pk}/", DESK)
        address, key = copied(studio)
        programs.append(push(f"{address}/{key}", seconds=LONGEST))
        the_picture_plays_by_itself(studio, phone)
        programs[0].terminate()
        ended(programs[0])
        expect(phone.locator(".stage-line")).to_contain_text("信号中断")
        the_show_ends(studio, phone)
        assert show.faults == []
        assert "这场直播已结束或已取消" in ended(push(f"{address}/{key}"))
    stream.refresh_from_db()
    assert (stream.state, stream.takes.get().protocol) == ("ended", "rtmp")


def copied(studio: Page) -> tuple[str, str]:
    """Make a key and take server and key with the buttons, as one carries them over into OBS."""
    studio.context.grant_permissions(["clipboard-read", "clipboard-write"])
    studio.get_by_role("button", name="生成推流密钥").click()
    words = []
    for label in ("复制服务器地址", "复制密钥"):
        studio.get_by_role("button", name=label).click()
        words.append(studio.evaluate("navigator.clipboard.readText()"))
    studio.get_by_role("link", name="回到演播室").click()
    return words[0], words[1]


def the_picture_plays_by_itself(studio: Page, phone: Page) -> None:
    """Nobody touches anything: the waiting room becomes the show, and the studio says so."""
    until(phone, f"{PLAYED} > 1")
    assert phone.evaluate("document.querySelector('video').videoWidth") == 320
    expect(phone.get_by_text("待开播")).to_have_count(0)
    expect(studio.locator(".stage-line")).to_contain_text("直播中")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def the_show_ends(studio: Page, phone: Page) -> None:
    studio.get_by_role("button", name="结束直播").click()
    studio.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(phone.locator(".stage-line")).to_contain_text("直播已结束")
    expect(phone.get_by_role("link", name="看回放")).to_be_visible(timeout=20_000)
