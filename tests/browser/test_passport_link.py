"""A journey: a holder shares a passport, a stranger opens the link in a browser, the holder takes it back."""

from typing import Any

import pytest

from tests.browser.conftest import PHONE
from tests.cast import Cast
from tests.credentials.factories import make_credential

pytestmark = pytest.mark.browser


def test_a_link_is_shared_opened_and_withdrawn(open_as: Any, cast: Cast) -> None:
    certificate = make_credential(cast.lv.person)
    holder, stranger = open_as(cast.lv.citizen, size=PHONE), open_as(None, size=PHONE)

    holder.goto("/my/passports/new/")
    holder.check("input[name=shown]")
    holder.fill("input[name=note]", "某公司面试")
    holder.click("button:has-text('生成链接')")
    link = holder.locator("[data-copy]").get_attribute("data-copy")

    stranger.goto(link)
    assert certificate.number not in stranger.inner_text("main")
    stranger.click("main button:has-text('打开')")
    stranger.wait_for_selector(f"text={certificate.number}")

    holder.reload()
    assert "1" in holder.inner_text("main dl")
    holder.click("button:has-text('收回链接')")
    holder.click("dialog[open] button[value=yes]")
    holder.wait_for_selector("text=已收回")
    stranger.goto(link)
    assert "链接已失效" in stranger.inner_text("main")
