"""What employers are told of their page, vacancies, campaigns and standing, and complainants of the answer."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Text
from juxian.kit.messages import MessageKind, send, send_to_each
from juxian.people.queries import member_ids
from juxian.recruitment.models import Blacklisting, EmployerPage, Participation, Vacancy, VacancyReport
from juxian.recruitment.states import PAGE, PARTICIPATION, VACANCY

WAYS = ("inbox", "sms")
ROLES = ("employer_admin", "employer_staff")
EXAMPLE: dict[str, Text] = {
    "title": _("数控车工"),
    "decision": _("退回修改"),
    "reason": _("请写明工作地址。"),
    "count": "12",
    "campaign": _("2025年春季招聘季"),
    "number": "JB202500001",
    "answer": _("经核查，职位已下架。"),
    "until": "2026-03-12",
    "organisation": _("演示精密制造（集美）有限公司"),
}

VACANCY_REVIEWED = MessageKind(
    key="recruitment.vacancy_reviewed",
    title=_("职位“{title}”：{decision}"),
    body=_("您单位的职位“{title}”：{decision}。{reason}"),
    channels=WAYS,
    example=EXAMPLE,
)
VACANCIES_APPROVED = MessageKind(
    key="recruitment.vacancies_approved",
    title=_("{count}个职位审核通过"),
    body=_("您单位提交的{count}个职位审核通过，已经公开招聘。"),
    channels=("inbox",),
    example=EXAMPLE,
)
PAGE_REVIEWED = MessageKind(
    key="recruitment.page_reviewed",
    title=_("单位主页：{decision}"),
    body=_("您单位的主页：{decision}。{reason}"),
    channels=WAYS,
    example=EXAMPLE,
)
PARTICIPATION_DECIDED = MessageKind(
    key="recruitment.participation_decided",
    title=_("{campaign}：{decision}"),
    body=_("您单位报名的“{campaign}”：{decision}。{reason}"),
    channels=WAYS,
    example=EXAMPLE,
)
BLACKLISTED = MessageKind(
    key="recruitment.blacklisted",
    title=_("您单位被列入招聘黑名单"),
    body=_(
        "您单位被列入招聘黑名单，招聘中的职位已下架，期间不能发布职位。理由：{reason} 有异议的，请向人社部门书面说明。"
    ),
    channels=WAYS,
    example=EXAMPLE,
)
CLEARED = MessageKind(
    key="recruitment.cleared",
    title=_("您单位已移出招聘黑名单"),
    body=_("您单位已移出招聘黑名单，可以重新发布职位。原来下架的职位不会自动恢复，请改正后再提交。"),
    channels=WAYS,
    example=EXAMPLE,
)
REPORT_ANSWERED = MessageKind(
    key="recruitment.report_answered",
    title=_("举报{number}已有答复"),
    body=_("您对“{organisation}”的职位“{title}”的举报，结论是：{decision}。{answer}"),
    channels=WAYS,
    example=EXAMPLE,
)


def tell_of_vacancy(vacancy: Vacancy, event: str, at: str) -> None:
    """One message a decision; the reason of a return is in it word for word."""
    words = {"title": vacancy.title, "decision": VACANCY.label(event), "reason": vacancy.reason}
    link = reverse("recruitment:org_vacancy", args=[vacancy.pk])
    _tell(VACANCY_REVIEWED, vacancy.organisation_id, words, f"{vacancy.pk}:{event}:{at}", link)


def tell_of_approved(organisation_id: Any, count: int, at: str) -> None:
    words = {"count": str(count)}
    _tell(VACANCIES_APPROVED, organisation_id, words, f"{organisation_id}:{at}", reverse("recruitment:org_vacancies"))


def tell_of_page(page: EmployerPage, event: str, at: str) -> None:
    words = {"decision": PAGE.label(event), "reason": page.reason}
    _tell(PAGE_REVIEWED, page.organisation_id, words, f"{page.pk}:{event}:{at}", reverse("recruitment:org_page"))


def tell_of_participation(row: Participation, event: str, at: str) -> None:
    words = {"campaign": row.campaign.name, "decision": PARTICIPATION.label(event), "reason": row.reason}
    link = reverse("recruitment:org_campaigns")
    _tell(PARTICIPATION_DECIDED, row.organisation_id, words, f"{row.pk}:{event}:{at}", link)


def tell_of_blacklisting(entry: Blacklisting) -> None:
    _tell(BLACKLISTED, entry.organisation_id, {"reason": entry.reason}, str(entry.pk), _vacancies())


def tell_of_clearing(entry: Blacklisting) -> None:
    _tell(CLEARED, entry.organisation_id, {}, str(entry.pk), _vacancies())


def tell_complainant(report: VacancyReport) -> None:
    """Who has an account; the others read the answer with their number and code."""
    if report.person is None:
        return
    words = {
        "number": report.number,
        "organisation": report.vacancy.organisation.name,
        "title": report.vacancy.title,
        "decision": report.get_state_display(),
        "answer": report.answer,
    }
    link = reverse("recruitment:my_report", args=[report.pk])
    send(REPORT_ANSWERED.key, to=report.person.surviving().pk, context=words, key=str(report.pk), link=link)


def _vacancies() -> str:
    return reverse("recruitment:org_vacancies")


def _tell(kind: MessageKind, organisation_id: Any, words: dict[str, Any], key: str, link: str) -> None:
    send_to_each(kind.key, member_ids(organisation_id, ROLES), words, key, link=link)
