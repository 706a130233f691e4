"""Columns of the office's lists as Excel."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import CeremonyEntry, Credential
from juxian.kit.excel import Column

EXPORT_COLUMNS = [
    Column("number", _("证书编号")),
    Column("holder_name", _("姓名")),
    Column("identity_tail", _("证件后四位")),
    Column("occupation", _("职业")),
    Column("level", _("等级")),
    Column("employer_name", _("发证时单位")),
    Column("issued_on", _("发证日期"), "date"),
    Column("state", _("状态")),
]


def export_row(credential: Credential) -> dict[str, Any]:
    """Return one row; the identity number by its last four only."""
    return {
        "number": credential.number,
        "holder_name": credential.holder_name,
        "identity_tail": credential.holder.identity_tail,
        "occupation": f"{credential.occupation_name}（{credential.occupation_code}）",
        "level": str(credential.get_level_display()),
        "employer_name": credential.employer_name,
        "issued_on": credential.issued_on,
        "state": str(credential.get_state_display()),
    }


CEREMONY_COLUMNS = [
    Column("position", _("顺序"), "integer"),
    Column("row", _("排"), "integer"),
    Column("seat", _("座"), "integer"),
    Column("name", _("姓名")),
    Column("level", _("等级")),
    Column("occupation", _("职业")),
    Column("employer_name", _("单位")),
    Column("number", _("证书编号")),
    Column("state", _("发放")),
]


def ceremony_row(entry: CeremonyEntry) -> dict[str, Any]:
    """Return one turn of a ceremony, with its seat."""
    credential = entry.credential
    return {
        "position": entry.position,
        "row": entry.row,
        "seat": entry.seat,
        "name": credential.holder_name,
        "level": str(credential.get_level_display()),
        "occupation": credential.occupation_name,
        "employer_name": credential.employer_name,
        "number": credential.number,
        "state": str(credential.copy.get_state_display()),
    }
