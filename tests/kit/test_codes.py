"""Numbers of the state: right ones pass in every spelling, every single wrong character is found."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_37_2

from juxian.kit import codes
from juxian.kit.errors import RuleBroken

births = st.dates(date(1940, 1, 1), date(2009, 12, 31))
sexes = st.sampled_from(["male", "female"])
serials = st.integers(0, 499)
identity_numbers = st.builds(codes.synthetic_identity_number, serials, births, sexes)
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@st.composite
def usccs(draw):
    core = "".join(draw(st.lists(st.sampled_from(USCC_ALPHABET), min_size=8, max_size=8)))
    body = "9135021" + draw(st.sampled_from("1235")) + core + codes.organisation_check_character(core)
    return body + codes.uscc_check_character(body)


def refused(check, *arguments):
    with pytest.raises(RuleBroken) as caught:
        check(*arguments)
    assert "。" in caught.value.message
    return caught.value.message


def test_an_identity_number_tells_birth_sex_and_division():
    citizen = codes.check_identity_number("360426199101010071")
    assert (citizen.birth_on, citizen.sex, citizen.division) == (date(1991, 1, 1), "male", "360426")
    assert codes.check_identity_number("11010519491231002X").sex == "female"


@pytest.mark.parametrize(
    "text",
    ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ", "110105-19491231-002X"],
)
def test_an_identity_number_is_understood_in_every_spelling(text):
    assert codes.check_identity_number(text).number == "11010519491231002X"


def test_the_number_does_not_show_in_what_is_returned():
    assert "1231002X" not in repr(codes.check_identity_number("11010519491231002X"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "18位"),
        ("1101051949123100", "现在是16位"),
        ("110105491231002", "15位旧"),
        ("1101O519491231002X", "字母"),
        ("110105194912310021", "校验"),
        ("110105194902300025", "真实的日期"),
        ("110105204912310024", "今天之后"),
        ("110105189012310020", "130年"),
        ("190105194912310025", "省份"),
        ("935010199001010014", "永久居留"),
        ("१२३४५६७८९०१२३४५६७८", "数字"),
    ],
)
def test_a_wrong_identity_number_is_told_what_is_wrong(text, word):
    assert word in refused(codes.check_identity_number, text)


def test_somebody_may_be_born_today_and_nobody_tomorrow():
    today = date(2025, 3, 12)
    codes.check_identity_number(codes.synthetic_identity_number(0, today, "male"))
    refused(codes.check_identity_number, codes.synthetic_identity_number(0, today + timedelta(days=1), "male"))


def test_a_division_that_a_library_does_not_know_is_no_fault():
    number = codes.synthetic_identity_number(7, date(1990, 1, 1), "male")
    with pytest.raises(KeyError):
        ric.is_valid(number)  # why it is never called: it crashes
    assert codes.check_identity_number(number).division == "350299"


@given(serials, births, sexes)
def test_a_synthetic_number_says_what_it_was_made_of(serial, birth_on, sex):
    number = codes.synthetic_identity_number(serial, birth_on, sex)
    citizen = codes.check_identity_number(number)
    assert (citizen.birth_on, citizen.sex, citizen.division) == (birth_on, sex, "350299")
    assert number[17] == ric.calc_check_digit(number)


@pytest.mark.parametrize("arguments", [(500, "male"), (-1, "male"), (0, "x")])
def test_a_synthetic_number_has_room_for_five_hundred_a_day(arguments):
    serial, sex = arguments
    with pytest.raises(ValueError, match=r"synthetic|sex"):
        codes.synthetic_identity_number(serial, date(1990, 1, 1), sex)


@settings(max_examples=60)
@given(identity_numbers, st.integers(0, 17))
def test_every_single_wrong_character_of_an_identity_number_is_found(number, place):
    for wrong in "0123456789X":
        if wrong != number[place]:
            refused(codes.check_identity_number, number[:place] + wrong + number[place + 1 :])


@given(identity_numbers, st.integers(0, 16))
def test_neighbours_that_changed_places_in_an_identity_number_are_found(number, place):
    assume(number[place] != number[place + 1])
    refused(codes.check_identity_number, number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@pytest.mark.parametrize("code", ["91110000600037341L", "91350100M000100Y43"])
def test_a_credit_code_passes_with_the_organisation_code_inside_it(code):
    assert codes.check_uscc(code) == code
    assert codes.check_uscc(f" {code[:8].lower()} {code[8:].lower()}") == code
    assert uscc.is_valid(code)
    assert codes.organisation_check_character("M000100Y") == "4"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "18位"),
        ("110105600037341", "15位旧"),
        ("91110000600037341I", "不用I"),
        ("B1110000600037341L", "登记部门"),
        ("9111000A600037341L", "登记部门"),
        ("91110000600037341M", "校验"),
    ],
)
def test_a_wrong_credit_code_is_told_what_is_wrong(text, word):
    assert word in refused(codes.check_uscc, text)


def test_a_credit_code_whose_inner_code_is_wrong_is_refused():
    body = "91350100M000100Y5"
    assert "校验" in refused(codes.check_uscc, body + codes.uscc_check_character(body))


@settings(max_examples=60)
@given(usccs(), st.integers(0, 17))
def test_every_single_wrong_character_of_a_credit_code_is_found(code, place):
    assert codes.check_uscc(code) == code
    for wrong in USCC_ALPHABET:
        if wrong != code[place]:
            refused(codes.check_uscc, code[:place] + wrong + code[place + 1 :])


@given(st.text(LETTERS_AND_DIGITS, min_size=1, max_size=40))
def test_our_check_character_is_that_of_iso_7064(text):
    assert codes.check_character(text) == mod_37_2.calc_check_digit(text)
    assert codes.valid_check_character(text + codes.check_character(text))


@settings(max_examples=60)
@given(st.text(LETTERS_AND_DIGITS, min_size=1, max_size=30), st.data())
def test_our_check_character_finds_one_wrong_character_and_two_that_changed_places(text, data):
    number = text + codes.check_character(text)
    place = data.draw(st.integers(0, len(number) - 1))
    for wrong in LETTERS_AND_DIGITS + "*":
        if wrong != number[place]:
            assert not codes.valid_check_character(number[:place] + wrong + number[place + 1 :])
    if place + 1 < len(number) and number[place] != number[place + 1]:
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert not codes.valid_check_character(swapped)


@pytest.mark.parametrize("text", ["", "A", "*", "中A", "A*B"])
def test_what_cannot_carry_a_check_character_has_none(text):
    assert not codes.valid_check_character(text)


@pytest.mark.parametrize("text", ["13800138000", "+86 138-0013-8000", "0086 13800138000", "１３８００１３８０００"])
def test_a_mobile_number_is_understood_in_every_spelling(text):
    assert codes.check_mobile(text) == "13800138000"


@pytest.mark.parametrize(
    "text", ["", "12800138000", "1380013800", "138001380000", "0592-6068111", "1380013800O", "+852 91234567"]
)
def test_what_is_no_mobile_number_is_refused(text):
    assert "11位" in refused(codes.check_mobile, text)


def with_check_digit(first_17):
    return first_17 + codes.identity_check_digit(first_17)


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("hk_mo_permit", "h12345678", "H12345678"),
        ("hk_mo_permit", "M1234567801", "M1234567801"),
        ("tw_permit", "12345678", "12345678"),
        ("tw_permit", "0123456789(B)", "0123456789B"),
        ("hmt_residence", with_check_digit("81000019900101001"), with_check_digit("81000019900101001")),
        ("citizen_id", "11010519491231002x", "11010519491231002X"),
        ("foreign_pr", "usa110085010112", "USA110085010112"),
        ("foreign_pr", with_check_digit("91184019850101001"), with_check_digit("91184019850101001")),
        ("passport", "E12345678", "E12345678"),
        ("passport", "c4fm5j", "C4FM5J"),
    ],
)
def test_a_document_of_each_kind_passes(kind, text, number):
    assert codes.check_permit(kind, text) == number


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("hk_mo_permit", "A12345678"),
        ("hk_mo_permit", "H123456789"),
        ("tw_permit", "1234567"),
        ("hmt_residence", "11010519491231002X"),
        ("citizen_id", with_check_digit("81000019900101001")),
        ("foreign_pr", with_check_digit("91184019850101001")[:17] + "?"),
        ("foreign_pr", with_check_digit("91184019851301001")),
        ("foreign_pr", with_check_digit("91184019850101001").replace("9118", "9119")),
        ("foreign_pr", "US1110085010112"),
        ("passport", "ABCDEF"),
        ("passport", "E1234"),
        ("passport", "E1234567890"),
        ("passport", "护照12345"),
    ],
)
def test_a_wrong_document_is_refused_with_its_shape(kind, text):
    refused(codes.check_permit, kind, text)


def test_a_kind_of_document_that_nobody_declared_is_the_programs_fault():
    with pytest.raises(ValueError, match="unknown kind"):
        codes.check_permit("library_card", "1")


def test_a_bank_card_is_checked_by_shape_and_warned_about_by_luhn():
    assert codes.check_bank_card("6222 0210 0111 6245 702") == "6222021001116245702"
    refused(codes.check_bank_card, "6222-0210-ABCD")
    assert codes.luhn_holds("4242424242424242")
    assert not codes.luhn_holds("4242424242424241")
    assert not codes.luhn_holds("")


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("吕志强", "吕*强"),
        ("吕强", "吕*"),
        ("欧阳志强", "欧**强"),
        ("吕", "*"),
        ("", ""),
        ("阿卜杜拉·买买提", "阿******提"),
        ("John Smith", "J*** S****"),
        ("𠮷\U000e0100田", "𠮷*"),
    ],
)
def test_a_name_on_a_public_list_is_masked(name, masked):
    assert codes.mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("350299199001010015", "350***********0015"),
        ("13800138000", "138****8000"),
        ("H12345678", "H*****678"),
        ("12345678", "1****678"),
        ("1234", "***4"),
        ("12", "**"),
        ("", ""),
    ],
)
def test_a_number_on_a_screen_is_masked(number, masked):
    assert codes.mask_number(number) == masked


@given(st.text(max_size=30))
def test_no_text_whatever_makes_a_check_fail_otherwise_than_by_refusal(text):
    for check in (codes.check_identity_number, codes.check_uscc, codes.check_mobile, codes.check_bank_card):
        with suppress(RuleBroken):
            check(text)
    codes.mask_name(text), codes.mask_number(text), codes.valid_check_character(text)


def test_the_last_four_are_those_of_the_normal_spelling():
    assert codes.last_four("11010519491231 002x") == "002X"
