"""Numbers and codes check themselves: any single wrong character is found, and most swaps of neighbours."""

import random
import string

import pytest

from juxian.credentials.numbers import CODE_LENGTH, is_code, is_number, new_code, new_number

pytestmark = pytest.mark.django_db
LETTERS = string.ascii_uppercase + string.digits


def one_wrong_character(text: str) -> list[str]:
    """Every text that differs from this one in one place."""
    return [
        text[:place] + other + text[place + 1 :]
        for place in range(len(text))
        for other in LETTERS
        if other != text[place]
    ]


@pytest.mark.parametrize(
    "level", ["intermediate", "senior", "technician", "senior_technician", "special_grade", "chief"]
)
def test_any_wrong_character_of_a_number_is_found(level):
    for year in (2023, 2025, 2026):
        number = new_number(year, level)
        assert is_number(number)
        assert [wrong for wrong in one_wrong_character(number) if is_number(wrong)] == []


def test_any_wrong_character_of_a_code_is_found():
    for _ in range(20):
        code = new_code()
        assert is_code(code)
        assert [wrong for wrong in one_wrong_character(code) if is_code(wrong)] == []


def test_swapped_neighbours_are_found():
    chosen = random.Random(7)
    for _ in range(50):
        code = new_code()
        place = chosen.randrange(CODE_LENGTH - 1)
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or not is_code(swapped)


def test_numbers_count_within_a_year_and_a_level():
    numbers = [
        new_number(2025, "senior"),
        new_number(2025, "senior"),
        new_number(2025, "chief"),
        new_number(2026, "senior"),
    ]
    assert [number[:18] for number in numbers] == [
        "JMJLL-2025-3-00000",
        "JMJLL-2025-3-00000",
        "JMJLL-2025-7-00000",
        "JMJLL-2026-3-00000",
    ]
    assert [number[18] for number in numbers] == ["1", "2", "1", "1"]


def test_codes_are_never_the_same_and_cannot_be_guessed():
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert len({code[:4] for code in codes}) > 1900


@pytest.mark.parametrize(
    "text", ["", "JMJLL", "JMJLL-2025-5-000001", "jmjll-2025-5-0000015", "x" * 200, "JMJLL-20２5-5-0000015"]
)
def test_what_is_no_number_is_none(text):
    assert not is_number(text)


@pytest.mark.parametrize("text", ["", "A" * 27, "ü" * 27, "x" * 500])
def test_what_is_no_code_is_none(text):
    assert not is_code(text)
