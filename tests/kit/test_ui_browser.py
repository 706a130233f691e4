"""The design system in a real Chromium: no sideways scrolling, readable text, and every behaviour with and without script."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import browser  # noqa: F401 - the fixture
from tests.cast import client_as, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"phone": 360, "tablet": 768, "desk": 1440}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Every visible text with its contrast to the nearest painted ground, where it is below the limit of WCAG 2.1 AA.
UNREADABLE = """() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const channel = (c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length && colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  document.getAnimations().forEach((animation) => animation.finish());  // the end of a transition, not its middle
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const parent = walker.currentNode.parentElement;
    if (!text || !parent.checkVisibility() || parent.closest("script, template, option, :disabled")) continue;
    const style = getComputedStyle(parent);
    const [one, other] = [light(numbers(style.color)), light(ground(parent))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (contrast < (large ? 3 : 4.5)) found.push(`${text.slice(0, 20)} ${contrast.toFixed(2)} .${parent.className}`);
  }
  return found;
}"""

Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Open]:  # noqa: F811
    """Return a function that opens an address as a stranger would see it; a refused style or script fails the test."""
    contexts: list[BrowserContext] = []
    refused: list[str] = []

    def open_it(
        address: str, *, width: int = 1440, theme: str = "light", large: bool = False, script: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="zh-CN",
            color_scheme=theme,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        contexts.append(context)
        if large:
            context.add_cookies([{"name": "type", "value": "large", "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(address)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert refused == []


@pytest.mark.parametrize("width", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize(("theme", "large"), [("light", False), ("dark", False), ("light", True)])
def test_the_gallery_fits_and_can_be_read(open_page: Open, width: int, theme: str, large: bool) -> None:
    page = open_page("/ui/", width=width, theme=theme, large=large)
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(UNREADABLE) == []


@pytest.mark.parametrize("layout", ["public", "workbench", "print", "screen"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_layout_fits_a_phone_and_can_be_read(open_page: Open, layout: str, theme: str) -> None:
    page = open_page(f"/ui/layouts/{layout}/", width=360, theme=theme, large=True)
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(UNREADABLE) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_bar_of_an_officer_with_two_roles_fits_a_phone_in_large_type(open_page: Open, theme: str) -> None:
    session = client_as(make_cast().lin.actor).cookies["sessionid"].value
    page = open_page("/ui/layouts/workbench/", width=360, theme=theme, large=True)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": page.url}])
    page.reload()
    expect(page.locator("summary", has_text="切换身份")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(UNREADABLE) == []


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/", "/accounts/login/code/", "/nowhere/"])
def test_the_doors_of_the_house_fit_a_phone(open_page: Open, address: str) -> None:
    page = open_page(address, width=360)
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(UNREADABLE) == []
    expect(page.locator("h1")).to_have_count(1)


def test_the_measure_of_contrast_finds_what_is_too_pale(open_page: Open) -> None:
    page = open_page("/ui/layouts/public/")
    page.evaluate("document.querySelector('h1 ~ p').style.color = '#cccccc'")
    assert len(page.evaluate(UNREADABLE)) == 1


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_large_type_and_theme_are_switched_and_kept(open_page: Open, script: bool) -> None:
    page = open_page("/ui/layouts/public/", script=script)
    page.get_by_role("button", name="长者版").click()
    page.get_by_role("button", name="深色").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-type", "large")
    expect(page.get_by_role("button", name="标准字号")).to_be_visible()
    expect(page.get_by_role("button", name="浅色")).to_be_visible()


def test_the_first_tab_leads_to_the_text_and_can_be_seen(open_page: Open) -> None:
    page = open_page("/ui/layouts/public/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    assert page.get_by_role("link", name="跳到正文").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"


def test_a_dialog_opens_and_closes_by_keyboard(open_page: Open) -> None:
    page = open_page("/ui/")
    opener = page.get_by_role("button", name="退回补正")
    opener.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_dialog_opens_without_script(open_page: Open) -> None:
    page = open_page("/ui/", script=False)
    page.get_by_role("button", name="退回补正").click()
    expect(page.locator("#sample-dialog")).to_be_visible()
    page.locator("#sample-dialog a").click()
    expect(page.locator("#sample-dialog")).to_be_hidden()


def test_the_menu_of_the_workbench_opens_on_a_phone_without_script(open_page: Open) -> None:
    page = open_page("/ui/layouts/workbench/", width=360, script=False)
    expect(page.locator("#side-nav")).to_be_hidden()
    page.get_by_role("link", name="菜单", exact=True).click()
    expect(page.locator("#side-nav")).to_be_visible()
    page.get_by_role("link", name="收起菜单").click()
    expect(page.locator("#side-nav")).to_be_hidden()


def _count_posts(page: Page, *, answer: bool) -> list[str]:
    """Count the forms that reach the server. Without an answer the page waits, as over a slow line."""
    seen: list[str] = []

    def take(route: Route) -> None:
        seen.append(route.request.post_data or "")
        if answer:
            route.fulfill(body="ok")

    page.route("**/ui/display/", take)
    return seen


def test_a_double_click_sends_once(open_page: Open) -> None:
    page = open_page("/ui/")
    seen = _count_posts(page, answer=False)
    page.get_by_role("button", name="切换到长者版").dblclick(no_wait_after=True)
    page.wait_for_timeout(300)
    assert len(seen) == 1
    assert "type=large" in seen[0]


def test_a_question_is_asked_before_what_cannot_be_undone(open_page: Open) -> None:
    page = open_page("/ui/")
    seen = _count_posts(page, answer=True)
    page.evaluate("document.querySelector('.post-button button').dataset.confirm = '确认切换？'")
    page.get_by_role("button", name="切换到长者版").click()
    expect(page.get_by_role("dialog")).to_contain_text("确认切换？")
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert seen == []
    page.get_by_role("button", name="切换到长者版").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    page.wait_for_url("**/ui/display/")
    assert len(seen) == 1


def test_a_file_that_is_too_large_is_refused_before_it_travels(open_page: Open) -> None:
    page = open_page("/ui/")
    field, output = page.locator("#id_photo"), page.locator("#id_photo + output")
    field.set_input_files({"name": "焊缝.png", "mimeType": "image/png", "buffer": b"\x89PNG" + b"0" * 2000})
    expect(output).to_contain_text("焊缝.png · 2 KB")
    expect(output.locator("img")).to_have_count(1)
    field.evaluate("field => (field.dataset.maxBytes = 1000)")
    field.set_input_files({"name": "焊缝.png", "mimeType": "image/png", "buffer": b"0" * 2000})
    expect(output).to_contain_text("这个文件太大")
    assert field.evaluate("field => field.files.length") == 0


def test_a_long_text_counts_characters_and_not_code_units(open_page: Open) -> None:
    page = open_page("/ui/")
    page.locator("#id_contribution").fill("带徒𠮷人")
    expect(page.locator("[data-counter-for=id_contribution]")).to_have_text("4 / 500")


def test_a_number_is_copied(open_page: Open) -> None:
    page = open_page("/ui/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制编号").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "JMJLL-2025-4-000154-X"


def test_a_filter_sends_itself_and_leaves_out_what_is_empty(open_page: Open) -> None:
    page = open_page("/ui/layouts/workbench/")
    page.get_by_label("等级").select_option("3")
    page.wait_for_url("**/ui/layouts/workbench/?level=3")


def test_a_menu_closes_on_escape(open_page: Open) -> None:
    page = open_page("/ui/")
    page.locator("summary", has_text="更多").click()
    expect(page.get_by_role("link", name="导出本页")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="导出本页")).to_be_hidden()


def test_a_form_that_came_back_takes_the_reader_to_its_faults(open_page: Open) -> None:
    page = open_page("/ui/")
    expect(page.locator("#errors")).to_be_focused()


def test_what_is_printed_has_no_menus_and_black_words(open_page: Open) -> None:
    page = open_page("/ui/layouts/workbench/", theme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".top-bar")).to_be_hidden()
    expect(page.locator(".side-nav")).to_be_hidden()
    expect(page.get_by_role("table")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
