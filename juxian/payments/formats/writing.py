"""Writing a payment file: the same payments give the same bytes."""

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from juxian.kit.excel import Column
from juxian.kit.excel.export import export_bytes
from juxian.payments.formats.cells import as_text, padded
from juxian.payments.formats.description import BankFormat, FileLayout, Record


@dataclass(frozen=True)
class OutLine:
    """One transfer."""

    serial: int
    payment_number: str
    account_number: str
    holder_name: str
    bank_code: str
    bank_name: str
    amount_fen: int
    purpose: str


@dataclass(frozen=True)
class Head:
    """What header, trailer and file name may say. `hash_total` is the sum of the last four digits of all accounts: a
    check that two lines did not swap their accounts' digits on the way."""

    batch_number: str
    paid_on: date
    title: str
    count: int
    total_fen: int
    hash_total: int

    @classmethod
    def of(cls, batch_number: str, paid_on: date, title: str, lines: Sequence[OutLine]) -> "Head":
        total = sum(line.amount_fen for line in lines)
        return cls(batch_number, paid_on, title, len(lines), total, hash_total(line.account_number for line in lines))


def hash_total(numbers: Any) -> int:
    return sum(int(number[-4:]) for number in numbers)


def file_name(form: BankFormat, head: Head) -> str:
    """Return the name under which the bank expects the file."""
    return form.payments.file_name.format(batch=head.batch_number, date=f"{head.paid_on:%Y%m%d}")


def write_payments(form: BankFormat, head: Head, lines: Sequence[OutLine]) -> bytes:
    """Return the file. Raises `ValueError` where a value does not fit its place; names are checked beforehand."""
    return _WRITERS[form.payments.layout](form, form.payments, asdict(head), [asdict(line) for line in lines])


def _fixed(form: BankFormat, layout: FileLayout, head: dict[str, Any], lines: list[dict[str, Any]]) -> bytes:
    rows = [(layout.header, head)] if layout.header else []
    rows += [(layout.line, line) for line in lines]
    rows += [(layout.trailer, head)] if layout.trailer else []
    end = form.line_end.encode()
    return b"".join(_fixed_row(form, record, values) + end for record, values in rows)


def _fixed_row(form: BankFormat, record: Record, values: dict[str, Any]) -> bytes:
    return b"".join(padded(cell, values.get(cell.name), form.charset) for cell in record.cells)


def _csv(form: BankFormat, layout: FileLayout, head: dict[str, Any], lines: list[dict[str, Any]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator=form.line_end)
    if layout.header:
        writer.writerow([as_text(cell, head.get(cell.name)) for cell in layout.header.cells])
    writer.writerow([cell.label for cell in layout.line.cells])
    writer.writerows([as_text(cell, line.get(cell.name)) for cell in layout.line.cells] for line in lines)
    return target.getvalue().encode(form.charset)


def _excel(form: BankFormat, layout: FileLayout, head: dict[str, Any], lines: list[dict[str, Any]]) -> bytes:
    kinds = {"yuan": "money", "fen": "integer", "number": "integer", "date": "date"}
    columns = [Column(cell.name, cell.label, kinds.get(cell.kind, "text")) for cell in layout.line.cells]  # type: ignore[arg-type]
    return export_bytes(columns, lines)


_WRITERS = {"fixed": _fixed, "csv": _csv, "excel": _excel}
