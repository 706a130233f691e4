"""Journey: finance seals, the bank returns two, they are corrected and paid once.

Given three finance officers and four people to whom two months are owed; when the bank sends two transfers back and
speaks of a third that nobody ever sent, the two name other accounts, which cool for three days; then the next batch
pays them, nobody twice, and the ledger is even."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db.models import Sum
from playwright.sync_api import Page, expect

from juxian.payments.models import Batch, Entry
from juxian.payments.queries import balances
from juxian.payments.states import PaymentState
from juxian.payments.tasks import activate_due_accounts
from tests.browser.conftest import PHONE, Calendar
from tests.cast import Cast
from tests.jobs import run_jobs
from tests.payments.batches import Office, make_office, payments, return_file, statement
from tests.payments.money import POLICY, number

pytestmark = pytest.mark.browser
OWED_FEN = 4 * 2 * 150_000
CLOSED, NAME_DIFFERS, ARRIVED = "1001", "1002", "0000"


def test_the_bank_returns_two_they_are_corrected_and_paid_once(cast: Cast, open_as: Any, calendar: Calendar) -> None:
    # Given: everything is owed and every account is ready.
    calendar.turn_to(dt.date(2025, 3, 12))
    office = make_office(cast, payees=4)
    desks = {actor.name: open_as(actor) for actor in (office.qian, office.he, office.shen)}

    # When: three pairs of hands send a batch, and the bank answers.
    first = send_batch(desks, office)
    take_in(desks["何静怡"], first, "return.txt", bank_answer(first))
    expect(desks["何静怡"].get_by_text("已登记：到账2笔，退回2笔，差异1笔。")).to_be_visible()
    settle_the_stranger(desks["何静怡"], first)

    # And: the two whose money came back name another account, one on the phone, and it cools.
    for serial, member in enumerate(office.payees[:2], start=21):
        name_another_account(open_as(member.citizen, size=PHONE), serial)
    calendar.turn_to(dt.date(2025, 3, 16))
    activate_due_accounts()
    run_jobs()

    # Then: the next batch pays these two, once, and the statement says that they arrived.
    second = send_batch(desks, office)
    assert {row.person_id for row in payments(second)} == {member.person.pk for member in office.payees[:2]}
    take_in(desks["何静怡"], second, "statement.txt", all_arrived(second), kind="对账单")
    assert_paid_once(office)
    read_the_books(desks["钱丽"], first, second)


def send_batch(desks: dict[str, Page], office: Office) -> Batch:
    """Drafted, computed, reviewed, sealed, submitted: the buttons wait for the right officer."""
    qian, he, shen = (desks[actor.name] for actor in (office.qian, office.he, office.shen))
    qian.goto(f"/office/payments/new/?policy={POLICY}&bank_format=xiahai")
    qian.get_by_role("button", name="建批次").click()
    qian.get_by_role("button", name="开始计算").click()
    run_jobs()
    batch = Batch.objects.latest("created_at")
    qian.goto(page_of(batch))
    expect(qian.get_by_role("button", name="复核通过")).to_have_count(0)
    press(he, batch, "复核通过")
    press(shen, batch, "封存")
    press(qian, batch, "报送银行")
    run_jobs()
    return batch


def page_of(batch: Batch) -> str:
    return f"/office/payments/batches/{batch.pk}/"


def press(page: Page, batch: Batch, label: str) -> None:
    """Press a button that asks once more."""
    page.goto(page_of(batch))
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=label, exact=True).click()
    again = page.locator("dialog[open] button").filter(has_text=re.compile("确认|确定"))
    if again.count():
        again.first.click()
    expect(page.get_by_role("button", name=label, exact=True)).to_have_count(0)


def bank_answer(batch: Batch) -> bytes:
    """The first two came back, the others arrived; one line is about a payment that we never sent."""
    codes = [CLOSED, NAME_DIFFERS, ARRIVED, ARRIVED]
    lines = [(row.number, row.amount_fen, code) for row, code in zip(payments(batch), codes, strict=True)]
    return return_file([*lines, ("BF2099-0001-00001", 150_000, ARRIVED)], batch=batch.number)


def all_arrived(batch: Batch) -> bytes:
    return statement([(row.number, row.amount_fen, ARRIVED) for row in payments(batch)])


def take_in(page: Page, batch: Batch, name: str, content: bytes, kind: str = "") -> None:
    """Looked at first, then taken in; the file need not be chosen twice."""
    page.goto(page_of(batch))
    page.get_by_role("link", name="登记银行回复").click()
    if kind:
        page.get_by_label(kind).check()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="先看结果").click()
    expect(page.get_by_text("还没有登记")).to_be_visible()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("文件指纹")).to_be_visible()


def settle_the_stranger(page: Page, batch: Batch) -> None:
    """A line that matches nothing changes no book; a person says what it was."""
    page.goto(f"{page_of(batch)}reconciliation/")
    page.get_by_role("link", name="去处理").click()
    page.get_by_role("link", name="我方没有这笔拨付").click()
    expect(page.get_by_label("维持我方记录")).to_be_checked()
    page.get_by_label("依据").fill("银行电话答复：他行业务串入，回单编号2025-0312。")
    page.get_by_role("button", name="处理").click()
    page.goto("/office/payments/differences/")
    expect(page.get_by_text("没有差异").first).to_be_visible()


def name_another_account(phone: Page, serial: int) -> None:
    phone.goto("/my/account/")
    expect(phone.get_by_text("上次的款项被银行退回")).to_be_visible()
    phone.get_by_label("开户银行").select_option(label="中国银行")
    phone.get_by_label("银行账号").fill(number(serial))
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_text("新账号在冷静期内")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def assert_paid_once(office: Office) -> None:
    """Σ owed = Σ paid, nothing on the way, every journal even; each month settled by one payment."""
    found = balances(POLICY).values()
    assert sum(row.paid_fen for row in found) == sum(row.owed_fen for row in found) == OWED_FEN
    assert {row.payable_fen + row.in_flight_fen for row in found} == {0}
    assert Entry.objects.aggregate(sum=Sum("amount_fen"))["sum"] == 0
    settled = [row for batch in Batch.objects.all() for row in payments(batch) if row.state == PaymentState.SETTLED]
    assert sorted(row.person_id for row in settled) == sorted(member.person.pk for member in office.payees)


def read_the_books(page: Page, first: Batch, second: Batch) -> None:
    page.goto("/office/payments/returned/")
    expect(page.get_by_text("没有退回").first).to_be_visible()
    for batch, said in ((first, "还没有收到对账单"), (second, "一分不差")):
        page.goto(f"{page_of(batch)}reconciliation/")
        expect(page.get_by_text(said)).to_be_visible()
