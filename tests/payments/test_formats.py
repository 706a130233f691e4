"""Files of banks, byte by byte: what we write, what we read, and the one sentence where neither is possible."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.kit.errors import RuleBroken
from juxian.payments.formats import Head, OutLine, bank_format, bank_formats, read_reply, write_payments
from juxian.payments.formats.loading import FormatFault, read_format
from juxian.payments.formats.reading import read_payments
from juxian.payments.formats.writing import file_name
from tests.payments.batches import csv_file, return_file

RARE = "𠮷㛃龘䶮"  # two of four bytes each in GB 18030, two of two
DAY = dt.date(2025, 3, 12)


def line(name: str = "吕志强", **fields: object) -> OutLine:
    values = {
        "serial": 1,
        "payment_number": "B202503-0001-00001",
        "account_number": "6217001234567890123",
        "holder_name": name,
        "bank_code": "105",
        "bank_name": "中国建设银行",
        "amount_fen": 150_000,
        "purpose": "2025-03待遇发放",
    }
    return OutLine(**{**values, **fields})  # type: ignore[arg-type]


def written(key: str, *lines: OutLine) -> bytes:
    form = bank_format(key)
    return write_payments(form, Head.of("B202503-0001", DAY, "2025-03待遇发放", lines), lines)


def test_the_fixed_file_byte_by_byte() -> None:
    head, detail, trailer, end = written("xiahai", line()).split(b"\r\n")
    title = "2025-03待遇发放".encode("gb18030")
    assert head == b"HB202503-0001" + b" " * 8 + b"20250312" + b"00000001" + b"0000000000150000" + title.ljust(80)
    assert detail == (
        b"D00000001"
        + b"B202503-0001-00001".ljust(24)
        + b"6217001234567890123".ljust(32)
        + "吕志强".encode("gb18030").ljust(60)
        + b"00000000150000"
        + title.ljust(80)
    )
    assert trailer == b"T00000001" + b"0000000000150000" + b"000000000123"
    assert end == b""


def test_the_csv_file_byte_by_byte() -> None:
    assert written("lujiang", line()).decode("gbk") == (
        "代发批次,B202503-0001,20250312,1,1500.00\r\n"
        "序号,业务流水号,户名,账号,开户行,金额,用途\r\n"
        "1,B202503-0001-00001,吕志强,6217001234567890123,中国建设银行,1500.00,2025-03待遇发放\r\n"
    )


def test_the_workbook_keeps_numbers_as_text_and_amounts_as_numbers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("workbook", line(RARE)))).active
    assert [cell.value for cell in sheet[2]] == [
        1,
        "B202503-0001-00001",
        RARE,
        "6217001234567890123",
        "中国建设银行",
        1500,
        "2025-03待遇发放",
    ]


def test_a_name_of_four_rare_characters_survives_in_gb18030() -> None:
    assert bank_format("xiahai").unwritable(RARE) == ""
    content = written("xiahai", line(RARE))
    name = content.split(b"\r\n")[1][65:125]
    assert [len(sign.encode("gb18030")) for sign in RARE] == [4, 4, 2, 2]
    assert name == RARE.encode("gb18030").ljust(60)
    assert name.decode("gb18030").rstrip() == RARE


def test_where_the_charset_cannot_it_is_said_in_one_sentence() -> None:
    assert bank_format("lujiang").unwritable("吕志强") == ""
    assert bank_format("lujiang").unwritable(RARE) == (
        "这家银行的文件是GBK字符集，写不出姓名中的“𠮷”。请改用支持该字的银行格式，或与银行约定写法。"
    )


def test_a_name_is_never_cut() -> None:
    long = "买买提" * 11
    assert "要占66字节，最多60字节" in bank_format("xiahai").unwritable(long)
    with pytest.raises(ValueError, match="66 bytes do not fit into 60"):
        written("xiahai", line(long))


def test_a_line_break_in_a_name_is_refused() -> None:
    assert "写不出姓名中的“\n”" in bank_format("xiahai").unwritable("吕\n强")


def test_a_title_that_does_not_fit_is_refused_beforehand() -> None:
    assert bank_format("xiahai").unfit_title("补" * 40) == ""
    assert "最多80字节" in bank_format("xiahai").unfit_title("补" * 41)
    assert bank_format("lujiang").unfit_title("𠮷年补助")


NAMES = st.text(st.sampled_from("吕志强𠮷㛃龘䶮·abc"), min_size=1, max_size=12)
LINES = st.lists(st.builds(line, NAMES, amount_fen=st.integers(1, 10**9)), min_size=1, max_size=5)


@pytest.mark.parametrize("key", ["xiahai", "workbook"])
@settings(max_examples=12, deadline=None)
@given(LINES)
def test_what_is_written_is_read_back_to_the_fen(key: str, lines: list[OutLine]) -> None:
    found = read_payments(bank_format(key), written(key, *lines))
    assert found == [(one.payment_number, one.amount_fen) for one in lines]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6))
def test_lines_bank_file_and_return_file_add_up_to_the_same(amounts: list[int]) -> None:
    lines = [line(payment_number=f"P{at}", amount_fen=fen) for at, fen in enumerate(amounts)]
    sent = read_payments(bank_format("xiahai"), written("xiahai", *lines))
    told = read_reply(bank_format("xiahai"), "return", return_file([(number, fen, "0000") for number, fen in sent]))
    assert [one.amount_fen for one in told] == [fen for _number, fen in sent] == amounts
    assert {one.payment_number: one.amount_fen for one in told} == dict(sent)


def test_a_return_file_is_read() -> None:
    content = return_file([("P1", 150_000, "0000"), ("P2", 80_000, "1001")])
    first, second = read_reply(bank_format("xiahai"), "return", content)
    assert (first.row, first.payment_number, first.amount_fen, first.result) == (2, "P1", 150_000, "paid")
    assert (second.result, second.message, second.booked_on) == ("returned", "账户已销户", DAY)


def test_csv_and_workbook_replies_are_read() -> None:
    rows = [["业务流水号", "账号", "金额", "处理结果", "失败原因", "备注"]]
    rows += [["P1", "62", "1,500.00", "失败", "户名不符", "别的"]]
    (found,) = read_reply(bank_format("lujiang"), "return", csv_file(rows))
    assert (found.amount_fen, found.result, found.message) == (150_000, "returned", "户名不符")
    book = openpyxl.Workbook()
    for row in [["拨付编号", "金额", "结果", "说明"], ["P1", 1500.5, "成功", None]]:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    (found,) = read_reply(bank_format("workbook"), "return", target.getvalue())
    assert (found.payment_number, found.amount_fen, found.result, found.message) == ("P1", 150_050, "paid", "")


GOOD = return_file([("P1", 150_000, "0000")])


@pytest.mark.parametrize(
    ("key", "content", "says"),
    [
        ("xiahai", b" \r\n", "这个文件是空的"),
        ("xiahai", GOOD[:-20], "长度是149字节，格式说明是167字节"),
        ("xiahai", return_file([("P1", 150_000, "0000")], count=2), "写明共2笔，实际有1笔，可能没有传完"),
        ("xiahai", return_file([("P1", 150_000, "0000")], total_fen=1), "写明共0.01元，实际有1500.00元"),
        ("xiahai", return_file([("P1", 150_000, "7777")]), "第2行不是“厦海银行代发（定长文本）”的格式：结果代码“7777”"),
        ("xiahai", GOOD.replace(b"RB", b"XB"), "应有标记“R”，文件里是“X”"),
        ("xiahai", GOOD.replace(b"00000000150000", b"0000000015000x"), "应是整数，文件里是"),
        ("xiahai", b"\xff" * 45 + b"\n", "文字不是GB18030编码"),
        ("lujiang", csv_file([["业务流水号", "账号"], ["P1", "62"]]), "标题行缺少“金额”列"),
        ("lujiang", csv_file([["业务流水号", "账号", "金额", "处理结果", "失败原因"], ["P1"]]), "有1列，应有5列"),
        ("lujiang", "业务流水号\n".encode("utf-16"), "文字不是GBK编码"),
        ("workbook", b"P1,1500", "不是Excel工作簿"),
    ],
)
def test_a_file_that_is_not_whole_or_not_the_banks_is_refused(key: str, content: bytes, says: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        read_reply(bank_format(key), "return", content)
    assert says in refusal.value.message
    assert refusal.value.message.endswith("。")


def test_every_format_of_the_house_is_whole() -> None:
    assert set(bank_formats()) >= {"xiahai", "lujiang", "workbook"}
    head = Head("B202503-0001", DAY, "", 1, 1, 1)
    assert file_name(bank_format("xiahai"), head) == "DF_B202503-0001_20250312.TXT"
    for form in bank_formats().values():
        assert set(form.replies) == {"return", "statement"}
        assert set(form.results.values()) == {"paid", "returned"}
    with pytest.raises(RuleBroken, match="没有“nobody”这种银行文件格式"):
        bank_format("nobody")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("charset: gbk", "charset: big5"), "charset: is 'big5', must be one of"),
        (("label: 金额}", "label: 金额, wide: 3}"), "unknown key 'wide'"),
        (
            ("- {field: amount_fen, as: yuan, label: 金额}\n    - {field: purpose", "- {field: purpose"),
            "has no field 'amount_fen'",
        ),
        (
            ("field: serial, as: number, label: 序号", "field: serial, as: number"),
            "the heading of the column, is missing",
        ),
        (("成功: paid", "成功: fine"), "results.成功: is 'fine'"),
        (("statement:", "statements:"), "unknown key 'statements'"),
        (("title: 鹭江", "title: [鹭江"), "not YAML"),
    ],
)
def test_a_mistake_in_a_format_says_file_and_place(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    text = (Path("juxian/payments/formats/banks/lujiang.yaml")).read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / "new.yaml"
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(FormatFault) as fault:
        read_format(path)
    assert str(fault.value).startswith("new.yaml: ")
    assert says in str(fault.value)
