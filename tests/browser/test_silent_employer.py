"""Journey: an employer that never answers is answered for, and sinks in the list.

Given two posts on the same day, and five people who apply to both; when one employer answers and the other says
nothing for ten working days, then the platform answers in its place with the reason, its post goes below the other's,
and everybody can read how often it answers."""

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from juxian.recruitment.actions.candidate import refuse_application
from juxian.recruitment.models import JobApplication, Vacancy
from juxian.recruitment.tasks import answer_silent_employers, refresh_reply_figures
from tests.browser.conftest import PHONE, Calendar
from tests.cast import EMPLOYER_NAME, OTHER_EMPLOYER_NAME, Cast, make_member
from tests.jobs import run_jobs
from tests.recruitment.applying import applied, with_profile
from tests.recruitment.hiring import opened

pytestmark = pytest.mark.browser
APPLIED_ON, LAST_DAY, DAY_AFTER = dt.date(2025, 3, 12), dt.date(2025, 3, 26), dt.date(2025, 3, 27)


def test_an_employer_that_never_answers_is_answered_for_and_sinks(cast: Cast, open_as: Any, calendar: Calendar) -> None:
    # Given: the silent employer's post is the newer one, so it stands first.
    calendar.turn_to(APPLIED_ON)
    kind = opened(cast, cast.stranger_employer.actor, title="装配工")
    calendar.turn_to(APPLIED_ON, hour=11)
    silent = opened(cast, title="电焊工")
    run_jobs()
    phone = open_as(cast.li.citizen, size=PHONE)
    assert posts(phone) == ["电焊工", "装配工"]

    # When: a graduate applies by hand, four others as well, and only one of the two employers answers.
    mine = applies(phone, cast, silent)
    others = [make_member(f"甲{number}") for number in range(4)]
    for person in others:
        applied(cast, person, silent)
    for person in (cast.li, *others):
        refuse_application(applied(cast, person, kind), refusal="filled", by=cast.stranger_employer.actor)

    # Then: on the last day she is still told to wait, and the day after she has her answer with its reason.
    the_clock_runs(calendar, LAST_DAY)
    phone.goto(mine)
    expect(phone.get_by_text("单位最晚2025-03-26答复")).to_be_visible()
    the_clock_runs(calendar, DAY_AFTER)
    phone.reload()
    expect(phone.get_by_text("单位在10个工作日内没有答复，平台替它答复").first).to_be_visible()
    expect(phone.get_by_text("这不代表您不合适").first).to_be_visible()
    phone.goto("/inbox/")
    expect(phone.get_by_text("电焊工").first).to_be_visible()

    # Then: a stranger finds the other post only, and the silent one below it where they ask for it.
    stranger = open_as(size=PHONE)
    assert posts(stranger) == ["装配工"]
    stranger.get_by_text("更多", exact=True).click()
    stranger.get_by_label("也显示很少答复的单位").check()
    expect(stranger.locator(".job-card__link")).to_have_text(["装配工", "电焊工"])
    expect(stranger.locator(".job-card").last).to_contain_text("答复率 0%")
    for name, rate in ((EMPLOYER_NAME, "0%"), (OTHER_EMPLOYER_NAME, "100%")):
        stranger.goto("/employers/")
        stranger.get_by_role("link", name=name).click()
        expect(stranger.locator(".reply__rate")).to_have_text(rate)


def posts(page: Page) -> list[str]:
    """The titles in the public list, as they come."""
    page.goto("/jobs/")
    return page.locator(".job-card__link").all_inner_texts()


def applies(page: Page, cast: Cast, vacancy: Vacancy) -> str:
    """From the list to the post, and one button; return the page of the application."""
    with_profile(cast.li)
    page.get_by_role("link", name=vacancy.title).click()
    page.get_by_role("link", name="投简历").first.click()
    page.get_by_role("button", name="确认投递").click()
    expect(page.get_by_text("已投递").first).to_be_visible()
    return f"/my/recruitment/applications/{JobApplication.objects.get().pk}/"


def the_clock_runs(calendar: Calendar, day: dt.date) -> None:
    """What happens a little after midnight, in the order of the schedule."""
    calendar.turn_to(day, hour=1)
    answer_silent_employers()
    refresh_reply_figures()
    run_jobs()
