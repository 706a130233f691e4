"""Two people see and hear each other in two browsers; one falls out of the call and returns."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from juxian.kit.access import Actor
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.conftest import DESK, PHONE, _session_cookie
from tests.kit.calls.owner import REF, a_talk
from tests.kit.calls.server import served

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAKE_DEVICES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
ROOM = f"/calls/rehearsal/{REF}/"
PLAYING = """() => {
  const video = document.querySelector("[data-call-other]");
  return video.videoWidth > 0 && !video.paused && video.currentTime > (window.lastTime ?? 0) + 0.3;
}"""


@pytest.fixture(scope="module")
def browser() -> Any:
    """Chromium with a camera that shows a pattern and a microphone that beeps."""
    import os

    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: `apt-get install chromium`, or set CHROMIUM to its path")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *FAKE_DEVICES])
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


def page_of(browser: Browser, url: str, actor: Actor, size: dict[str, int]) -> Page:
    context = browser.new_context(base_url=url, viewport=size, locale="zh-CN")
    context.add_cookies([_session_cookie(actor, url)])
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: pytest.fail(f"the page's script failed: {error}"))
    return page


def sees_the_other(page: Page) -> None:
    """The picture is there and moves on."""
    page.evaluate("() => { window.lastTime = document.querySelector('[data-call-other]').currentTime; }")
    page.wait_for_function(PLAYING)


def test_two_people_see_each_other_and_one_falls_out_and_returns(browser, cast):
    host, guest = cast.wang.actor, cast.li.actor
    with served() as url, a_talk(host, guest) as told:
        manager = page_of(browser, url, host, DESK)
        welder = page_of(browser, url, guest, PHONE)
        manager.goto(ROOM)
        manager.get_by_role("button", name="进入通话").click()
        expect(manager.get_by_role("status")).to_contain_text("正在等")
        welder.goto(ROOM)
        welder.get_by_role("button", name="进入通话").click()
        for page in (manager, welder):
            expect(page.get_by_role("status")).to_contain_text("已接通", timeout=15_000)
            sees_the_other(page)
        look(manager, "call-desk"), look(welder, "call-phone")
        write_to_each_other(manager, welder)
        welder.reload()
        expect(manager.get_by_role("status")).to_contain_text("已离开")
        expect(welder.get_by_role("log")).to_contain_text("您好，听得到吗")
        welder.get_by_role("button", name="进入通话").click()
        for page in (manager, welder):
            expect(page.get_by_role("status")).to_contain_text("已接通")
            sees_the_other(page)
        welder.get_by_role("button", name="挂断").click()
        expect(manager.get_by_role("status")).to_contain_text("已离开")
        assert welder.evaluate("document.querySelector('[data-call-own]').srcObject") is None
    assert [what for what, _name in told] == ["join", "join", "leave", "join", "leave"]


def write_to_each_other(manager: Page, welder: Page) -> None:
    """Also while one has no network: what was written arrives when it is back."""
    manager.get_by_label("写给对方").fill("您好，听得到吗")
    manager.get_by_role("button", name="发送").click()
    expect(welder.get_by_role("log")).to_contain_text("您好，听得到吗")
    welder.context.set_offline(True)
    welder.get_by_label("写给对方").fill("听得到，<b>很清楚</b>")
    welder.keyboard.press("Enter")
    welder.wait_for_timeout(500)
    welder.context.set_offline(False)
    expect(manager.get_by_role("log")).to_contain_text("听得到，<b>很清楚</b>")


def look(page: Page, name: str) -> None:
    import os

    if os.environ.get("LOOK"):
        page.screenshot(path=f"/tmp/{name}.png", full_page=True)


def test_without_a_camera_one_still_enters_and_reads_the_telephone_number(browser, cast):
    with served() as url, a_talk(cast.wang.actor, cast.li.actor):
        page = page_of(browser, url, cast.li.actor, PHONE)
        page.add_init_script("navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('none'))")
        page.goto(ROOM)
        page.get_by_role("button", name="进入通话").click()
        expect(page.get_by_role("alert").first).to_contain_text("0592-6060606")
        expect(page.get_by_role("status")).to_contain_text("正在等")
        look(page, "call-no-camera")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_device_test_hears_and_sees(browser, cast):
    with served() as url:
        page = page_of(browser, url, cast.li.actor, PHONE)
        page.goto("/calls/test/")
        page.get_by_role("button", name="开始测试").click()
        expect(page.get_by_role("status")).to_contain_text("听到您的声音了")
        page.wait_for_function("() => document.querySelector('[data-call-own]').videoWidth > 0")
        look(page, "call-test")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
