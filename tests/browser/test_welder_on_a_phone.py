"""Journey: a worker without any certificate becomes 高级技师 by contribution, on a phone.

Given 吕师傅, a welder with a phone of 360 pixels; when he fills in the five steps and six officers do their part in their
own browsers; then he holds a certificate, and whoever scans it reads that it is genuine."""

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.models import Credential
from juxian.evaluation.models import Application
from juxian.kit import clock
from juxian.notices.actions import close_notice
from juxian.notices.models import PublicNotice
from tests.browser.conftest import PHONE
from tests.cast import PASSWORD, Member
from tests.evaluation.factories import Stage, picture, second_reviewer
from tests.jobs import run_jobs

pytestmark = pytest.mark.browser


def test_a_welder_without_a_certificate_becomes_a_senior_technician(stage: Stage, open_as: Any) -> None:
    phone = open_as(size=PHONE)
    sign_in(phone, stage.cast.lv)
    apply(phone, stage)
    application = Application.objects.get()

    counter = open_as(stage.cast.zhao.actor)
    counter.goto("/office/applications/?tab=intake")
    counter.get_by_role("link", name=application.number).click()
    counter.get_by_role("button", name="受理", exact=True).click()
    expect(counter.get_by_text("待初审").first).to_be_visible()

    review_first(open_as(stage.cast.lin.actor), application)
    approve(open_as(second_reviewer(stage.cast)), application, "复审通过")
    sit(open_as, stage, application)
    publish_and_wait(open_as(stage.cast.lin.actor), application)
    decide(open_as(stage.cast.huang.actor), application)

    phone.goto("/my/credentials/")
    expect(phone.get_by_text("高级技师").first).to_be_visible()
    phone.goto(f"/my/applications/{application.pk}/")
    expect(phone.get_by_text("已发证").first).to_be_visible()
    assert no_wider_than_the_screen(phone)
    stranger = open_as(size=PHONE)
    stranger.goto(f"/c/{Credential.objects.get().code}/")
    expect(stranger.get_by_text("证书真实有效").first).to_be_visible()
    expect(stranger.get_by_text("吕*强").first).to_be_visible()


def sign_in(page: Page, member: Member) -> None:
    """The real form: phone and password."""
    page.goto("/apply/")
    page.get_by_role("link", name="登录后申报").click()
    page.get_by_label(re.compile("手机号")).fill(member.user.phone_number.open())
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/applications/")


def apply(page: Page, stage: Stage) -> None:
    """Trade, work, road, contributions, photo, check. Degree and licence are not asked for on this road."""
    today = clock.today()
    page.get_by_role("button", name="开始申报").first.click()
    page.get_by_label("找工种").fill("hg")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("焊工")).click()
    page.get_by_label("高级技师").check()
    page.get_by_role("button", name="下一步").click()

    page.get_by_label("工作单位").fill(stage.cast.employer.name)
    page.get_by_label("岗位").fill("焊接班班长")
    page.get_by_label("劳动合同从哪天开始").fill((today - dt.timedelta(days=900)).isoformat())
    page.get_by_label("到哪天结束").fill((today + dt.timedelta(days=900)).isoformat())
    page.get_by_label(re.compile("从哪天起")).fill((today - dt.timedelta(days=900)).isoformat())
    page.get_by_label(re.compile("每月工资")).fill("9800")
    page.get_by_role("button", name="下一步").click()

    expect(page.get_by_label(re.compile("我有做成的事"))).to_be_checked()
    page.get_by_role("button", name="下一步").click()

    page.get_by_label("工艺改进").check()
    page.get_by_label("叫什么").fill("薄板焊接变形控制法")
    page.get_by_label("什么时候完成").fill((today - dt.timedelta(days=100)).isoformat())
    page.get_by_label(re.compile("做了什么")).fill("把返修率从百分之六降到百分之一。")
    page.locator("input[type=file]").set_input_files(a_photo())
    page.get_by_role("button", name="添加").click()
    page.get_by_role("link", name="下一步").click()

    page.locator("input[type=file]").set_input_files(a_photo())
    page.get_by_label(re.compile("最拿手")).fill("十八年焊工。")
    page.get_by_label(re.compile("我承诺")).check()
    page.get_by_role("button", name="下一步").click()
    assert no_wider_than_the_screen(page)
    page.get_by_role("button", name="提交申报").click()
    expect(page.get_by_text("待受理").first).to_be_visible()
    body = page.locator("main").inner_text()
    assert "学历" not in body
    assert no_wider_than_the_screen(page)


