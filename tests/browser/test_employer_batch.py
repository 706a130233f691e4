"""Journey: an employer sends 40 workers by Excel, 3 rows are wrong, 37 go on.

Given the personnel office of a factory with a sheet of forty; when it sends the sheet, downloads the three wrong rows
with their reasons and imports the rest; then thirty-seven drafts wait for their workers' own word, the same file again
adds nothing, and one worker confirms on a phone of 360 pixels, whose application stands at the counter."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from juxian.evaluation.forms.batch import batch_columns
from juxian.evaluation.models import Application, BatchRow
from juxian.evaluation.states import ApplicationState, BatchRowState
from tests.browser.conftest import PHONE
from tests.browser.test_welder_on_a_phone import a_photo, no_wider_than_the_screen
from tests.cast import Member, make_member
from tests.evaluation.employer_factories import row_of
from tests.evaluation.factories import Stage
from tests.jobs import run_jobs

pytestmark = pytest.mark.browser
WORKERS, WRONG = 40, {4: {"phone": "1380000"}, 11: {"occupation": "宇航员"}, 25: {"level": "大师"}}


def test_an_employer_sends_forty_workers_and_thirty_seven_go_on(stage: Stage, open_as: Any, tmp_path: Path) -> None:
    workers = [make_member(f"员工{number}") for number in range(WORKERS)]
    path = write_sheet(tmp_path / "员工名单.xlsx", workers)
    office = open_as(stage.cast.wang.actor)
    send(office, path)
    expect(office.get_by_text("需要改正的地方")).to_be_visible()
    assert wrong_rows(office, tmp_path) == {6, 13, 27}
    office.get_by_label("先导入没有问题的行").check()
    office.get_by_role("button", name="确认导入").click()
    run_jobs()
    expect(office.get_by_text("待本人确认").first).to_be_visible()
    assert BatchRow.objects.filter(state=BatchRowState.WAITING).count() == WORKERS - len(WRONG)

    send(office, path)
    expect(office.get_by_role("button", name="确认导入")).to_have_count(0)
    assert BatchRow.objects.count() == WORKERS - len(WRONG)

    application = confirm_on_the_phone(open_as(workers[0].citizen, size=PHONE))
    counter = open_as(stage.cast.zhao.actor)
    counter.goto("/office/applications/?tab=intake")
    counter.get_by_role("link", name=application.number).click()
    expect(counter.get_by_text("由单位提交").first).to_be_visible()
    office.goto(f"/org/batches/{application.batch_row.batch_id}/")
    expect(office.get_by_text("待受理").first).to_be_visible()


def write_sheet(path: Path, workers: list[Member]) -> Path:
    """The sheet as a personnel office fills it in; three rows wrong."""
    book, columns = Workbook(), batch_columns()
    page = book.active
    assert page is not None
    page.append([column.heading for column in columns])
    for number, worker in enumerate(workers):
        row = row_of(worker, **WRONG.get(number, {}))
        page.append([row.get(column.key) for column in columns])
    book.save(path)
    return path


def send(page: Page, path: Path) -> None:
    """Upload, and let the job run: the page asks by itself until it is done."""
    page.goto("/org/batches/")
    page.get_by_role("link", name="上传名单").first.click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_text("正在检查每一行")).to_be_visible()
    run_jobs()
    expect(page.get_by_text("已在名单里").first).to_be_visible()


def wrong_rows(page: Page, folder: Path) -> set[int]:
    """Download the wrong rows and read them back: each with its number in the sheet, and a reason."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载有问题的行").click()
    target = folder / "faults.xlsx"
    waiting.value.save_as(target)
    heading, *rows = load_workbook(target).worksheets[0].iter_rows(values_only=True)
    at, reason = heading.index("原表行号"), heading.index("问题")
    assert all(row[reason] for row in rows)
    return {int(str(row[at])) for row in rows}


def confirm_on_the_phone(phone: Page) -> Application:
    """The message leads to the page; photo, pledge and one thing done make the draft an application."""
    phone.goto("/inbox/")
    expect(phone.get_by_text("替您填好了申报").first).to_be_visible()
    phone.get_by_role("button", name="查看").first.click()
    expect(phone.get_by_text("焊接班班长").first).to_be_visible()
    assert no_wider_than_the_screen(phone)
    phone.locator("input[type=file]").set_input_files(a_photo())
    phone.get_by_label("我承诺").check()
    phone.get_by_role("button", name="内容没错，下一步").click()
    phone.get_by_label("工艺改进").check()
    phone.get_by_label("叫什么").fill("薄板焊接变形控制法")
    phone.get_by_label("什么时候完成").fill("2024-01-05")
    phone.get_by_label("做了什么").fill("把返修率从百分之六降到百分之一。")
    phone.get_by_role("button", name="添加").click()
    phone.get_by_role("link", name="下一步").click()
    phone.get_by_role("button", name="下一步").click()
    ask = phone.get_by_label("仍请人工核对")
    if ask.count():
        ask.check()
    assert no_wider_than_the_screen(phone)
    phone.get_by_role("button", name="提交申报").click()
    expect(phone.get_by_text("待受理").first).to_be_visible()
    run_jobs()
    return Application.objects.get(state=ApplicationState.SUBMITTED)
