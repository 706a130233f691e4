"""Journey: an application is returned once, corrected, and recognised.

Given an application at the counter; when the officer returns it with a reason and the worker adds what is missing on
the phone; then it goes on, cannot be returned a second time, and ends in a certificate."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from juxian.evaluation.models import Application
from juxian.evaluation.states import ApplicationState
from tests.browser.conftest import PHONE
from tests.browser.test_welder_on_a_phone import a_photo
from tests.evaluation.factories import STEPS, WAY, Stage, bring_to
from tests.jobs import run_jobs

pytestmark = pytest.mark.browser
REASON = "请补一张成品照片，并写明改进前后的数据。"


def test_an_application_is_returned_once_corrected_and_recognised(stage: Stage, open_as: Any) -> None:
    application = bring_to(ApplicationState.SUBMITTED, stage)
    counter = open_as(stage.cast.zhao.actor)
    counter.goto(f"/office/applications/{application.pk}/")
    counter.get_by_role("button", name="退回补正").first.click()
    dialog = counter.get_by_role("dialog", name="退回补正")
    dialog.get_by_label("理由").fill(REASON)
    dialog.get_by_role("button", name="退回补正").click()
    expect(counter.get_by_text("待补正").first).to_be_visible()
    run_jobs()

    correct_on_the_phone(open_as(stage.cast.lv.citizen, size=PHONE), application)

    counter.reload()
    expect(counter.get_by_role("button", name="受理", exact=True)).to_be_visible()
    expect(counter.get_by_role("button", name="退回补正")).to_have_count(0)
    for state in WAY[1:]:
        application.refresh_from_db()
        STEPS[state](stage, application)
    application.refresh_from_db()
    assert application.state == ApplicationState.CERTIFIED
    assert application.returned_count == 1


def correct_on_the_phone(page: Any, application: Application) -> None:
    """The reason stands in the inbox and on the page; what was typed before is still there."""
    page.goto("/inbox/")
    page.get_by_text(re.compile("需要补正")).first.click()
    page.goto(f"/my/applications/{application.pk}/")
    expect(page.get_by_text(REASON).first).to_be_visible()
    page.get_by_role("link", name="继续填写").click()
    page.goto(f"/my/applications/{application.pk}/contributions/")
    page.get_by_role("link", name=re.compile("薄板焊接变形控制法")).click()
    expect(page.get_by_label("叫什么")).to_have_value("薄板焊接变形控制法")
    page.locator("input[type=file]").set_input_files(a_photo())
    page.get_by_role("button", name="保存").click()
    page.goto(f"/my/applications/{application.pk}/check/")
    page.get_by_role("button", name="提交申报").click()
    expect(page.get_by_text("待受理").first).to_be_visible()
