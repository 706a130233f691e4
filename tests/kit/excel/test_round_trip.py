"""Whatever we write, we read back as it was."""

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juxian.kit.codes import synthetic_identity_number
from juxian.kit.excel import Column, read_rows
from juxian.kit.excel.export import export_bytes
from juxian.kit.excel.values import clean_text

COLUMNS = [
    Column("serial", "序号", "integer", required=True),
    Column("text", "文字"),
    Column("identity_number", "身份证号", "identity"),
    Column("mobile", "手机号码", "mobile"),
    Column("level", "等级", "choice", choices={"technician": "技师", "senior": "高级工", "formula": "=1+1"}),
    Column("amount", "金额", "money"),
    Column("day", "日期", "date"),
    Column("month", "月份", "month"),
    Column("flag", "在职", "boolean"),
]
# Formula errors are refused on purpose; \r and invisible signs are cleaned on purpose.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["=1+1", "+86", "＝1", "_x0041_", "&lt;&amp;", "]]>", "00123", "1e5", "2023-04-05", "TRUE", "吕\n志强", "👩‍🔧"]
)
ROWS = st.fixed_dictionaries(
    {
        "serial": st.integers(-(10**14), 10**14),
        "text": st.none() | TEXTS,
        "identity_number": st.none()
        | st.builds(
            synthetic_identity_number,
            st.integers(0, 499),
            st.dates(dt.date(1930, 1, 1), dt.date(2010, 1, 1)),
            st.sampled_from(["male", "female"]),
        ),
        "mobile": st.none() | st.integers(13_000_000_000, 19_999_999_999).map(str),
        "level": st.none() | st.sampled_from(["technician", "senior", "formula"]),
        "amount": st.none() | st.integers(0, 10**13 - 1),
        "day": st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
        "month": st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(lambda day: day.replace(day=1)),
        "flag": st.none() | st.booleans(),
    }
)


def as_read(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its text as reading cleans it."""
    return {**row, "text": clean_text(row["text"] or "") or None}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROWS, min_size=1, max_size=15))
def test_what_is_written_is_read_back(rows: list[dict[str, Any]]) -> None:
    reading = read_rows(export_bytes(COLUMNS, rows), COLUMNS)
    assert [str(fault) for fault in reading.faults] == []
    assert reading.rows == [as_read(row) for row in rows]
