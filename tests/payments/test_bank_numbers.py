"""Numbers of accounts as people type them, and names as banks write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.kit.errors import RuleBroken
from juxian.payments.bank_numbers import (
    BANKS,
    check_account_number,
    luhn_digit,
    masked_account,
    names_agree,
    passes_luhn,
)


@pytest.mark.parametrize(
    "typed", ["6222 0212 3456 7890 123", "６２２２０２１２３４５６７８９０１２３", "6222-0212-3456-7890-123"]
)
def test_groups_and_wide_digits_are_read(typed: str) -> None:
    assert check_account_number(typed) == "6222021234567890123"


@pytest.mark.parametrize(
    ("typed", "said"), [("6222O21234567890", "“O”"), ("12345", "填了5位"), ("", "填了0位"), ("1" * 31, "填了31位")]
)
def test_what_is_no_number_is_named(typed: str, said: str) -> None:
    with pytest.raises(RuleBroken, match=said) as refused:
        check_account_number(typed)
    assert refused.value.field == "number"


@settings(max_examples=50)
@given(st.text("0123456789", min_size=11, max_size=29))
def test_luhn_finds_every_single_wrong_digit(body: str) -> None:
    number = body + luhn_digit(body)
    assert passes_luhn(number)
    at = len(number) // 2
    wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    assert not passes_luhn(wrong)


def test_a_known_number_passes() -> None:
    assert passes_luhn("79927398713")
    assert not passes_luhn("79927398710")


def test_a_number_is_shown_by_its_tail() -> None:
    assert masked_account("0123") == "****0123"
    assert masked_account("6222021234567890123") == "****0123"


@pytest.mark.parametrize(
    ("ours", "theirs", "agree"),
    [
        ("吕志强", "吕志强", True),
        ("吕志强", " 吕 志 强 ", True),
        ("阿不都·艾买提", "阿不都•艾买提", True),
        ("阿不都·艾买提", "阿不都艾买提", True),
        ("Ann Lee", "ANN LEE", True),
        ("葛\U000e0101亮", "葛亮", True),
        ("吕志强", "吕志刚", False),
        ("𠮷田", "吉田", False),
        ("", "", False),
    ],
)
def test_spelling_is_forgiven_and_characters_are_not(ours: str, theirs: str, agree: bool) -> None:
    assert names_agree(ours, theirs) is agree


def test_banks_have_three_digits_and_a_name() -> None:
    assert all(code.isdigit() and len(code) == 3 and str(name) for code, name in BANKS.items())
