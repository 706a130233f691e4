"""What credentials keep of a person: for their export, and why a certificate outlives a wish to be forgotten."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.credentials.models import Copy, Credential, CredentialEvent
from juxian.people.queries import same_human


def credentials_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return the person's certificates with everything that happened to them."""
    rows = Credential.objects.filter(holder=person_id).prefetch_related("history", "copies").order_by("issued_on")
    return [
        {
            _t("证书编号"): row.number,
            _t("姓名"): row.holder_name,
            _t("职业"): row.occupation_name,
            _t("等级"): str(row.get_level_display()),
            _t("发证时单位"): row.employer_name,
            _t("发证日期"): row.issued_on.isoformat(),
            _t("状态"): str(row.get_state_display()),
            _t("状态记录"): "；".join(_in_words(entry) for entry in row.history.all()),
            _t("纸质证书"): "；".join(_paper(copy) for copy in row.copies.all()),
        }
        for row in rows
    ]


def _in_words(entry: CredentialEvent) -> str:
    return f"{entry.happened_at.isoformat()} {entry.label} {entry.reason}".strip()


def _paper(copy: Copy) -> str:
    """One paper: which it is, why it was made and when, how it stands, and who received it."""
    which = _t("第%(n)d份") % {"n": copy.serial}
    made = f"{which} {copy.get_reason_display()} {copy.made_at.isoformat()}"
    return f"{made} {copy.get_state_display()} {copy.received_by}".strip()


def reasons_to_keep(person_id: UUID) -> list[str]:
    """Return why a certificate stays: whoever was shown it may check it, also after it was revoked."""
    if not Credential.objects.filter(holder__in=same_human(person_id)).exists():
        return []
    return [_t("已签发的人才证书须可查验，证书记录属于应当归档的文件（《档案法》第十三条、第十四条），不能删除")]
