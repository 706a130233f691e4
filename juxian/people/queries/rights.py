"""What domains say about a person's data: sections of the export, laws that hold a deletion, purposes of consent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Text
from juxian.people.models import Consent, CorrectionRequest, Person

Section = list[dict[str, Any]]


@dataclass(frozen=True)
class ConsentPurpose:
    """One use of data that a person may allow: a title and one sentence saying what happens and what does not."""

    key: str
    title: Text
    text: Text


EXPORTS: dict[str, tuple[Text, Callable[[UUID], Section]]] = {}
HOLDS: dict[str, Callable[[UUID], list[str]]] = {}
CONSENT_PURPOSES: dict[str, ConsentPurpose] = {}


def register_export(section: str, label: Text, rows: Callable[[UUID], Section]) -> None:
    """Let a domain contribute to the export: `rows(person_id)` returns dictionaries of words and plain values."""
    EXPORTS[section] = (label, rows)


def register_hold(domain: str, reasons: Callable[[UUID], list[str]]) -> None:
    """Let a domain say what the law makes it keep: `reasons(person_id)` returns sentences that name the law."""
    HOLDS[domain] = reasons


def register_consent_purpose(key: str, title: Text, text: Text) -> None:
    """Declare a use of data that needs a yes."""
    CONSENT_PURPOSES[key] = ConsentPurpose(key, title, text)


def purpose_title(key: str) -> Text:
    """Return the words of a purpose, or its key where the purpose is no longer asked for."""
    return CONSENT_PURPOSES[key].title if key in CONSENT_PURPOSES else key


def export_of(person: Person) -> dict[str, Any]:
    """Return all sections of a person's export. Merged rows of the same human are included."""
    keys = [person.pk, *person.absorbed.values_list("pk", flat=True)]
    return {
        section: {"label": str(label), "rows": [row for key in keys for row in rows(key)]}
        for section, (label, rows) in EXPORTS.items()
    }


def holds_on(person_id: UUID) -> list[str]:
    """Return why the law forbids to erase this person, one sentence each; an empty list where nothing does."""
    return [reason for reasons in HOLDS.values() for reason in reasons(person_id)]


def has_consent(person_id: UUID, purpose: str) -> bool:
    """Tell whether the person allows this use today."""
    return Consent.objects.in_force_on(clock.today()).filter(person=person_id, purpose=purpose).exists()


def _own_rows(person_id: UUID) -> Section:
    person = Person.objects.get(pk=person_id)
    return [
        {
            str(_("姓名")): person.name,
            str(_("证件类型")): person.get_identity_kind_display(),
            str(_("证件号码")): person.identity_number.open() if person.identity_number else "",
            str(_("出生日期")): person.birth_on.isoformat() if person.birth_on else "",
            str(_("性别")): person.get_sex_display(),
            str(_("手机号")): person.phone.open() if person.phone else "",
            str(_("电子邮箱")): person.email,
            str(_("居住街道代码")): person.street_code,
            str(_("登记时间")): person.created_at.isoformat(),
        }
    ]


def _membership_rows(person_id: UUID) -> Section:
    rows = Person.objects.get(pk=person_id).memberships.select_related("organisation").order_by("created_at")
    return [
        {
            str(_("单位")): row.organisation.name,
            str(_("角色")): str(row.role_label),
            str(_("状态")): row.get_state_display(),
            str(_("开始")): row.starts_on.isoformat(),
            str(_("结束")): row.ends_on.isoformat() if row.ends_on else "",
        }
        for row in rows
    ]


def _consent_rows(person_id: UUID) -> Section:
    return [
        {
            str(_("用途")): str(CONSENT_PURPOSES[row.purpose].title)
            if row.purpose in CONSENT_PURPOSES
            else row.purpose,
            str(_("来源")): row.source,
            str(_("给予时间")): row.given_at.isoformat(),
            str(_("到期日")): row.expires_on.isoformat() if row.expires_on else "",
            str(_("撤回时间")): row.withdrawn_at.isoformat() if row.withdrawn_at else "",
        }
        for row in Consent.objects.filter(person=person_id).order_by("given_at")
    ]


def _correction_rows(person_id: UUID) -> Section:
    return [
        {
            str(_("申请时间")): row.created_at.isoformat(),
            str(_("姓名")): row.name,
            str(_("证件号码")): row.identity_number.open() if row.identity_number else "",
            str(_("说明")): row.reason,
            str(_("状态")): row.get_state_display(),
            str(_("答复")): row.answer,
        }
        for row in CorrectionRequest.objects.filter(person=person_id).order_by("created_at")
    ]


register_export("person", _("个人信息"), _own_rows)
register_export("memberships", _("任职与角色"), _membership_rows)
register_export("consents", _("同意记录"), _consent_rows)
register_export("corrections", _("更正申请"), _correction_rows)
register_consent_purpose(
    "contact_sms", _("短信提醒"), _("办理进度变化时给您发短信。不同意时只发站内消息，不影响办理。")
)
register_consent_purpose(
    "data_check",
    _("部门数据核验"),
    _("向社保、学历等部门核对您填报的内容，只核对申报所需的项目。不同意时请自行上传证明。"),
)
