"""A presenter's (fake) camera is seen on a phone; the presenter's network drops and returns, and the viewer goes on.

Only the kit: pages made of its own tags, no database. The journeys with shows and cards stand beside this one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, WebSocketRoute, expect, sync_playwright

from juxian.kit.broadcast.addresses import playback_url
from juxian.kit.broadcast.hls import HlsMount
from juxian.kit.broadcast.ingest import IngestMount
from juxian.kit.broadcast.keys import publish_ticket
from juxian.kit.broadcast.live_app import WholeApp
from juxian.kit.broadcast.station import Station
from juxian.kit.serving import OneThreadHandler
from tests.asgi_server import AsgiServer
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.kit.broadcast.conftest import ListOwner, owner  # noqa: F401  (a fixture)

pytestmark = pytest.mark.browser
FAKE = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
PHONE = {"width": 360, "height": 780}
PAGE = '<!doctype html><html lang="zh"><meta charset="utf-8"><title>x</title><body><main>%s</main></body></html>'
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self' blob:"


class Pages:
    """Two pages of the kit's tags, with the content policy of the platform; static files are Django's."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self._static = ASGIStaticFilesHandler(OneThreadHandler())

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["path"].startswith(settings.STATIC_URL):
            await self._static(scope, receive, send)
            return
        body = PAGE % self.pages.get(scope["path"], "")
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-security-policy", POLICY.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body.encode()})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: `apt-get install chromium`, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *FAKE])
        yield browser
        browser.close()


def draw(source: str, **context: Any) -> str:
    request = RequestFactory().get("/")
    return engines["django"].from_string(source).render(context, request)


def seconds_played(viewer: Page) -> float:
    return viewer.evaluate("document.querySelector('video').currentTime")


def wait_played(viewer: Page, seconds: float) -> None:
    """The page's policy lets nobody evaluate text, so the place in the video is asked from here."""
    for _ in range(100):
        if seconds_played(viewer) > seconds:
            return
        viewer.wait_for_timeout(200)
    raise AssertionError(f"it stands at {seconds_played(viewer)} s")


def test_a_camera_is_seen_on_a_phone_and_returns_after_its_network_dropped(
    browser: Browser,
    owner: ListOwner,  # noqa: F811
    settings: Any,
) -> None:
    settings.LIVE_INTERRUPTED_SECONDS = 2.0
    station, pages = Station(), Pages()
    app = WholeApp(pages, [HlsMount(station), IngestMount(station)], [station], station)
    with AsgiServer(app) as server:
        url = server.url.replace("127.0.0.1", "localhost")
        ticket, src = publish_ticket(owner.stream), playback_url(owner.stream, is_public=True)
        pages.pages["/studio"] = draw("{% studio ticket=ticket %}", ticket=ticket)
        pages.pages["/watch"] = draw("{% video_player src=src live=True title='x' %}", src=src)
        with browser.new_context() as desk, browser.new_context(viewport=PHONE) as phone:  # type: ignore[arg-type]
            presenter, viewer = desk.new_page(), phone.new_page()
            faults: list[str] = []
            viewer.on("pageerror", lambda error: faults.append(str(error)))
            presenter.on("pageerror", lambda error: faults.append(str(error)))
            viewer.goto(f"{url}/watch")
            expect(viewer.get_by_text("等待画面")).to_be_visible()
            presenter.goto(f"{url}/studio")
            presenter.get_by_role("button", name="开始直播").click()
            expect(presenter.get_by_text("直播中。观众大约晚三秒看到。")).to_be_visible(timeout=10_000)
            wait_played(viewer, 1.5)
            desk.set_offline(True)
            expect(presenter.get_by_text("网络断开，正在重新连接")).to_be_visible(timeout=8_000)
            expect(viewer.get_by_text("主播的网络断开了")).to_be_visible(timeout=15_000)
            before = seconds_played(viewer)
            desk.set_offline(False)
            expect(presenter.get_by_text("直播中。观众大约晚三秒看到。")).to_be_visible(timeout=15_000)
            wait_played(viewer, before + 1.5)
            presenter.get_by_role("button", name="停止推流").click()
            expect(presenter.get_by_text("已停止推流")).to_be_visible()
            assert faults == []
    takes = [heard[1] for heard in owner.heard if heard[0] == "publish"]
    assert takes == [1, 2]
    assert owner.news[:3] == ["publish", "interrupted", "publish"]


def test_a_network_that_dies_without_a_word_is_noticed_and_the_page_connects_again(
    browser: Browser,
    owner: ListOwner,  # noqa: F811
) -> None:
    """No connection closes: only nothing is heard any more. What was said before stays where it was lost."""
    station, pages, lines = Station(), Pages(), list[WebSocketRoute]()

    def lead(line: WebSocketRoute) -> None:
        number, server = len(lines), line.connect_to_server()
        lines.append(line)
        server.on_message(lambda words: None if number in dead else line.send(words))

    dead: set[int] = set()
    app = WholeApp(pages, [HlsMount(station), IngestMount(station)], [station], station)
    with AsgiServer(app) as server, browser.new_context() as desk:
        pages.pages["/studio"] = draw("{% studio ticket=ticket %}", ticket=publish_ticket(owner.stream))
        presenter = desk.new_page()
        presenter.route_web_socket("**/ingest/ws", lead)
        presenter.clock.install()
        presenter.goto(server.url.replace("127.0.0.1", "localhost") + "/studio")
        presenter.get_by_role("button", name="开始直播").click()
        expect(presenter.get_by_text("直播中。观众大约晚三秒看到。")).to_be_visible(timeout=10_000)
        dead.add(0)
        presenter.clock.fast_forward(10_000)
        expect(presenter.get_by_text("网络断开，正在重新连接")).to_be_visible(timeout=3_000)
        expect(presenter.get_by_text("直播中。观众大约晚三秒看到。")).to_be_visible(timeout=15_000)
        assert len(lines) == 2
    assert [heard[1] for heard in owner.heard if heard[0] == "publish"] == [1, 2]
