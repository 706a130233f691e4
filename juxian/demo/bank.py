"""The demo's bank: it reads the sealed file as any bank would, and answers with a return file and a statement."""

import csv
import datetime as dt
import io
from collections.abc import Collection
from dataclasses import dataclass

from stdnum import luhn

FORMAT, CHARSET = "lujiang", "gbk"
PAID, FAILED, CLOSED = "成功", "失败", "账户已销户"  # untranslated: words of the bank's files


@dataclass(frozen=True)
class Transfer:
    """A line of the payment file."""

    number: str
    account: str
    yuan: str


def account_number(serial: int) -> str:
    """A synthetic card number whose check digit is right."""
    body = f"620000{serial:012d}"
    return body + luhn.calc_check_digit(body)


def read(content: bytes) -> list[Transfer]:
    """Return the transfers of a payment file: a head line, the names of the columns, then one line each."""
    lines = list(csv.reader(io.StringIO(content.decode(CHARSET), newline="")))
    return [Transfer(line[1], line[3], line[5]) for line in lines[2:]]


def return_file(transfers: Collection[Transfer], closed: Collection[str]) -> bytes:
    """Return what went wrong: transfers to closed accounts. Empty bytes where nothing did."""
    failed = [one for one in transfers if one.account in closed]
    head = ["业务流水号", "账号", "金额", "处理结果", "失败原因"]  # untranslated: words of the bank's files
    return _file([head, *([one.number, one.account, one.yuan, FAILED, CLOSED] for one in failed)]) if failed else b""


def statement(transfers: Collection[Transfer], closed: Collection[str], on: dt.date) -> bytes:
    """Return the day's statement: every transfer with its result."""
    head = ["记账日期", "银行流水号", "业务流水号", "金额", "处理结果"]  # untranslated: words of the bank's files
    return _file([head, *(_booked(place, one, closed, on) for place, one in enumerate(transfers, 1))])


def _booked(place: int, one: Transfer, closed: Collection[str], on: dt.date) -> list[str]:
    result = FAILED if one.account in closed else PAID
    return [f"{on:%Y%m%d}", f"LJ{on:%y%m%d}{place:05d}", one.number, one.yuan, result]


def _file(rows: Collection[list[str]]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue().encode(CHARSET)
