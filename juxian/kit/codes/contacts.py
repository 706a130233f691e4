"""Mobile numbers and bank cards."""

import re

from django.utils.translation import gettext as _

from juxian.kit.codes.characters import compact
from juxian.kit.errors import RuleBroken

CHINA_PREFIX = re.compile(r"^(?:\+|00)86")


def check_mobile(text: str) -> str:
    """Return eleven digits, or raise RuleBroken."""
    number = CHINA_PREFIX.sub("", compact(text))
    if not re.fullmatch(r"1[3-9][0-9]{9}", number):
        raise RuleBroken(_("手机号码应为11位数字，以13至19开头。请核对后重新填写。"))
    return number


def check_bank_card(text: str) -> str:
    """Return 12 to 19 digits, or raise RuleBroken. Ask `luhn_holds` besides, to warn and not to refuse."""
    number = compact(text)
    if not re.fullmatch(r"[0-9]{12,19}", number):
        raise RuleBroken(_("银行卡号应为12至19位数字。请对照卡面核对，不要填写有效期或卡背的安全码。"))
    return number
