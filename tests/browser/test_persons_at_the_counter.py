"""Journey: looking somebody up at the counter, at a desk and on a phone.

Given persons who are registered; when an officer looks for one by name, pinyin or number; then the list is masked, the
whole number is shown once for a reason, the look is on record, and nothing runs out of the page."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from juxian.kit.models import AuditEvent
from tests.browser.conftest import DESK, PHONE
from tests.cast import Cast

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_a_person_is_found_masked_and_opened_for_a_reason(cast: Cast, open_as: Any, size: dict[str, int]) -> None:
    number, phone = cast.lv.person.identity_number.open(), cast.lv.person.phone.open()
    page = open_as(cast.zhao.actor, size=size)
    for words in ("吕志强", "lvzhiqiang", "lzq", number, phone):
        look_for(page, words)
        expect(page.get_by_role("link", name="吕志强")).to_be_visible()
        shown = page.locator("#rows").inner_text()
        assert number not in shown
        assert phone not in shown
        assert number[-4:] in shown
        assert number not in page.url
    fits(page)
    page.get_by_role("link", name="吕志强").click()
    assert number not in page.locator("main").inner_text()
    page.get_by_label("办事理由").fill("核对申报材料")
    page.get_by_role("button", name="查看完整号码").click()
    expect(page.get_by_text(number)).to_be_visible()
    fits(page)
    look = AuditEvent.objects.filter(kind="read", subject_id=cast.lv.person.pk).latest("id")
    assert (look.actor_id, look.data["reason"]) == (cast.zhao.person.pk, "核对申报材料")
    page.goto(f"/office/persons/{cast.lv.person.pk}/")
    assert number not in page.locator("main").inner_text()


def look_for(page: Page, words: str) -> None:
    page.goto("/office/persons/")
    page.get_by_label("姓名、拼音、证件号或手机号").fill(words)
    page.get_by_role("main").get_by_role("button", name="查询").click()


def fits(page: Page) -> None:
    """Nothing may be wider than the window: neither the page nor its top bar."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"{wide} pixels too wide"
    out = page.evaluate(
        "[...document.querySelectorAll('header *')].filter(e => e.getBoundingClientRect().width > 0 && "
        "e.getBoundingClientRect().right > innerWidth + 1).map(e => e.className)"
    )
    assert out == []
