"""What people write into sheets, and what the platform makes of it."""

import datetime as dt
import io
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, read_rows
from tests.kit.excel.workbooks import IDENTITY, NAME_ONLY, PEOPLE, people, raw_workbook, sheet_of, text_cell

DAY = dt.date(2023, 4, 5)


def one(kind: str, cell: Any, **more: Any) -> Any:
    """Return what a single cell under a column of this kind is read as, or the message of its fault."""
    column = Column("value", "值", kind, **more)  # type: ignore[arg-type]
    reading = read_rows(sheet_of([["值", "姓名"], [cell, "吕志强"]]), [column])
    return reading.rows[0]["value"] if reading.rows else reading.faults[0].message


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("text", "  吕志强\u3000", "吕志强"),
        ("text", "吕\u200b志\ufeff强", "吕志强"),
        ("text", "第一行\r\n第二行", "第一行\n第二行"),
        ("text", 20230405, "20230405"),
        ("text", 1.5, "1.5"),
        ("text", True, "true"),
        ("text", "（集美）", "（集美）"),
        ("identity", IDENTITY, IDENTITY),
        ("identity", "３５０２９９１９９００１０１００７ｘ", IDENTITY),
        ("identity", f"'{IDENTITY}", IDENTITY),
        ("identity", " 350299 19900101 007X ", IDENTITY),
        ("mobile", 13800000000, "13800000000"),
        ("mobile", "+86 138-0000-0000", "13800000000"),
        ("uscc", "91350100m000100y43", "91350100M000100Y43"),
        ("integer", "１，２３４", 1234),
        ("integer", "1,234", 1234),
        ("integer", 12.0, 12),
        ("integer", "-3", -3),
        ("money", "¥1,234.50元", 123450),
        ("money", 0.1 + 0.2, 30),
        ("money", 1234.57, 123457),
        ("money", 19.99, 1999),
        ("money", "0", 0),
        ("date", DAY, DAY),
        ("date", dt.datetime(2023, 4, 5, 14, 30), DAY),
        ("date", 45021, DAY),
        ("date", "2023/4/5", DAY),
        ("date", "2023-04-05", DAY),
        ("date", "2023.4.5", DAY),
        ("date", "２０２３年４月５日", DAY),
        ("date", "20230405", DAY),
        ("date", 20230405, DAY),
        ("date", "2023-04-05 00:00:00", DAY),
        ("month", "2023-04", dt.date(2023, 4, 1)),
        ("month", "2023年4月", dt.date(2023, 4, 1)),
        ("month", 202304, dt.date(2023, 4, 1)),
        ("month", DAY, dt.date(2023, 4, 1)),
        ("boolean", "是", True),
        ("boolean", "√", True),
        ("boolean", True, True),
        ("boolean", 0, False),
        ("boolean", "Ｎ", False),
    ],
)
def test_a_cell_is_read_as_it_is_meant(kind: str, cell: Any, value: Any) -> None:
    assert one(kind, cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "words"),
    [
        ("identity", 350299199001010000, "末尾几位已丢失"),
        ("text", 350299199001010000, "末尾几位已丢失"),
        ("identity", "350299199001010071", "校验不通过"),
        ("identity", "350299199002300071", "不是真实的日期"),
        ("mobile", "1380000000", "11位"),
        ("integer", "三个", "不是数字"),
        ("integer", 1.5, "应为整数"),
        ("integer", "1" + "0" * 15, "超过 15 位"),
        ("integer", "1e99", "超过 15 位"),
        ("integer", True, "不是数字"),
        ("money", "12.345", "两位小数"),
        ("money", -1, "1000 亿元"),
        ("money", "1e30", "1000 亿元"),
        ("money", "NaN", "不是数字"),
        ("date", "2023-02-30", "没有这一天"),
        ("date", "去年", "不是日期"),
        ("date", "1023-02-03", "1900 到 2100"),
        ("date", 5, "不是日期"),
        ("month", 2023.1, "1 月还是 10 月"),
        ("month", "2023-13", "没有这一天"),
        ("boolean", "也许", "“是”或“否”"),
        ("text", "字" * 501, "最多 500 个字"),
    ],
)
def test_an_unfit_cell_is_named_with_its_reason(kind: str, cell: Any, words: str) -> None:
    assert words in one(kind, cell)


