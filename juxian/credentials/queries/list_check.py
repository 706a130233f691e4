"""What a list of numbers and names says, in public words alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import Credential
from juxian.credentials.numbers import is_number
from juxian.kit.text import fold

MISTYPED, UNKNOWN, OTHER_NAME, NOT_YET = "mistyped", "unknown", "other_name", "not_yet"
# Word and tone of a row; the states of a certificate have their own words.
WORDS = {
    MISTYPED: (_("编号抄错"), "wait"),
    UNKNOWN: (_("没有这个编号"), "stop"),
    OTHER_NAME: (_("姓名不符"), "stop"),
    NOT_YET: (_("尚未公布"), "wait"),
    "valid": (_("有效"), "ok"),
    "suspended": (_("暂停"), "wait"),
    "revoked": (_("已撤销"), "stop"),
    "replaced": (_("已换发"), "stop"),
    "expired": (_("已过期"), "wait"),
}


@dataclass(frozen=True)
class Checked:
    """One row of the list with its verdict. The facts are empty where number and name do not agree."""

    number: str
    name: str
    verdict: str
    occupation: str = ""
    level: str = ""
    issued_on: str = ""


def check_rows(rows: Sequence[dict[str, Any]]) -> list[Checked]:
    """Return a verdict for each row, in their order, in one query for the whole list."""
    numbers = [str(row["number"]).strip().upper() for row in rows]
    found = Credential.objects.filter(number__in=[number for number in numbers if is_number(number)])
    by_number = {credential.number: credential for credential in found}
    return [
        _checked(number, str(row["name"]).strip(), by_number.get(number))
        for number, row in zip(numbers, rows, strict=True)
    ]


def _checked(number: str, name: str, credential: Credential | None) -> Checked:
    if not is_number(number):
        return Checked(number, name, MISTYPED)
    if credential is None:
        return Checked(number, name, UNKNOWN)
    if fold(credential.holder_name) != fold(name):
        return Checked(number, name, OTHER_NAME)
    if not credential.is_published:
        return Checked(number, name, NOT_YET)
    return Checked(
        number,
        name,
        credential.state,
        f"{credential.occupation_name}（{credential.occupation_code}）",
        credential.level,
        credential.issued_on.isoformat(),
    )
