"""Unified social credit codes (GB 32100), with the organisation code (GB 11714) that lies inside them."""

import re

from django.utils.translation import gettext as _

from juxian.kit.codes.characters import (
    USCC_ALPHABET,
    compact,
    organisation_check_character,
    uscc_check_character,
)
from juxian.kit.errors import RuleBroken

# GB 32100 table 1: who registers. 1 establishment, 5 civil affairs, 9 market supervision, Y others.
DEPARTMENTS = "123456789ANY"


def check_uscc(text: str) -> str:
    """Return the normal spelling of the code, or raise RuleBroken with what is wrong with it."""
    code = compact(text)
    if re.fullmatch(r"[0-9]{15}", code):
        raise RuleBroken(_("这是15位旧工商注册号，已停用。请填写营业执照上的18位统一社会信用代码。"))
    if len(code) != 18:
        message = _("统一社会信用代码应为18位，现在是%(count)d位。请对照营业执照核对。")
        raise RuleBroken(message % {"count": len(code)})
    if any(character not in USCC_ALPHABET for character in code):
        raise RuleBroken(_("统一社会信用代码只有数字和大写字母，且不用I、O、S、V、Z。请检查是否与1、0、5、2混淆。"))
    if code[0] not in DEPARTMENTS or not re.fullmatch(r"[0-9]{6}", code[2:8]):
        raise RuleBroken(_("统一社会信用代码的登记部门或行政区划部分不对。请对照营业执照核对前8位。"))
    inside = organisation_check_character(code[8:16]) == code[16]
    if not inside or uscc_check_character(code[:17]) != code[17]:
        raise RuleBroken(_("统一社会信用代码校验不通过，可能有一位输错。请对照营业执照逐位核对。"))
    return code
