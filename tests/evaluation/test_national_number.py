"""Certificate numbers: whole, broken at every position, and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.evaluation.national_number import (
    ABOVE_FIVE,
    DIGITS,
    LETTERS,
    PROVINCES,
    NationalNumber,
    NumberFault,
    OldNumber,
    decode,
    spelled,
)
from juxian.evaluation.queries.certificate_number import describe_number, read_number
from juxian.kit.errors import RuleBroken


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=count, max_size=count)


NEW = st.builds(
    NationalNumber,
    st.sampled_from("YSJ"),
    digits(4),
    st.sampled_from(sorted(PROVINCES)),
    digits(6),
    digits(2),
    st.sampled_from("12345" + LETTERS),
    digits(6),
)
OLD = st.builds(
    OldNumber, digits(2), digits(2), digits(2), st.sampled_from("01234"), digits(3), st.sampled_from("12345"), digits(5)
)


@given(NEW | OLD)
def test_what_is_taken_apart_is_put_together_again(number: NationalNumber | OldNumber) -> None:
    text = str(number)
    assert len(text) == number.LENGTH
    assert decode(text) == number


@given(NEW, st.data())
def test_every_broken_position_is_refused_with_its_position(number: NationalNumber, data: st.DataObject) -> None:
    text = str(number)
    position = data.draw(st.integers(1, 22))
    allowed = "YSJ" if position == 1 else "12345" + LETTERS if position == 16 else DIGITS
    wrong = data.draw(st.sampled_from([sign for sign in DIGITS + LETTERS + "*/学" if sign not in allowed]))
    with pytest.raises(NumberFault) as refused:
        decode(text[: position - 1] + wrong + text[position:])
    assert (refused.value.position, refused.value.found) == (position, wrong)


@given(OLD, st.data())
def test_every_broken_position_of_an_old_number_is_refused(number: OldNumber, data: st.DataObject) -> None:
    text = str(number)
    position = data.draw(st.integers(2, 16))  # with a letter in front it is no old number any more
    allowed = {7: "01234", 11: "12345"}.get(position, DIGITS)
    wrong = data.draw(st.sampled_from([sign for sign in DIGITS + LETTERS if sign not in allowed]))
    with pytest.raises(NumberFault) as refused:
        decode(text[: position - 1] + wrong + text[position:])
    assert refused.value.position == position


@given(NEW, st.sampled_from([f"{code:02d}" for code in range(100) if f"{code:02d}" not in PROVINCES]))
def test_a_province_that_is_none_is_refused_at_its_place(number: NationalNumber, code: str) -> None:
    text = str(number)
    with pytest.raises(NumberFault) as refused:
        decode(text[:5] + code + text[7:])
    assert (refused.value.position, refused.value.expected) == (6, "province")


@given(NEW, st.integers(0, 30).filter(lambda length: length != 22))
def test_a_number_of_another_length_is_refused(number: NationalNumber, length: int) -> None:
    with pytest.raises(NumberFault) as refused:
        decode((str(number) * 2)[:length])
    assert refused.value.position == 0


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        read, position = str(decode(text)), 0
    except NumberFault as fault:
        read, position = spelled(text), fault.position
    assert read == spelled(text)
    assert 0 <= position <= 22


def test_the_spelling_of_a_card_is_understood() -> None:
    assert str(decode(" s0001 35-000001 25 3 000123 ")) == "S000135000001253000123"
    assert str(decode("Ｓ０００１３５０００００１２５３０００１２３")) == "S000135000001253000123"


@pytest.mark.parametrize(
    ("text", "year", "levels"),
    [
        ("Y000123000001195000001", 2019, ("junior",)),
        ("S000135000001251000123", 2025, ("senior_technician",)),
        ("S00013500000125A000123", 2025, ABOVE_FIVE),
        ("1435021001300123", 2014, ("senior",)),
        ("9935021001300123", 1999, ("senior",)),
    ],
)
def test_year_and_level_stand_in_the_number(text: str, year: int, levels: tuple[str, ...]) -> None:
    number = decode(text)
    assert (number.year, number.levels) == (year, levels)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "还没有填写证书编号"),
        ("S00013500000125300012", "应当是字母开头共22位，您填了21位"),
        ("143502100130012", "应当是老证书共16位数字，您填了15位"),
        ("X000135000001253000123", "第1位是“X”，这里应当是评价机构类别"),
        ("S000199000001253000123", "第6位是“99”，这里应当是省份代码"),
        ("S000135000001259000123", "第16位是“9”，这里应当是等级"),
        ("SO00135000001253000123", "第2位是“O”，这里应当是数字。请照证书逐位核对。如果是数字零，不要写成字母 O。"),
        ("1435029001300123", "第7位是“9”，这里应当是机构类别"),
    ],
)
def test_a_wrong_number_is_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence) as refused:
        read_number(text)
    assert refused.value.field == "number"


def test_a_number_is_read_out_label_by_label() -> None:
    assert dict(describe_number(decode("S000035000001251000123"))) == {
        "等级": "高级技师",
        "发证年份": "2025",
        "省份": "福建省",
        "评价机构类别": "社会培训评价组织",
        "机构代码": "在省里首次备案",
        "站点序号": "000001",
        "证书序号": "000123",
    }
    assert dict(describe_number(decode("1407021001300123")))["省份"] == "行业代码 07"
