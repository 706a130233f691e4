"""Batches brought to a state in a line each, and a bank that answers."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.payments import actions
from juxian.payments.formats import bank_format
from juxian.payments.formats.cells import padded
from juxian.payments.models import BankReply, Batch, Payment
from tests.cast import Cast, Member, finance_team, make_member
from tests.jobs import run_jobs
from tests.payments.money import FEBRUARY, JANUARY, POLICY, owe, usable


@dataclass
class Office:
    """The scene: three finance officers, and payees with accounts."""

    cast: Cast
    qian: Actor
    he: Actor
    shen: Actor
    payees: list[Member] = field(default_factory=list)


def make_office(cast: Cast, payees: int = 3, *, fen: int = 150_000) -> Office:
    """Three officers and some payees, each owed January and February, each with an account."""
    office = Office(cast, *finance_team(cast))
    for serial in range(1, payees + 1):
        office.payees.append(make_payee(f"甲{'一二三四五六七八九十'[(serial - 1) % 10]}", serial, fen=fen))
    return office


def make_payee(name: str = "甲一", serial: int = 1, *, fen: int = 150_000) -> Member:
    """Somebody with an account, who is owed January and February."""
    member = make_member(name)
    usable(member, serial)
    if fen:
        owe(member, (JANUARY, fen), (FEBRUARY, fen))
    return member


def drafted(office: Office, **fields: Any) -> Batch:
    values = {"policy": POLICY, "month": date(2025, 3, 1), "bank_format": "xiahai", **fields}
    return actions.draft_batch(None, by=office.qian, **values)


def computed(office: Office, **fields: Any) -> Batch:
    """Computed by 钱丽; its jobs have run."""
    batch = actions.compute_batch(drafted(office, **fields), by=office.qian)
    run_jobs()
    return again(batch)


def reviewed(office: Office, **fields: Any) -> Batch:
    return actions.review_batch(computed(office, **fields), by=office.he)


def sealed(office: Office, **fields: Any) -> Batch:
    return actions.seal_batch(reviewed(office, **fields), by=office.shen)


def submitted(office: Office, **fields: Any) -> Batch:
    """Submitted; the file lies in the folder."""
    batch = actions.submit_batch(sealed(office, **fields), by=office.qian)
    run_jobs()
    return again(batch)


def again(row: Any) -> Any:
    """The row as it is now."""
    return type(row).objects.get(pk=row.pk)


def payments(batch: Batch) -> list[Payment]:
    return list(Payment.objects.filter(batch=batch).order_by("number"))


def dropped_file(batch: Batch) -> Path:
    """Where the bank takes the file from."""
    return Path(settings.BANK_DROP_DIR) / batch.sealed_file.file_name


def return_file(lines: Iterable[tuple[str, int, str]], *, batch: str = "B", **totals: Any) -> bytes:
    """A return file of 厦海银行: (payment number, fen, code) each. `count`, `total_fen` or `account` say something else
    than what is true."""
    return _xiahai("return", list(lines), {"batch_number": batch}, totals)


def statement(lines: Iterable[tuple[str, int, str]], **totals: Any) -> bytes:
    """A statement of 厦海银行."""
    return _xiahai("statement", list(lines), {"paid_on": clock.today()}, totals)


def _xiahai(kind: str, lines: list[tuple[str, int, str]], head: dict[str, Any], totals: dict[str, Any]) -> bytes:
    form = bank_format("xiahai")
    layout = form.replies[kind]
    values = {**head, "count": len(lines), "total_fen": sum(fen for _, fen, _ in lines), **totals}
    rows = [b"".join(padded(cell, values.get(cell.name), form.charset) for cell in layout.header.cells)]
    for at, (number, fen, code) in enumerate(lines, 1):
        told = {
            "payment_number": number,
            "account_number": totals.get("account", ""),
            "amount_fen": fen,
            "result": code,
            "bank_reference": f"X{at:06d}",
            "booked_on": clock.today(),
            "message": "",
        }
        rows.append(b"".join(padded(cell, told.get(cell.name), form.charset) for cell in layout.line.cells))
    return b"\r\n".join(rows) + b"\r\n"


def csv_file(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as 鹭江农商银行 writes them."""
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue().encode("gbk")


def answer(
    batch: Batch, office: Office, returned: Iterable[Payment] = (), *, code: str = "1001", kind: str = "return"
) -> BankReply:
    """The bank answers every payment: these came back, the others arrived."""
    back = {payment.pk for payment in returned}
    rows = [(row.number, row.amount_fen, code if row.pk in back else "0000") for row in payments(batch)]
    content = return_file(rows, batch=batch.number) if kind == "return" else statement(rows)
    return take_in(batch, content, office, kind=kind)


def take_in(batch: Batch | None, content: bytes, office: Office, *, kind: str = "return", **fields: Any) -> BankReply:
    values = {"bank_format": "xiahai", "file_name": f"{kind}.txt", **fields}
    return actions.take_in_reply(batch, content=content, kind=kind, by=office.he, **values)
