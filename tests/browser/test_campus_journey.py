"""A graduate applies once, is answered, interviews by video in two browsers, and signs with school and employer."""

import datetime as dt
import os
import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright

from juxian.recruitment.models import Agreement, Interview, JobApplication
from juxian.recruitment.queries.agreement import first_terms
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_video_call import FAKE_DEVICES, page_of, sees_the_other
from tests.kit.calls.server import served
from tests.recruitment.applying import school
from tests.recruitment.hiring import opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Any:
    """Chromium with a camera that shows a pattern and a microphone that beeps."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: `apt-get install chromium`, or set CHROMIUM to its path")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *FAKE_DEVICES])
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


def test_a_graduate_applies_is_answered_interviews_and_signs(browser: Browser, cast: Any) -> None:
    day = timezone.localdate()
    vacancy = opened(cast, title="机械设计", valid_until_on=day + dt.timedelta(days=60))
    place, teacher = school()
    with served() as url:
        graduate = page_of(browser, url, cast.li.citizen, PHONE)
        employer = page_of(browser, url, cast.wang.actor, DESK)
        apply_once(graduate, f"/my/recruitment/apply/{vacancy.pk}/")
        application = JobApplication.objects.get()
        candidate = f"/org/recruitment/candidates/{application.pk}/"
        invite(employer, candidate, f"/org/recruitment/vacancies/{vacancy.pk}/slots/")
        meet_by_video(graduate, employer)
        offer_and_accept(graduate, employer, candidate, f"/my/recruitment/applications/{application.pk}/", day)
        write_agreement(employer, candidate, place, JobApplication.objects.get(), day)
        agreement = Agreement.objects.get()
        for page, folder in ((graduate, "my"), (employer, "org")):
            sign(page, f"/{folder}/recruitment/agreements/{agreement.pk}/")
        teaching = page_of(browser, url, teacher.actor, DESK)
        sign(teaching, f"/org/recruitment/agreements/{agreement.pk}/")
        expect(teaching.get_by_text("已生效").first).to_be_visible()
        look(teaching, "agreement-signed")
        stranger = page_of(browser, url, cast.chen.citizen, PHONE)
        stranger.goto(f"/agreements/check/{agreement.check_code}/")
        expect(stranger.get_by_text("这份协议有效")).to_be_visible()
        look(stranger, "agreement-check")
    assert JobApplication.objects.get().state == "accepted"


def apply_once(page: Page, address: str) -> None:
    """Five fields and one button; a second time there is nothing to press."""
    page.goto(address)
    page.get_by_label("会做什么").fill("机械设计、SolidWorks")
    page.get_by_label("做了几年").fill("1")
    page.get_by_label("想找什么工作").fill("机械设计")
    look(page, "apply")
    page.get_by_role("button", name="确认投递").click()
    expect(page.get_by_text("已投递").first).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("您已经投递过")).to_be_visible()


def invite(page: Page, candidate: str, slots: str) -> None:
    """The employer puts out a time that is soon and asks the graduate to choose."""
    page.goto(slots)
    page.get_by_label("方式").select_option("video")
    soon = timezone.localtime() + dt.timedelta(minutes=4)
    page.get_by_label("第一个时段开始").fill(f"{soon:%Y-%m-%dT%H:%M}")
    page.get_by_label("连续几个时段").fill("2")
    page.get_by_role("button", name="放出", exact=True).click()
    expect(page.get_by_text("已放出2个时段")).to_be_visible()
    look(page, "slots")
    page.goto(candidate)
    look(page, "candidate")
    page.get_by_role("button", name="邀请面试").first.click()
    page.get_by_role("dialog").get_by_role("button", name="邀请面试").click()
    expect(page.get_by_text("面试中").first).to_be_visible()


def meet_by_video(graduate: Page, employer: Page) -> None:
    """The graduate chooses the time on the phone; both enter the room, and each sees the other."""
    interview = Interview.objects.get()
    graduate.goto(f"/my/recruitment/interviews/{interview.pk}/")
    look(graduate, "interview-choose")
    graduate.get_by_role("radio").first.check()
    graduate.get_by_role("button", name="就选这个时间").click()
    look(graduate, "interview-booked")
    employer.goto(f"/org/recruitment/interviews/{interview.pk}/")
    for page in (employer, graduate):
        page.get_by_role("link", name="进入视频面试").click()
        page.wait_for_url("**/calls/interview/**")
        page.get_by_role("button", name="进入通话").click()
    for page in (employer, graduate):
        expect(page.get_by_role("status")).to_contain_text("已接通", timeout=30_000)
        sees_the_other(page)


def offer_and_accept(graduate: Page, employer: Page, candidate: str, mine: str, day: dt.date) -> None:
    employer.goto(candidate)
    employer.get_by_role("button", name="发出录用通知").first.click()
    dialog = employer.get_by_role("dialog")
    dialog.get_by_label("基本工资").fill("6500")
    dialog.get_by_label("入职日期").fill((day + dt.timedelta(days=30)).isoformat())
    dialog.get_by_label("请在此日前答复").fill((day + dt.timedelta(days=7)).isoformat())
    dialog.get_by_role("button", name="发出录用通知").click()
    expect(employer.get_by_text("待答复录用").first).to_be_visible()
    graduate.goto(mine)
    look(graduate, "offer")
    graduate.get_by_role("button", name="接受录用").click()
    graduate.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(graduate.get_by_text("已接受录用").first).to_be_visible()


def write_agreement(page: Page, candidate: str, place: Any, application: JobApplication, day: dt.date) -> None:
    page.goto(f"{candidate}agreement/")
    page.get_by_label("毕业院校").select_option(str(place.pk))
    for label, words in (("劳动合同期限（年）", "3"), ("试用期（月）", "3")):
        page.get_by_label(label).fill(words)
    assert page.get_by_label("基本工资（元/月）").input_value() == first_terms(application)["base_pay"] == "6500"
    look(page, "agreement-invite")
    page.get_by_role("button", name="请毕业生签署").click()
    expect(page).to_have_url(re.compile("/org/recruitment/agreements/"))


def sign(page: Page, address: str) -> None:
    page.goto(address)
    fill_gaps(page)
    look(page, "agreement")
    page.get_by_label("我已看过全部条款").check()
    page.get_by_role("button", name="签署协议").click()
    expect(page.get_by_label("我已看过全部条款")).to_have_count(0)


def fill_gaps(page: Page) -> None:
    """The graduate's part lacks major, degree and date: five fields do not know them."""
    if "/my/" not in page.url:
        return
    page.get_by_role("button", name="更正我方条款").click()
    dialog = page.get_by_role("dialog")
    for label, words in (("专业", "机械工程"), ("学历", "本科"), ("毕业时间", "2025-06"), ("原因", "补全")):
        dialog.get_by_label(label).fill(words)
    dialog.get_by_role("button", name="更正并请各方重签").click()
    expect(page.get_by_text("第2版改了什么").first).to_be_visible()


def look(page: Page, name: str) -> None:
    """Where asked for, a picture at both widths."""
    if not os.environ.get("LOOK"):
        return
    size = page.viewport_size
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=f"/tmp/ja_{name}_{width}.png", full_page=True)
        print(name, width, page.evaluate("document.documentElement.scrollWidth"))
    page.set_viewport_size(size)
