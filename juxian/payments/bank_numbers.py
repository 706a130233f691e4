"""Numbers of bank accounts: how they are written, masked and doubted. Pure.

A bank passbook or a company's account carries no Luhn digit, so a number that fails it is only pointed out."""

import re
import unicodedata

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Text
from juxian.kit.errors import RuleBroken

# 行别代码, the first three digits of a bank's number in the central bank's payment system.
BANKS: dict[str, Text] = {
    "102": _("中国工商银行"),
    "103": _("中国农业银行"),
    "104": _("中国银行"),
    "105": _("中国建设银行"),
    "301": _("交通银行"),
    "403": _("中国邮政储蓄银行"),
    "308": _("招商银行"),
    "309": _("兴业银行"),
    "302": _("中信银行"),
    "303": _("中国光大银行"),
    "304": _("华夏银行"),
    "305": _("中国民生银行"),
    "306": _("广发银行"),
    "307": _("平安银行"),
    "310": _("上海浦东发展银行"),
    "313": _("厦门银行"),
    "402": _("厦门农商银行"),
}
SHORTEST, LONGEST = 12, 30
SPACES = re.compile(r"[\s\-‐–—·]+")
MIDDLE_DOTS = re.compile("[·•‧・･．.]")
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def check_account_number(text: str) -> str:
    """Return the digits of an account number, however grouped it was typed. Raises `RuleBroken`."""
    digits = SPACES.sub("", unicodedata.normalize("NFKC", text))
    if digits and not (digits.isascii() and digits.isdigit()):
        message = _t("银行账号只能是数字，“%(text)s”里有别的字符。请对照银行卡正面的卡号再填。")
        raise RuleBroken(message % {"text": _first_odd(digits)}, field="number")
    if not SHORTEST <= len(digits) <= LONGEST:
        message = _t("银行账号应是%(shortest)d到%(longest)d位数字，填了%(found)d位。请对照银行卡正面的卡号再填。")
        places = {"shortest": SHORTEST, "longest": LONGEST, "found": len(digits)}
        raise RuleBroken(message % places, field="number")
    return digits


def passes_luhn(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit (ISO/IEC 7812) of those before it."""
    total = 0
    for at, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def luhn_digit(digits: str) -> str:
    """Return the digit that makes the number pass: for synthetic numbers of demo and tests."""
    return next(sign for sign in "0123456789" if passes_luhn(digits + sign))


def masked_account(tail: str) -> str:
    """Return ****1234."""
    return f"****{tail[-4:]}"


def bank_name(code: str) -> Text:
    """Return the name of a bank, or "" for a code that is not in the list."""
    return BANKS.get(code, "")


def names_agree(registered: str, holder: str) -> bool:
    """Tell whether two spellings are the same name: width, spaces, kinds of middle dot and the shape that was chosen
    for a rare character do not matter; the characters themselves do."""
    return _plain_name(registered) == _plain_name(holder) != ""


def _plain_name(name: str) -> str:
    text = SELECTORS.sub("", unicodedata.normalize("NFKC", name))
    return "".join(MIDDLE_DOTS.sub("", text).split()).casefold()


def _first_odd(text: str) -> str:
    return next((sign for sign in text if not (sign.isascii() and sign.isdigit())), "")[:1]
