"""What a person gets of their profile and applications when they ask for their data, and what the law keeps."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from juxian.recruitment.models import Agreement, JobApplication, Profile
from juxian.recruitment.models.agreement import HOLDING
from juxian.recruitment.models.job_application import OPEN


def profile_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return the profile, whole."""
    return [
        {
            str(_("求职方向")): row.resume.headline,
            str(_("简历内容")): row.content,
            str(_("想在哪个街道工作")): row.street_code,
            str(_("最近修改")): row.changed_at.isoformat(),
        }
        for row in Profile.objects.filter(person=person_id)
    ]


def applications_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return every application with its end."""
    rows = JobApplication.objects.filter(person=person_id).select_related("vacancy", "organisation")
    return [
        {
            str(_("职位")): row.vacancy.title,
            str(_("单位")): row.organisation.name,
            str(_("来源")): row.get_source_display(),
            str(_("投递时间")): row.sent_at.isoformat(),
            str(_("状态")): row.get_state_display(),
            str(_("答复")): row.reason,
        }
        for row in rows.order_by("sent_at")
    ]


def reasons_to_keep(person_id: UUID) -> list[str]:
    """Return why the law forbids to erase the person now, one sentence each."""
    reasons = []
    if Agreement.objects.filter(person=person_id, state__in=HOLDING).exists():
        reasons.append(_("您有待签或有效的三方协议，依照劳动合同管理的规定须保存到协议结束。"))
    if JobApplication.objects.filter(person=person_id, state__in=OPEN).exists():
        reasons.append(_("您有进行中的投递，请先撤回；招聘服务记录依照《网络招聘服务管理规定》保存。"))
    return reasons
