"""CSV in, beside Excel: the same columns, the same faults."""

from typing import Any

import pytest

from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, read_rows
from juxian.kit.excel.csv_text import LARGEST_CSV, csv_cells, is_csv

COLUMNS = [Column("name", "姓名", required=True), Column("pay_fen", "工资", "money"), Column("code", "编号")]
TEXT = "姓名,工资,编号\n吕志强,5000.00,007\n龘䶮𠮷,10,\n"


def read(content: bytes) -> list[dict[str, Any]]:
    return read_rows(content, COLUMNS, csv_rows=100).rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_both_encodings_in_use_give_the_same_rows(encoding: str) -> None:
    rows = read(TEXT.encode(encoding))
    assert rows[0] == {"name": "吕志强", "pay_fen": 500000, "code": "007"}
    assert rows[1]["name"] == "龘䶮𠮷"


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_signs_between_cells_are_read(sign: str) -> None:
    assert read(TEXT.replace(",", sign).encode())[0]["pay_fen"] == 500000


def test_a_number_kept_as_a_formula_is_the_number() -> None:
    assert read('姓名,编号\n吕志强,="0123"\n'.encode())[0]["code"] == "0123"


def test_faults_name_row_and_column() -> None:
    reading = read_rows("姓名,工资\n,1\n吕志强,多\n".encode(), COLUMNS, csv_rows=100)
    assert [(fault.row, fault.letter) for fault in reading.faults] == [(2, "A"), (3, "B")]
    assert reading.rows == []


def test_a_csv_is_unwelcome_where_nobody_asked_for_it() -> None:
    with pytest.raises(RuleBroken, match="不是 Excel 工作簿"):
        read_rows(TEXT.encode(), COLUMNS)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04,", "姓名\n吕志强\n".encode("utf-16"), b"\xff\xfe\xff,\x80\x80\xff", b"just words\n"],
    ids=["empty", "zip", "utf-16", "noise", "no cells"],
)
def test_what_is_no_csv_is_not_taken_for_one(content: bytes) -> None:
    assert not is_csv(content)


def test_a_file_beyond_its_bounds_is_refused() -> None:
    with pytest.raises(RuleBroken, match="超过 2 行"):
        read_rows(("姓名,工资\n" + "甲,1\n" * 20).encode(), COLUMNS, csv_rows=2)
    with pytest.raises(RuleBroken, match="超过 200 列"):
        csv_cells(("姓名" + "," * 300 + "\n").encode(), max_rows=10)
    with pytest.raises(RuleBroken, match="超过 30 MB"):
        csv_cells(b"a," * (LARGEST_CSV // 2 + 1), max_rows=10)


def test_noted_faults_come_back_as_they_were() -> None:
    reading = read_rows("姓名,工资\n,1\n".encode(), COLUMNS, csv_rows=100)
    notes = reading.notes
    assert [fault.message for fault in reading.blame(notes).faults] == [note["message"] for note in notes]
    assert "value" not in notes[0]
