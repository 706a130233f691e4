"""Numbers of national skill certificates, taken apart (rules.md §2.4). Knows no Django and no words for people.

    decode("S000135000001253000123").levels == ("senior",)      # 22 characters: a certificate of a skill level
    decode("1435021001300123").year == 2014                     # 16 digits: the older 职业资格证书

Neither number has a check digit: what decodes is well formed and not yet real. A `NumberFault` names the position,
counted from 1, and what belongs there; `juxian/evaluation/queries/certificate_number.py` says it in words.
"""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
# GB/T 2260: the first two digits of a division code, with the name in Chinese and in English.
PROVINCES = {
    "11": ("北京市", "Beijing"),  # untranslated: English beside it
    "12": ("天津市", "Tianjin"),  # untranslated: English beside it
    "13": ("河北省", "Hebei"),  # untranslated: English beside it
    "14": ("山西省", "Shanxi"),  # untranslated: English beside it
    "15": ("内蒙古自治区", "Inner Mongolia"),  # untranslated: English beside it
    "21": ("辽宁省", "Liaoning"),  # untranslated: English beside it
    "22": ("吉林省", "Jilin"),  # untranslated: English beside it
    "23": ("黑龙江省", "Heilongjiang"),  # untranslated: English beside it
    "31": ("上海市", "Shanghai"),  # untranslated: English beside it
    "32": ("江苏省", "Jiangsu"),  # untranslated: English beside it
    "33": ("浙江省", "Zhejiang"),  # untranslated: English beside it
    "34": ("安徽省", "Anhui"),  # untranslated: English beside it
    "35": ("福建省", "Fujian"),  # untranslated: English beside it
    "36": ("江西省", "Jiangxi"),  # untranslated: English beside it
    "37": ("山东省", "Shandong"),  # untranslated: English beside it
    "41": ("河南省", "Henan"),  # untranslated: English beside it
    "42": ("湖北省", "Hubei"),  # untranslated: English beside it
    "43": ("湖南省", "Hunan"),  # untranslated: English beside it
    "44": ("广东省", "Guangdong"),  # untranslated: English beside it
    "45": ("广西壮族自治区", "Guangxi"),  # untranslated: English beside it
    "46": ("海南省", "Hainan"),  # untranslated: English beside it
    "50": ("重庆市", "Chongqing"),  # untranslated: English beside it
    "51": ("四川省", "Sichuan"),  # untranslated: English beside it
    "52": ("贵州省", "Guizhou"),  # untranslated: English beside it
    "53": ("云南省", "Yunnan"),  # untranslated: English beside it
    "54": ("西藏自治区", "Tibet"),  # untranslated: English beside it
    "61": ("陕西省", "Shaanxi"),  # untranslated: English beside it
    "62": ("甘肃省", "Gansu"),  # untranslated: English beside it
    "63": ("青海省", "Qinghai"),  # untranslated: English beside it
    "64": ("宁夏回族自治区", "Ningxia"),  # untranslated: English beside it
    "65": ("新疆维吾尔自治区", "Xinjiang"),  # untranslated: English beside it
    "71": ("台湾省", "Taiwan"),  # untranslated: English beside it
    "81": ("香港特别行政区", "Hong Kong"),  # untranslated: English beside it
    "82": ("澳门特别行政区", "Macao"),  # untranslated: English beside it
}
# 1 is the highest of the five; a letter stands for the two positions above them. Which letter stands for which of the
# two was not found, so both are possible.
LEVELS = {
    "1": ("senior_technician",),
    "2": ("technician",),
    "3": ("senior",),
    "4": ("intermediate",),
    "5": ("junior",),
}
ABOVE_FIVE = ("special_grade", "chief")


class NumberFault(ValueError):
    """Position (from 1; 0 for the whole), what stands there, and what belongs there: a key of the words for people."""

    def __init__(self, position: int, found: str, expected: str):
        super().__init__(f"position {position}: {found!r}, expected {expected}")
        self.position, self.found, self.expected = position, found, expected


def spelled(text: str) -> str:
    """Return the number as it is kept: half-width capitals, without the spaces and hyphens of a card."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in folded if not sign.isspace() and sign not in "-–—·.")


@dataclass(frozen=True, slots=True)
class NationalNumber:
    """The seven parts of a skill-level certificate's number, as written: leading zeros mean something."""

    evaluator: str  # Y employer, S social evaluation body, J technical school
    body: str  # given by the ministry; 0000 where first filed with a province
    province: str
    site: str
    year_digits: str
    level_mark: str
    serial: str

    LENGTH: ClassVar[int] = 22

    @property
    def year(self) -> int:
        """The four-digit year: this form of number is of this century (19 is 2019)."""
        return 2000 + int(self.year_digits)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that the mark can stand for, by the values of `SkillLevel`."""
        return LEVELS.get(self.level_mark, ABOVE_FIVE)

    def __str__(self) -> str:
        parts = (self.evaluator, self.body, self.province, self.site, self.year_digits, self.level_mark, self.serial)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class OldNumber:
    """The parts of a 职业资格证书 number, 16 digits."""

    year_digits: str
    province: str  # of a province, or of an industry, whose codes were not found
    city: str
    body_kind: str
    body: str
    level_mark: str
    serial: str

    LENGTH: ClassVar[int] = 16

    @property
    def year(self) -> int:
        """The four-digit year: the first of these certificates are of the nineties."""
        digits = int(self.year_digits)
        return 1900 + digits if digits >= 90 else 2000 + digits

    @property
    def levels(self) -> tuple[str, ...]:
        return LEVELS[self.level_mark]

    def __str__(self) -> str:
        parts = (self.year_digits, self.province, self.city, self.body_kind, self.body, self.level_mark, self.serial)
        return "".join(parts)


Number = NationalNumber | OldNumber


def decode(text: str) -> Number:
    """Take a number apart. Raises `NumberFault` for the first position that cannot be what it is."""
    number = spelled(text)
    if not number:
        raise NumberFault(0, "", "anything")
    return _old(number) if number[0] in DIGITS and len(number) == OldNumber.LENGTH else _national(number)


def _national(number: str) -> NationalNumber:
    _check_length(number)
    _check(number, 1, "YSJ", "evaluator")
    for position in (*range(2, 16), *range(17, 23)):
        _check(number, position, DIGITS, "digit")
    _check(number, 16, "12345" + LETTERS, "level")
    if number[5:7] not in PROVINCES:
        raise NumberFault(6, number[5:7], "province")
    return NationalNumber(number[0], number[1:5], number[5:7], number[7:13], number[13:15], number[15], number[16:22])


def _old(number: str) -> OldNumber:
    for position in range(1, 17):
        _check(number, position, DIGITS, "digit")
    _check(number, 7, "01234", "body_kind")
    _check(number, 11, "12345", "level_digit")
    return OldNumber(number[:2], number[2:4], number[4:6], number[6], number[7:10], number[10], number[11:])


def _check_length(number: str) -> None:
    """A number that begins with a digit is meant to be an old one, unless it is nearer to the length of a new one."""
    if len(number) != NationalNumber.LENGTH:
        is_old = number[0] in DIGITS and len(number) < 20
        raise NumberFault(0, number, "length_16" if is_old else "length_22")


def _check(number: str, position: int, allowed: str, expected: str) -> None:
    sign = number[position - 1]
    if sign not in allowed:
        raise NumberFault(position, sign, expected)
