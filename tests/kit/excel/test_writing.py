"""What goes out: typed cells, inert texts, templates that can be read back, faults that can be corrected."""

import datetime as dt
import io
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, digest, export_rows, fault_file, preview_rows, read_rows, template_file
from juxian.kit.excel.columns import version_of
from juxian.kit.excel.export import export_bytes
from tests.kit.excel.workbooks import IDENTITY, PEOPLE, people

STARTERS = [
    "=1+1",
    "+86",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠a",
    " =1",
    "\u3000＝1",
    "|cmd",
    "%0A=1",
]


def opened(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content)).worksheets[0]


@pytest.mark.parametrize("text", STARTERS)
def test_a_text_that_looks_like_a_formula_is_inert(text: str) -> None:
    cell = opened(export_bytes([Column("value", "值")], [{"value": text}])).cell(2, 1)
    assert cell.data_type in ("s", "inlineStr")
    assert cell.quotePrefix
    assert "<f>" not in _sheet_xml(export_bytes([Column("value", "值")], [{"value": text}]))


@pytest.mark.parametrize("text", ["吕志强", "1+1=2", "a@b.example", "5%", "（+86）"])
def test_any_other_text_is_left_alone(text: str) -> None:
    cell = opened(export_bytes([Column("value", "值")], [{"value": text}])).cell(2, 1)
    assert (cell.value, bool(cell.quotePrefix)) == (text, False)


def test_a_formula_is_inert_in_headings_choices_and_faults_too() -> None:
    columns = [Column("value", "=HYPERLINK(1)", "choice", choices={"a": "=1+1"})]
    content = export_rows("=1", columns, [{"value": "a"}]).content
    assert "<f>" not in _sheet_xml(content)
    reading = read_rows(people(["=cmd|' /C calc'!A0", "1"]), PEOPLE)
    assert "<f>" not in _sheet_xml(fault_file(people(["=cmd", "1"]), reading, PEOPLE).content)


def _sheet_xml(content: bytes) -> str:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_cells_are_typed() -> None:
    row = {
        "identity_number": IDENTITY,
        "mobile": "13800000000",
        "level": "technician",
        "count": 3,
        "amount": 123450,
        "hired_on": dt.date(2023, 4, 5),
        "since": dt.date(2023, 4, 1),
        "is_on_duty": True,
    }
    sheet = opened(export_bytes(PEOPLE, [row]))
    cells = {column.key: sheet.cell(2, at) for at, column in enumerate(PEOPLE, 1)}
    assert cells["name"].value is None
    assert cells["identity_number"].value == IDENTITY
    assert cells["level"].value == "技师"
    assert (cells["count"].value, cells["count"].data_type) == (3, "n")
    assert (cells["amount"].value, cells["amount"].number_format) == (1234.5, "#,##0.00")
    assert cells["hired_on"].value == dt.datetime(2023, 4, 5)
    assert cells["since"].value == "2023-04"
    assert cells["is_on_duty"].value == "是"


def test_an_instant_is_written_as_the_clock_in_the_district_shows_it() -> None:
    noon = dt.datetime(2025, 3, 12, 4, 0, tzinfo=dt.UTC)
    assert opened(export_bytes([Column("at", "时间", "date")], [{"at": noon}])).cell(2, 1).value == dt.datetime(
        2025, 3, 12, 12
    )


@pytest.mark.parametrize("day", [dt.date(1899, 12, 31), dt.date(1900, 2, 28), dt.date(1, 1, 1)])
def test_a_day_before_excels_calendar_is_text(day: dt.date) -> None:
    assert opened(export_bytes([Column("on", "日期", "date")], [{"on": day}])).cell(2, 1).value == day.isoformat()


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    cell = opened(export_bytes([Column("value", "值")], [{"value": "字" * 40_000}])).cell(2, 1)
    assert len(cell.value) == 32_767
    assert cell.value.endswith("（内容过长，已截断）")


def test_rows_may_be_objects_and_numbers_too_long_for_excel_are_text() -> None:
    sheet = opened(export_bytes([Column("count", "数", "integer")], [SimpleNamespace(count=10**16)]))
    assert sheet.cell(2, 1).value == "10000000000000000"


def test_the_answer_is_a_file_to_be_saved_under_its_chinese_name() -> None:
    response = export_rows("人员名单", PEOPLE, [])
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E4%BA%BA%E5%91%98%E5%90%8D%E5%8D%95.xlsx"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.slow
def test_sixty_thousand_rows_go_out_one_at_a_time() -> None:
    import tracemalloc

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(60_000):
            yield {"name": f"吕{number}", "count": number, "hired_on": dt.date(2023, 4, 5)}

    tracemalloc.start()
    try:
        content = export_bytes([PEOPLE[0], PEOPLE[5], PEOPLE[7]], rows())
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()
    sheet = load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    assert sum(1 for _ in sheet.iter_rows()) == 60_001


