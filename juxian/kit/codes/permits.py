"""Documents of people without a citizen's identity card. The kinds are those of `people.IdentityKind`.

| kind | shape |
|---|---|
| hk_mo_permit | H or M, eight digits for life, two more of older cards that count the renewals |
| tw_permit | eight digits; older booklets ten digits and a letter |
| hmt_residence | as an identity number, division 810000, 820000 or 830000 |
| foreign_pr | 9, province 2, country 3, birth 8, order 3, check digit; before 2023 three letters, 12 digits |
| passport | six to nine letters and digits (ICAO 9303) with at least one digit |
"""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from juxian.kit.codes.characters import compact, identity_check_digit
from juxian.kit.codes.identity import check_birth, check_identity_number
from juxian.kit.errors import RuleBroken

HMT_DIVISIONS = {"810000", "820000", "830000"}
BRACKETS = re.compile(r"[()]")


def check_permit(kind: str, text: str) -> str:
    """Return the normal spelling of a document's number, or raise RuleBroken. An unknown kind raises ValueError."""
    if str(kind) not in CHECKS:
        raise ValueError(f"unknown kind of document {kind!r}")
    number = BRACKETS.sub("", compact(text))
    CHECKS[str(kind)](number)
    return number


def _citizen_id(number: str) -> None:
    if check_identity_number(number).division in HMT_DIVISIONS:
        raise RuleBroken(_("这是港澳台居民居住证的号码，不是居民身份证号码。请改选证件类型。"))


def _hmt_residence(number: str) -> None:
    if check_identity_number(number).division not in HMT_DIVISIONS:
        raise RuleBroken(_("港澳台居民居住证的号码以810000、820000或830000开头。请对照证件核对，或改选证件类型。"))


def _hk_mo_permit(number: str) -> None:
    if not re.fullmatch(r"[HM][0-9]{8}([0-9]{2})?", number):
        raise RuleBroken(_("港澳居民来往内地通行证号码是字母H或M加8位数字（旧证为10位）。请对照证件核对。"))


def _tw_permit(number: str) -> None:
    if not re.fullmatch(r"[0-9]{8}|[0-9]{10}[A-Z]?", number):
        raise RuleBroken(_("台湾居民来往大陆通行证号码是8位数字（旧证为10位数字加一个字母）。请对照证件核对。"))


def _foreign_pr(number: str) -> None:
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return
    if not re.fullmatch(r"9[0-9]{16}[0-9X]", number):
        raise RuleBroken(_("外国人永久居留身份证号码是以9开头的18位（旧证为3个字母加12位数字）。请对照证件核对。"))
    check_birth(number[6:14])
    if identity_check_digit(number[:17]) != number[17]:
        raise RuleBroken(_("永久居留身份证号码校验不通过，可能有一位输错。请对照证件逐位核对。"))


def _passport(number: str) -> None:
    if not re.fullmatch(r"(?=.*[0-9])[A-Z0-9]{6,9}", number):
        raise RuleBroken(_("护照号码是6至9位字母和数字。请填写护照资料页右上角的号码。"))


CHECKS: dict[str, Callable[[str], None]] = {
    "citizen_id": _citizen_id,
    "hmt_residence": _hmt_residence,
    "hk_mo_permit": _hk_mo_permit,
    "tw_permit": _tw_permit,
    "foreign_pr": _foreign_pr,
    "passport": _passport,
}
