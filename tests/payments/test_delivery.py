"""A file leaves the house at most once: cut off anywhere, it is either not begun or unknown, and unknown is not resent."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.payments import actions
from juxian.payments.events import BatchSubmitted
from juxian.payments.gateways.bank import FolderDrop, NotSent
from juxian.payments.models import Batch
from juxian.payments.queries import balances
from juxian.payments.subscribers import deliver
from juxian.payments.tasks import stop_waiting_for_banks
from tests.cast import Cast
from tests.payments.batches import Office, again, answer, make_office, payments, sealed, statement, submitted, take_in
from tests.payments.money import POLICY
from tests.people.audit import last


class Cut(BaseException):
    """The process dies: no handler of ours runs."""


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast, 2)


@pytest.fixture
def batch(office: Office) -> Batch:
    """Submitted; the job that delivers has not run."""
    return actions.submit_batch(sealed(office), by=office.qian)


def run(batch: Batch) -> None:
    deliver(BatchSubmitted(str(batch.pk)))


def dying(monkeypatch: Any, name: str, *, after: bool = False) -> None:
    """Die before or after a method of the folder drop."""
    real: Callable = getattr(FolderDrop, name)

    def die(*args: Any) -> None:
        if after:
            real(*args)
        raise Cut

    monkeypatch.setattr(FolderDrop, name, die)


def states(batch: Batch) -> set[str]:
    return {row.state for row in payments(batch)}


def test_the_books_say_it_first_and_then_the_file_leaves(batch: Batch, bank_folder: Path) -> None:
    assert states(batch) == {"in_flight"}
    assert sum(row.in_flight_fen for row in balances(POLICY).values()) == 600_000
    assert not bank_folder.exists()
    run(batch)
    batch = again(batch)
    assert batch.delivered_at
    assert [path.name for path in bank_folder.iterdir()] == [batch.sealed_file.file_name]
    assert (bank_folder / batch.sealed_file.file_name).stat().st_mode & 0o777 == 0o600


def test_the_job_may_run_twice(batch: Batch, bank_folder: Path) -> None:
    run(batch)
    (bank_folder / batch.sealed_file.file_name).unlink()  # the bank took it
    run(batch)
    assert list(bank_folder.iterdir()) == []
    assert states(batch) == {"in_flight"}


def test_a_crash_before_the_file_left_is_unknown_and_never_resent(
    batch: Batch, bank_folder: Path, monkeypatch: Any
) -> None:
    with monkeypatch.context() as patch:
        dying(patch, "send")
        with pytest.raises(Cut):
            run(batch)
    run(batch)
    assert states(batch) == {"unknown"}
    assert not bank_folder.exists()


def test_a_crash_after_the_file_left_is_found_while_it_lies_there(
    batch: Batch, bank_folder: Path, monkeypatch: Any
) -> None:
    with monkeypatch.context() as patch:
        dying(patch, "send", after=True)
        with pytest.raises(Cut):
            run(batch)
    run(batch)
    assert again(batch).delivered_at
    assert states(batch) == {"in_flight"}


def test_a_file_that_the_bank_took_before_we_knew_is_unknown_until_it_answers(
    office: Office, batch: Batch, bank_folder: Path, monkeypatch: Any
) -> None:
    with monkeypatch.context() as patch:
        dying(patch, "send", after=True)
        with pytest.raises(Cut):
            run(batch)
    (bank_folder / batch.sealed_file.file_name).unlink()
    run(batch)
    assert states(batch) == {"unknown"}
    answer(batch, office, kind="statement")
    assert again(batch).state == "settled"
    assert sum(row.paid_fen for row in balances(POLICY).values()) == 600_000


def test_a_file_that_certainly_did_not_leave_is_tried_again(
    office: Office, batch: Batch, bank_folder: Path, settings: Any
) -> None:
    blocked = bank_folder.parent / "file"
    blocked.write_text("no folder")
    settings.BANK_DROP_DIR = blocked / "outbox"
    with pytest.raises(NotSent):
        run(batch)
    assert again(batch).handed_at is None
    settings.BANK_DROP_DIR = bank_folder
    actions.deliver_again(batch, by=office.qian)
    run(batch)
    assert again(batch).delivered_at
    with pytest.raises(RuleBroken, match="以免重复付款"):
        actions.deliver_again(batch, by=office.qian)


def test_the_folder_never_replaces_a_file(tmp_path: Path) -> None:
    drop = FolderDrop(tmp_path)
    drop.send("a.txt", b"one")
    drop.send("a.txt", b"one")
    with pytest.raises(NotSent, match="another file"):
        drop.send("a.txt", b"two")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"one"]


def test_a_file_that_the_bank_never_got_is_owed_again(office: Office, batch: Batch) -> None:
    with pytest.raises(RuleBroken, match="还没有登记过对账单"):
        actions.declare_lost(batch, reason="银行查无此文件", by=office.shen)
    take_in(None, statement([("B199901-0001-00001", 1, "PAID")]), office, kind="statement")
    with pytest.raises(RuleBroken, match="没有结果不明的拨付"):
        actions.declare_lost(batch, reason="银行查无此文件", by=office.shen)
    actions.mark_unknown_payments(batch)
    with pytest.raises(RuleBroken, match="须由另一位人员"):
        actions.declare_lost(batch, reason="银行查无此文件", by=office.qian)
    actions.declare_lost(batch, reason="银行查无此文件", by=office.shen)
    assert (states(batch), again(batch).state) == ({"returned"}, "returned")
    assert sum(row.payable_fen for row in balances(POLICY).values()) == 600_000


def test_an_unknown_payment_is_looked_up_at_the_bank(office: Office, batch: Batch, cast: Cast) -> None:
    first, second = payments(batch)
    with pytest.raises(RuleBroken, match="只有结果不明"):
        actions.resolve_unknown(first, arrived=True, reason="银行查询回单", by=office.shen)
    assert actions.mark_unknown_payments(batch) == 2
    with pytest.raises(PermissionDenied):
        actions.resolve_unknown(first, arrived=True, reason="银行查询回单", by=cast.lin.actor)
    actions.resolve_unknown(first, arrived=True, reason="银行查询回单", by=office.shen)
    actions.resolve_unknown(second, arrived=False, reason="银行查询回单", by=office.shen)
    assert [row.state for row in payments(batch)] == ["settled", "returned"]
    assert last("payments.resolve_unknown").data == {"arrived": False, "reason": "银行查询回单"}


def test_the_bank_acknowledges_with_its_number(office: Office, cast: Cast) -> None:
    batch = submitted(office)
    with pytest.raises(RuleBroken, match="请填写银行的受理号"):
        actions.acknowledge_batch(batch, bank_reference=" ", by=office.he)
    batch = actions.acknowledge_batch(batch, bank_reference="XH2025031200017", by=office.he)
    assert (batch.state, batch.bank_reference) == ("acknowledged", "XH2025031200017")
    with pytest.raises(RuleBroken, match="已确认送达"):
        actions.declare_lost(batch, reason="银行查无此文件", by=office.shen)


def test_after_five_working_days_without_an_answer_payments_are_unknown(
    office: Office, batch: Batch, frozen_time: Any
) -> None:
    run(batch)
    frozen_time.move_to("2025-03-19 09:00+08:00")
    assert stop_waiting_for_banks() == 0
    frozen_time.move_to("2025-03-20 00:30+08:00")
    assert (stop_waiting_for_banks(), states(batch)) == (2, {"unknown"})
    answer(batch, office)
    assert again(batch).state == "settled"