def test_a_choice_is_read_by_its_label_or_key_and_others_are_listed() -> None:
    choices = {"technician": "技师", "senior": "高级工"}
    assert one("choice", " 技 师".replace(" 师", "师"), choices=choices) == "technician"
    assert one("choice", "SENIOR", choices=choices) == "senior"
    assert "可填：技师、高级工" in one("choice", "大师", choices=choices)


def test_thousands_of_choices_are_no_burden() -> None:
    choices = [(f"{number}", f"职业{number}") for number in range(3_000)]
    rows = [["值"], *[[f"职业{number % 4_000}"] for number in range(4_000)]]
    started = time.process_time()
    reading = read_rows(sheet_of(rows), [Column("value", "值", "choice", choices=choices)])
    assert time.process_time() - started < 2
    assert (len(reading.rows), len(reading.faults)) == (3_000, 1_000)


def test_a_formula_gives_its_last_result_and_an_error_is_no_empty_cell() -> None:
    cells = '<c r="A2"><f>1+1</f><v>2</v></c>', '<c r="A2" t="e"><f>NA()</f><v>#N/A</v></c>'
    column = [Column("value", "值", "integer")]
    good, bad = (
        read_rows(raw_workbook(f'<row r="1">{text_cell("A1", "值")}</row><row r="2">{cell}</row>'), column)
        for cell in cells
    )
    assert good.rows == [{"value": 2}]
    assert "公式结果出错（#N/A）" in bad.faults[0].message


def test_faults_name_row_and_column_as_excel_does() -> None:
    reading = read_rows(people(["吕志强", IDENTITY], ["李雨桐", "123"], ["", IDENTITY]), PEOPLE)
    assert [row["name"] for row in reading.rows] == ["吕志强"]
    assert [(fault.row, fault.letter, fault.column) for fault in reading.faults] == [
        (3, "B", "identity_number"),
        (4, "A", "name"),
    ]
    assert str(reading.faults[1]) == "第 4 行A 列（姓名）：没有填写，这一列必填。"


def test_order_further_columns_titles_and_stars_do_not_matter() -> None:
    content = sheet_of(
        [["2025 年度名单"], [], ["备注", "身份证号 *", " 姓 名 "], ["x", IDENTITY, "吕志强"], [], ["", "1", "李"]]
    )
    reading = read_rows(content, PEOPLE)
    assert reading.by_number[4]["name"] == "吕志强"
    assert [fault.row for fault in reading.faults] == [6]
    assert reading.faults[0].letter == "B"


def test_missing_columns_are_named() -> None:
    with pytest.raises(RuleBroken, match="表头缺少：身份证号。"):
        read_rows(sheet_of([["姓名"], ["吕志强"]]), PEOPLE)


def test_a_column_that_stands_there_twice_is_named() -> None:
    with pytest.raises(RuleBroken, match="表头重复：姓名。"):
        read_rows(sheet_of([["姓名", "身份证号", "姓名"], ["吕", IDENTITY, "李"]]), PEOPLE)


def test_an_old_template_is_recognised() -> None:
    content = sheet_of([["姓名"], ["吕志强"]], hidden_mark="juxian-template:000000000000")
    with pytest.raises(RuleBroken, match="不是最新版"):
        read_rows(content, PEOPLE)


def test_a_sheet_without_rows_or_with_nothing_at_all_is_refused() -> None:
    with pytest.raises(RuleBroken, match="只有表头"):
        read_rows(people(), PEOPLE)
    with pytest.raises(RuleBroken, match="表头缺少"):
        read_rows(sheet_of([]), PEOPLE)


def test_a_sheet_full_of_faults_is_the_wrong_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juxian.kit.excel.reading.MOST_FAULTS", 3)
    with pytest.raises(RuleBroken, match="几乎每一行都有问题"):
        read_rows(people(*[["", "1"] for _ in range(3)]), PEOPLE)


def test_uploads_open_files_and_bytes_read_the_same() -> None:
    content = sheet_of([["姓名"], ["吕志强"]])
    file = SimpleUploadedFile("a.xlsx", content)
    file.read()
    for source in (content, io.BytesIO(content), file):
        assert read_rows(source, NAME_ONLY).rows == [{"name": "吕志强"}]


def test_a_rule_of_the_domain_refuses_a_row_like_a_fault() -> None:
    reading = read_rows(people(["吕志强", IDENTITY]), PEOPLE)
    reading.refuse(2, "identity_number", "已在名单中。")
    assert reading.rows == []
    assert str(reading.faults[0]) == "第 2 行B 列（身份证号）：已在名单中。"
    assert reading.faults[0].value == IDENTITY
