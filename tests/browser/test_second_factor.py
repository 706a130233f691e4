"""Journey: an officer's first day.

Given an officer with a telephone and a password only; when they ask for the office, they are told what is missing; they
add an authenticator app, and after the next sign-in with its code they wear the office's hat."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.browser
STEP_SECONDS = 30


def test_an_officer_adds_an_authenticator_and_enters_the_office(cast: Cast, open_as: Any) -> None:
    phone = cast.zhao.person.phone.open()
    page = open_as(None, size=PHONE)
    sign_in(page, phone)
    choose_the_office(page)
    expect(page.get_by_text("机关身份需要二次验证。请先添加验证器或通行密钥，再重新登录。")).to_be_visible()
    assert page.goto("/office/persons/").status == 403

    secret = add_authenticator(page)
    sign_out(page)

    desk = open_as(None, size=DESK)
    sign_in(desk, phone)
    expect(desk.get_by_label("验证器代码")).to_be_visible()
    desk.get_by_label("验证器代码").fill(code_of(secret, step=1))
    desk.get_by_role("main").get_by_role("button", name="登录", exact=True).click()
    choose_the_office(desk)
    assert desk.goto("/office/persons/").status == 200
    expect(desk.get_by_role("heading", name="人员查询")).to_be_visible()


def test_a_wrong_code_opens_nothing(cast: Cast, open_as: Any) -> None:
    phone = cast.zhao.person.phone.open()
    page = open_as(None)
    sign_in(page, phone)
    secret = add_authenticator(page)
    sign_out(page)
    sign_in(page, phone)
    wrong = f"{(int(code_of(secret)) + 1) % 1_000_000:06d}"
    page.get_by_label("验证器代码").fill(wrong)
    page.get_by_role("main").get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_label("验证器代码")).to_be_visible()
    page.goto("/office/persons/")
    expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))


def sign_in(page: Page, phone: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("手机号或电子邮箱").fill(phone)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录", exact=True).click()


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="退出登录").click()


def choose_the_office(page: Page) -> None:
    page.goto("/roles/")
    page.get_by_role("row").filter(has_text="窗口受理人员").get_by_role("button").click()


def add_authenticator(page: Page) -> str:
    """Follow the page for a new authenticator; return the secret that it shows for typing in by hand."""
    page.goto("/accounts/2fa/totp/activate/")
    if page.get_by_label("密码", exact=True).count():
        page.get_by_label("密码", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/totp/activate/**")
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("验证器代码").fill(code_of(secret))
    page.get_by_role("main").get_by_role("button", name="激活").click()
    page.get_by_role("button", name="显示恢复代码").click()
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    return secret


def code_of(secret: str, step: int = 0) -> str:
    """Return what the app shows now, or a step later: a code is good for one use, the next one is accepted too."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP_SECONDS + step))
