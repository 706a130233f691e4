"""Journey: somebody comes with the city's account, for the first time, on a phone.

Given a city's sign-in; when a newcomer presses its button, comes back and verifies a telephone; then they have an
account and are asked who they are. The browser holds the form to the content policy: only the city may be led to."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from playwright.sync_api import expect

from juxian.config.settings.accounts import oidc_origins, oidc_providers
from juxian.kit.messages.gateways import MemorySms
from tests.browser.conftest import PHONE
from tests.fakes.oidc import CLIENT_ID, CLIENT_SECRET, City, running_city

pytestmark = pytest.mark.browser


@pytest.fixture
def city(transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    with running_city({"sub": "city-0002", "name": "李晓雨"}) as city:
        monkeypatch.setenv("JUXIAN_OIDC_SERVER", city.url)
        monkeypatch.setenv("JUXIAN_OIDC_CLIENT_ID", CLIENT_ID)
        monkeypatch.setenv("JUXIAN_OIDC_CLIENT_SECRET", CLIENT_SECRET)
        settings.SOCIALACCOUNT_PROVIDERS = oidc_providers()
        policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["form-action"] += oidc_origins()
        settings.CONTENT_SECURITY_POLICY = policy
        yield city


def test_a_newcomer_comes_with_the_citys_account(city: City, open_as: Any) -> None:
    MemorySms.outbox.clear()
    page = open_as(None, size=PHONE)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="统一身份认证").click()
    expect(page.get_by_role("heading", name="完成注册")).to_be_visible()
    page.get_by_label("手机号").fill("13911113333")
    page.get_by_role("main").get_by_role("button", name="继续").click()
    page.get_by_label("验证码").fill(code_in_last_sms(page))
    page.get_by_role("button", name="确认").click()
    expect(page).to_have_url(re.compile(r"/(my|start)/"))
    page.goto("/my/")
    expect(page.get_by_label("证件号码")).to_be_visible()


def code_in_last_sms(page: Any) -> str:
    page.wait_for_url("**/accounts/phone/verify/**")
    return MemorySms.outbox[-1].text.split("验证码 ")[1].split("，")[0]
