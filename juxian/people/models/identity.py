"""Reading an identity document: what its number says, and what must be asked besides."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from juxian.kit import clock
from juxian.kit.codes import check_permit
from juxian.kit.errors import RuleBroken

SELF_DESCRIBING_LENGTH = 18  # numbers of 18 characters carry birth date (7–14) and sex (17, odd = male): GB 11643


@dataclass(frozen=True)
class Identity:
    """A checked document."""

    kind: str
    number: str
    birth_on: date
    sex: str


def read_identity(kind: str, number: str, *, birth_on: date | None = None, sex: str = "") -> Identity:
    """Return the checked document; raise RuleBroken where the number is wrong or something besides it is missing."""
    try:
        number = check_permit(kind, number)
    except RuleBroken as error:
        raise RuleBroken(error.message, field="identity_number") from error
    if len(number) == SELF_DESCRIBING_LENGTH:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
        return Identity(kind, number, born, "male" if int(number[16]) % 2 else "female")
    if birth_on is None or birth_on >= clock.today():
        raise RuleBroken(_("这种证件的号码不含出生日期。请按证件填写出生日期。"), field="birth_on")
    if not sex:
        raise RuleBroken(_("这种证件的号码不含性别。请按证件选择性别。"), field="sex")
    return Identity(kind, number, birth_on, sex)
