"""A journey: a revoked certificate says so on its public page, in the status list, and on paper without network."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from juxian.credentials.actions import take_open_badge
from juxian.credentials.models import Credential
from juxian.credentials.open_badge import badge_json
from juxian.credentials.status_list import decode_list, is_set
from tests.browser.conftest import PHONE
from tests.browser.test_stranger_scans import scan
from tests.cast import Cast
from tests.credentials.factories import make_credential

pytestmark = pytest.mark.browser


@pytest.fixture
def certificate(cast: Cast) -> Credential:
    return make_credential(cast.lv.person)


def download(page: Page, name: str, folder: Path) -> Path:
    """Click a link of the guide and keep the file, as somebody with a stick does."""
    with page.expect_download() as waiting:
        page.click(f"a:has-text('{name}')")
    waiting.value.save_as(folder / waiting.value.suggested_filename)
    return folder / waiting.value.suggested_filename


def check_on_paper(browser: Browser, checker: Path, text: str, listed: Path | None) -> str:
    """Open the file without network, load the list, paste what the QR code says; return the verdict."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", offline=True)
    page = context.new_page()
    page.goto(checker.as_uri())
    if listed:
        page.set_input_files("#list", listed)
        page.locator("#list-note:not(:empty)").wait_for()
    page.fill("#text", text)
    page.click("button.primary")
    page.wait_for_selector("#result[data-verdict]")
    title = page.inner_text("#result h2")
    context.close()
    return title


def test_a_revoked_certificate_says_so_everywhere(
    open_as: Any, browser: Browser, cast: Cast, certificate: Credential, tmp_path: Path
) -> None:
    # Given a certificate whose holder took its badge along, and somebody with the two files on a stick
    badge = take_open_badge(certificate, by=cast.lv.citizen)
    entry = json.loads(badge_json(badge))["credentialStatus"][0]
    stranger = open_as(None)
    stranger.goto("/verify/offline/")
    checker, printed = download(stranger, "下载核验文件", tmp_path), scan(certificate)
    before = download(stranger, "下载状态清单", tmp_path).rename(tmp_path / "before.jws")
    assert check_on_paper(browser, checker, printed, before) == "证书真实有效"

    # When a leader revokes it on the page
    leader = open_as(cast.huang.actor)
    leader.goto(f"/office/credentials/{certificate.pk}/")
    leader.click("a[href='#revoke-dialog']")
    leader.fill("#revoke-dialog textarea", "材料造假，经查属实。")
    leader.click("#revoke-dialog button[type=submit]")
    leader.wait_for_load_state()

    # Then the public page says so
    stranger.goto(f"/c/{certificate.code}/")
    assert "证书已撤销" in stranger.inner_text("main")
    # and the status list that wallets read
    answer = stranger.request.get(entry["statusListCredential"])
    listed = json.loads(answer.text())["credentialSubject"]
    assert is_set(decode_list(listed["encodedList"]), int(entry["statusListIndex"]))
    # and the paper, without network, once the new list is loaded; without a list it is honest about what it knows
    stranger.goto("/verify/offline/")
    after = download(stranger, "下载状态清单", tmp_path)
    assert check_on_paper(browser, checker, printed, after) == "证书已撤销"
    assert check_on_paper(browser, checker, printed, None) == "签名正确，状态未知"
