"""Small files that eat gigabytes in a careless reader are refused in words, at once, with little memory."""

import time
import tracemalloc
from pathlib import Path

import pytest

from juxian.kit.errors import RuleBroken
from juxian.kit.excel import read_rows
from juxian.kit.excel.container import check_workbook
from juxian.kit.jail import JailBroken, run_jailed
from tests.kit.excel.workbooks import HEADER, NAME_ONLY, bombs, people, raw_workbook, sheet_of

BOMBS = bombs()
MEGABYTE = 1 << 20


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_a_second(name: str) -> None:
    started = time.process_time()
    with pytest.raises(RuleBroken) as refusal:
        read_rows(BOMBS[name], NAME_ONLY)
    assert time.process_time() - started < 1
    assert refusal.value.message.endswith("。")


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(RuleBroken):
            read_rows(BOMBS[name], NAME_ONLY)
        assert tracemalloc.get_traced_memory()[1] < 32 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_the_bombs_are_small() -> None:
    assert max(len(content) for content in BOMBS.values()) < 200_000
    assert len(BOMBS["a cell in the far corner"]) < 2_000


def test_a_careless_reader_dies_of_the_same_file(tmp_path: Path) -> None:
    """The negative control: 160 MB are not enough for openpyxl to walk over 1.5 KB."""
    script = tmp_path / "careless.py"
    script.write_text(
        "import io, resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (160 << 20, 160 << 20))\n"
        "from openpyxl import load_workbook\n"
        "rows = list(load_workbook(io.BytesIO(sys.stdin.buffer.read())).active.iter_rows())\n"
        "print(len(rows))\n"
    )
    with pytest.raises(JailBroken):
        run_jailed(script, BOMBS["a cell in the far corner"], seconds=20, megabytes=160)
    honest = sheet_of([["姓名"], ["吕志强"]])
    assert run_jailed(script, honest, seconds=20, megabytes=160) == 2


def test_what_the_checks_overlook_dies_in_the_jail_alone() -> None:
    content = BOMBS["the far corner where nobody looks"]
    check_workbook(content)  # the parts that are checked are harmless
    with pytest.raises(RuleBroken, match="展开后过大"):
        read_rows(content, NAME_ONLY)


def test_a_reader_that_never_ends_is_ended(tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text("import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass\n")
    with pytest.raises(JailBroken):
        run_jailed(script, b"", seconds=5, megabytes=64)


def test_an_empty_formatted_row_far_to_the_left_is_no_bomb() -> None:
    rows = HEADER + '<row r="2"><c r="A2" t="inlineStr"><is><t>吕志强</t></is></c><c r="GR2" s="0"/></row>'
    assert read_rows(raw_workbook(rows), NAME_ONLY).rows == [{"name": "吕志强"}]


def test_cells_that_leave_out_their_number_are_read() -> None:
    rows = '<row><c t="inlineStr"><is><t>姓名</t></is></c></row><row><c t="inlineStr"><is><t>吕志强</t></is></c></row>'
    assert read_rows(raw_workbook(rows), NAME_ONLY).rows == [{"name": "吕志强"}]


def test_one_row_too_many_is_refused_and_the_last_allowed_is_not() -> None:
    full = [["姓名"], *[[f"吕{number}"] for number in range(300)]]
    assert len(read_rows(sheet_of(full), NAME_ONLY, max_rows=300).rows) == 300
    with pytest.raises(RuleBroken, match="表格超过 300 行"):
        read_rows(sheet_of([*full, ["吕末"]]), NAME_ONLY, max_rows=300)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "是空的"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版 .xls 或加了密码"),
        ("姓名,身份证号\n吕志强,1".encode(), "不是 Excel 工作簿"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "不是 Excel 工作簿"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "不是 Excel 工作簿"),
        (b"PK\x03\x04" + b"\0" * 100, "已损坏"),
        (b"PK\x03\x04" + b"\0" * (11 * MEGABYTE), "超过 10 MB"),
    ],
)
def test_what_is_no_workbook_is_told_apart(content: bytes, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        read_rows(content, NAME_ONLY)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_half_a_workbook_is_damaged(kept: float) -> None:
    content = people(["吕志强"])
    with pytest.raises(RuleBroken, match="已损坏"):
        read_rows(content[: int(len(content) * kept)], NAME_ONLY)


def test_another_archive_is_no_workbook() -> None:
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(RuleBroken, match="压缩文件不是 Excel"):
        read_rows(target.getvalue(), NAME_ONLY)