def test_an_error_midway_is_an_error_and_no_torn_file() -> None:
    def rows() -> Iterator[dict[str, Any]]:
        yield {"name": "吕志强"}
        raise RuleBroken("数据库中断。")

    with pytest.raises(RuleBroken, match="数据库中断"):
        export_rows("名单", PEOPLE, rows())


def test_a_template_carries_lists_help_and_its_version_and_reads_back() -> None:
    content = template_file("模板", PEOPLE, lists={"name": ["吕志强", "李雨桐"]}).content
    book = load_workbook(io.BytesIO(content))
    sheet, explanation, lists = book.worksheets
    assert sheet["A1"].value == "姓名*"
    assert "必填。" in sheet["A1"].comment.text
    assert (lists.sheet_state, lists["A1"].value) == ("veryHidden", version_of(PEOPLE))
    validations = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert validations["E2"].formula1 == "_lists!$B$2:$B$3"
    assert [lists["B2"].value, lists["B3"].value] == ["技师", "高级工"]
    assert sheet["B2"].number_format == "@" or sheet.column_dimensions["B"].number_format == "@"
    assert "18 位身份证号" in explanation["B3"].value
    sheet["A2"], sheet["B2"], sheet["E2"] = "吕志强", IDENTITY, "技师"
    target = io.BytesIO()
    book.save(target)
    assert read_rows(target.getvalue(), PEOPLE).rows[0]["level"] == "technician"


def test_a_fault_file_holds_the_unfit_rows_and_can_be_corrected_and_sent_again() -> None:
    original = people(["吕志强", IDENTITY], ["李雨桐", "350299"], ["", IDENTITY, "12"])
    reading = read_rows(original, PEOPLE)
    sheet = opened(fault_file(original, reading, PEOPLE).content)
    assert sheet.max_row == 3
    reason, number = len(PEOPLE) + 2, len(PEOPLE) + 1
    assert [sheet.cell(row, number).value for row in (2, 3)] == [3, 4]
    assert "18位" in sheet.cell(2, reason).value
    assert sheet.cell(2, 2).comment is not None
    assert sheet.cell(2, 2).fill.fgColor.rgb == "FFFBE9E7"
    assert sheet.cell(2, 1).comment is None
    assert len(sheet.cell(3, reason).value.splitlines()) == 2
    sheet["B2"], sheet["A3"], sheet["C3"] = IDENTITY, "王经理", "13800000000"
    target = io.BytesIO()
    sheet.parent.save(target)
    assert [row["name"] for row in read_rows(target.getvalue(), PEOPLE).rows] == ["李雨桐", "王经理"]


def test_a_fault_without_a_cell_is_still_in_the_file() -> None:
    original = people(["吕志强", IDENTITY])
    reading = read_rows(original, PEOPLE)
    reading.refuse(2, "", "此人已被列入诚信名单。")
    sheet = opened(fault_file(original, reading, PEOPLE).content)
    assert sheet.cell(2, len(PEOPLE) + 2).value == "此人已被列入诚信名单。"


OTHER = "35029919900101003X"


def test_a_preview_tells_new_changed_same_and_faulty() -> None:
    from juxian.kit.codes import synthetic_identity_number

    ids = [synthetic_identity_number(serial, dt.date(1990, 1, 1), "male") for serial in range(3)]
    content = people(["新人", ids[0]], ["改名", ids[1]], ["照旧", ids[2]], ["重复", ids[0]], ["", ids[0]])
    existing = {(ids[1],): {"name": "原名", "count": None}, (ids[2],): {"name": "照旧"}}
    preview = preview_rows(read_rows(content, PEOPLE), key=["identity_number"], existing=existing)
    assert preview.counts == {"new": 1, "changed": 1, "same": 1, "faulty": 2}
    assert "与第 2 行重复" in str(preview.faults[-1])


def test_the_same_file_twice_changes_nothing() -> None:
    reading = read_rows(people(["吕志强", IDENTITY, 13800000000]), PEOPLE)
    existing = {(row["identity_number"],): row for row in reading.rows}
    again = preview_rows(
        read_rows(people(["吕志强", IDENTITY, "13800000000"]), PEOPLE), key=["identity_number"], existing=existing
    )
    assert again.counts == {"new": 0, "changed": 0, "same": 1, "faulty": 0}
    assert again.digest == digest(reading.rows)


def test_a_digest_minds_content_and_not_order() -> None:
    assert digest([{"a": 1, "b": 2}, {"a": 3}]) == digest([{"a": 3}, {"b": 2, "a": 1}])
    assert digest([{"a": 1}]) != digest([{"a": "1"}])
    assert digest([{"a": 1}]) != digest([{"a": 1}, {"a": 1}])