def a_photo() -> dict[str, Any]:
    photo = picture()
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo.read()}


def review_first(page: Page, application: Application) -> None:
    """Judge each clause that the engine left open, then approve."""
    page.goto(f"/office/applications/{application.pk}/")
    for label in page.get_by_label("符合", exact=True).all():
        label.check()
    page.get_by_role("button", name="保存核对结果").click()
    approve(page, application, "初审通过")


def approve(page: Page, application: Application, label: str) -> None:
    page.goto(f"/office/applications/{application.pk}/")
    page.get_by_role("button", name=label).first.click()
    dialog = page.get_by_role("dialog", name=label)
    dialog.get_by_label("审核意见").fill("材料齐全，同意。")
    dialog.get_by_role("button", name=label).click()
    expect(page.get_by_text("材料齐全，同意。").first).to_be_visible()


def sit(open_as: Any, stage: Stage, application: Application) -> None:
    """A panel of three is convened, each scores, the panel is closed."""
    organiser = open_as(stage.cast.lin.actor)
    organiser.goto("/office/panels/new/")
    organiser.get_by_label(application.number, exact=True).first.check()
    organiser.get_by_role("button", name="人工指定成员").click()
    organiser.get_by_label("评审组名称").fill("焊工评审组")
    organiser.get_by_label("开始时间").fill(f"{clock.today() + dt.timedelta(days=1)}T09:00")
    organiser.get_by_label("地点").fill("三楼会议室")
    organiser.get_by_label(re.compile("原因")).fill("名册里只有三位焊工考评员。")
    for member in stage.assessors:
        organiser.get_by_label(re.compile(member.person.name)).check()
    organiser.get_by_role("button", name="组成评审组").click()
    expect(organiser.get_by_role("heading", name="焊工评审组").first).to_be_visible()
    for member in stage.assessors:
        assessor = open_as(member.actor)
        assessor.goto("/office/cases/")
        confirm(assessor, "确认没有利害关系")
        assessor.get_by_role("link", name=application.number).click()
        assessor.get_by_label(re.compile("评分")).fill("88")
        assessor.get_by_label("同意", exact=True).check()
        assessor.get_by_label("评审意见").fill("技艺扎实。")
        confirm(assessor, "提交评分")
        expect(assessor.get_by_text("已评分").first).to_be_visible()
        assessor.goto("/office/cases/")
        confirm(assessor, "签字")
        expect(assessor.get_by_text("已签字").first).to_be_visible()
    organiser.reload()
    confirm(organiser, "结束评审")
    expect(organiser.get_by_text("已结束").first).to_be_visible()


def publish_and_wait(page: Page, application: Application) -> None:
    """The notice is published in the browser; its five working days pass on the business clock."""
    page.goto("/office/applications/publish/")
    page.get_by_label(application.number, exact=True).first.check()
    confirm(page, "发布公示")
    expect(page.get_by_text("吕*强").first).to_be_visible()
    with clock.at(clock.now() + dt.timedelta(days=14)):
        close_notice(PublicNotice.objects.get())
        run_jobs()


def decide(page: Page, application: Application) -> None:
    page.goto("/office/applications/recognise/")
    page.get_by_label(application.number, exact=True).first.check()
    confirm(page, "认定所选")
    expect(page.get_by_text("已认定1人").first).to_be_visible()
    run_jobs()
    application.refresh_from_db()
    assert application.get_state_display() == "已发证"
    assert application.level == SkillLevel.SENIOR_TECHNICIAN


def confirm(page: Page, label: str) -> None:
    """Press a button that asks once more."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=label).first.click()
    again = page.locator("dialog[open] button").filter(has_text=re.compile("确认|确定"))
    if again.count():
        again.first.click()


def no_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
