"""What the journeys of a live show share: its people at their screens, and waiting for the picture."""

import time

from playwright.sync_api import Browser, Page

from juxian.kit.access import Actor
from tests.browser.conftest import _session_cookie

PLAYED = "(document.querySelector('video')?.currentTime ?? 0)"


def until(page: Page, script: str, seconds: int = 25) -> None:
    """Wait until the page says so. Playwright's own waiting evaluates strings, which the page's policy forbids."""
    end = time.perf_counter() + seconds
    while not page.evaluate(script):
        assert time.perf_counter() < end, f"not within {seconds} s: {script}"
        page.wait_for_timeout(200)


class Show:
    """The people of the show at their screens. A script that fails fails the test."""

    def __init__(self, browser: Browser, url: str):
        self.browser, self.url, self.faults = browser, url.replace("127.0.0.1", "localhost"), list[str]()

    def open(self, actor: Actor, path: str, size: dict[str, int]) -> Page:
        context = self.browser.new_context(base_url=self.url, viewport=size, locale="zh-CN")  # type: ignore[arg-type]
        context.add_cookies([_session_cookie(actor, self.url)])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(path)
        return page
