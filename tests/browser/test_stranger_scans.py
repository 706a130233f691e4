"""Journey: a stranger checks the printed QR.

Given a certificate on paper; when a stranger's phone reads the code from the picture of the page; then the address
opens a page that says it is genuine, with the name masked; after revocation the same paper says so; and a code that
was tampered with is called unknown."""

import io
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from juxian.credentials.actions import revoke_credential
from juxian.credentials.models import Credential
from juxian.credentials.paper import TEMPLATE, paper_data
from juxian.evaluation.states import ApplicationState
from juxian.kit.pdf import typeset_png
from tests.browser.conftest import PHONE
from tests.evaluation.factories import Stage, bring_to

pytestmark = pytest.mark.browser


def test_a_stranger_checks_the_printed_code(stage: Stage, open_as: Any) -> None:
    stranger = open_as(size=PHONE)
    bring_to(ApplicationState.CERTIFIED, stage)
    credential = Credential.objects.get()
    address = scan(credential)

    stranger.goto(address)
    expect(stranger.get_by_text("证书真实有效").first).to_be_visible()
    expect(stranger.get_by_text("吕*强").first).to_be_visible()
    expect(stranger.get_by_text("吕志强")).to_have_count(0)

    revoke_credential(credential, reason="业绩材料经查不实。", by=stage.cast.huang.actor)
    stranger.goto(address)
    stranger.reload()
    expect(stranger.get_by_text("证书已撤销").first).to_be_visible()
    expect(stranger.get_by_text("业绩材料经查不实。").first).to_be_visible()

    other = "A" if credential.code[5] != "A" else "B"
    stranger.goto(f"/c/{credential.code[:5]}{other}{credential.code[6:]}/")
    expect(stranger.get_by_text("核验码不对").first).to_be_visible()


def test_two_of_three_facts_find_a_certificate_and_one_does_not(stage: Stage, open_as: Any) -> None:
    stranger = open_as(size=PHONE)
    bring_to(ApplicationState.CERTIFIED, stage)
    credential = Credential.objects.get()
    stranger.goto("/verify/")
    stranger.get_by_label("持证人姓名").fill("吕志强")
    stranger.get_by_role("button", name="查验", exact=True).click()
    expect(stranger.get_by_text("请在三项里至少填两项").first).to_be_visible()
    stranger.get_by_label("证书编号").fill(credential.number)
    stranger.get_by_role("button", name="查验", exact=True).click()
    expect(stranger.get_by_text("证书真实有效").first).to_be_visible()


def scan(credential: Credential) -> str:
    """Read the QR code from the set page, as a camera would."""
    data, files = paper_data(credential)
    page = Image.open(io.BytesIO(typeset_png(TEMPLATE, data, files)[0]))
    codes = [code.text for code in zxingcpp.read_barcodes(page)]
    assert len(codes) == 1
    return codes[0]
