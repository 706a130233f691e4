"""What evaluation keeps of a person: for their export, and where the law forbids to forget it."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _t

from juxian.evaluation.models import Application, CertificateLookUp
from juxian.evaluation.states import ApplicationState as S
from juxian.people.queries import same_human


def applications_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return everything that the person said in their applications, and what came of it."""
    rows = Application.objects.filter(applicant=person_id).select_related("item__occupation", "employer")
    return [_exported(row) for row in rows.prefetch_related("contributions", "look_ups").order_by("created_at")]


def reasons_to_keep(person_id: UUID) -> list[str]:
    """Return which laws hold a deletion: what is under way has its purpose, what was recognised is an archive."""
    rows = Application.objects.filter(applicant__in=same_human(person_id))
    reasons = []
    if rows.open().exists():
        reasons.append(_t("有金蓝领申报正在办理，处理目的尚未实现（《个人信息保护法》第四十七条），请先办结或撤回"))
    if rows.recognised().exists():
        reasons.append(_t("金蓝领认定材料属于应当归档的文件（《档案法》第十三条、第十四条），不能删除"))
    return reasons


def forgettable(person_id: UUID) -> QuerySet[Application]:
    """What may go with an erased person: drafts, and applications that ended without recognition."""
    ended = [S.DRAFT, S.WITHDRAWN, S.DECLINED, S.LAPSED, S.REJECTED]
    return Application.objects.filter(applicant__in=same_human(person_id), state__in=ended)


def _exported(row: Application) -> dict[str, Any]:
    works = [f"{one.title}（{one.done_on.isoformat()}）：{one.description}" for one in row.contributions.all()]
    return {
        _t("申报编号"): row.number or _t("草稿"),
        _t("职业"): row.item.name if row.item else "",
        _t("申报等级"): str(row.get_level_display()),
        _t("状态"): str(row.get_state_display()),
        _t("工作单位"): row.employer.name if row.employer else "",
        _t("岗位"): row.post,
        _t("劳动合同起"): row.contract_from_on.isoformat() if row.contract_from_on else "",
        _t("劳动合同止"): row.contract_until_on.isoformat() if row.contract_until_on else "",
        _t("本单位连续参保起"): row.insured_since_on.isoformat() if row.insured_since_on else "",
        _t("月工资（元）"): "" if row.monthly_pay_fen is None else f"{row.monthly_pay_fen / 100:.2f}",
        _t("个人陈述"): row.statement,
        _t("业绩"): "；".join(works),
        _t("认定渠道"): str(row.get_channel_display()),
        _t("从事本职业起"): row.trade_since_on.isoformat() if row.trade_since_on else "",
        _t("国家证书"): _certificate(row),
        _t("竞赛获奖"): _award(row),
        _t("全国联网查询"): "；".join(_look_up(one) for one in row.look_ups.all()),
        _t("提交时间"): row.submitted_at.isoformat() if row.submitted_at else "",
        _t("意见"): row.reason,
        _t("认定日期"): row.recognised_on.isoformat() if row.recognised_on else "",
    }


def _certificate(row: Application) -> str:
    claim = getattr(row, "certificate_claim", None)
    if claim is None:
        return ""
    parts = (claim.number, claim.holder_name, claim.occupation_name, str(claim.get_level_display()))
    return "，".join((*parts, claim.issued_on.isoformat(), claim.issuing_body))


def _award(row: Application) -> str:
    claim = getattr(row, "award_claim", None)
    if claim is None:
        return ""
    rank = _t("第%(rank)d名") % {"rank": claim.rank}
    parts = (claim.contest, str(claim.get_contest_class_display()), str(claim.get_prize_display()), rank)
    return "，".join((*parts, claim.awarded_on.isoformat()))


def _look_up(row: CertificateLookUp) -> str:
    """What the office found; the officers are not named."""
    found = _t("查到且相符") if row.found else _t("未查到或不符")
    return f"{row.looked_up_on.isoformat()} {row.number} {found} {row.note}".strip()
