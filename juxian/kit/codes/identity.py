"""Identity numbers of citizens (GB 11643), and of residents from Hong Kong, Macao and Taiwan, built the same way.

The check digit is our own: python-stdnum rejects divisions that it does not know and crashes on some.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from juxian.kit import clock
from juxian.kit.codes.characters import compact, identity_check_digit
from juxian.kit.errors import RuleBroken

# GB/T 2260, the first two digits. Below them divisions come and go, so an unknown one is no fault.
MAINLAND = (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
PROVINCES = {code for codes in MAINLAND for code in codes} | {71, 81, 82, 83}
OLDEST_YEARS = 130
SYNTHETIC_DIVISION = "350299"  # never assigned: a number of the demo can belong to nobody


@dataclass(frozen=True)
class CitizenId:
    """What an identity number says of its holder. `sex` is "male" or "female"."""

    birth_on: date
    sex: str
    division: str
    number: str = field(default="", repr=False)


def check_identity_number(text: str) -> CitizenId:
    """Return what the number says, or raise RuleBroken with what is wrong with it."""
    number = compact(text)
    _check_shape(number)
    birth_on = check_birth(number[6:14])
    if identity_check_digit(number[:17]) != number[17]:
        raise RuleBroken(_("身份证号码校验不通过，可能有一位输错或两位颠倒。请对照证件逐位核对。"))
    sex = "male" if int(number[16]) % 2 else "female"
    return CitizenId(birth_on, sex, number[:6], number)


def _check_shape(number: str) -> None:
    if re.fullmatch(r"[0-9]{15}", number):
        raise RuleBroken(_("这是15位旧身份证号码，旧证已于2013年停用。请填写现用证件上的18位号码。"))
    if len(number) != 18:
        message = _("身份证号码应为18位，现在是%(count)d位。请对照证件逐位核对。")
        raise RuleBroken(message % {"count": len(number)})
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise RuleBroken(_("身份证号码前17位应为数字，末位为数字或X。请检查是否把数字0、1输成了字母。"))
    if number.startswith("9"):
        raise RuleBroken(_("以9开头的是外国人永久居留身份证号码，不是居民身份证号码。请改选证件类型。"))
    if int(number[:2]) not in PROVINCES:
        message = _("身份证号码前两位“%(code)s”不是任何省份的代码。请对照证件核对开头几位。")
        raise RuleBroken(message % {"code": number[:2]})


def check_birth(digits: str) -> date:
    """Return the date of eight digits, or raise RuleBroken: no such day, in the future, or beyond a human's life."""
    try:
        birth_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        message = _("号码第7至14位应是出生日期，但“%(digits)s”不是真实的日期。请对照证件核对。")
        raise RuleBroken(message % {"digits": digits}) from None
    today = clock.today()
    if birth_on > today:
        raise RuleBroken(_("号码中的出生日期在今天之后，不可能成立。请对照证件核对第7至14位。"))
    if today.year - birth_on.year > OLDEST_YEARS:
        raise RuleBroken(_("号码中的出生日期早于130年前，不合情理。请对照证件核对第7至14位。"))
    return birth_on


def synthetic_identity_number(serial: int, birth_on: date, sex: str) -> str:
    """Return a number that can belong to nobody, for demonstrations and tests: unassigned division, right check digit.

    `serial` runs from 0 to 499 for each birth date and sex."""
    if not 0 <= serial <= 499:
        raise ValueError("the serial of a synthetic identity number runs from 0 to 499 a day and sex")
    if sex not in {"male", "female"}:
        raise ValueError("sex is 'male' or 'female'")
    order = serial * 2 + (sex == "male")
    body = f"{SYNTHETIC_DIVISION}{birth_on:%Y%m%d}{order:03d}"
    return body + identity_check_digit(body)
