"""Complaints about vacancies: filed by anybody, taken up by an officer, answered to whoever complained."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, Audience
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.models import Upload
from juxian.kit.numbering import next_number
from juxian.kit.working_days import deadline
from juxian.recruitment.actions.vacancy_review import take_down_vacancy
from juxian.recruitment.events import ReportDecided
from juxian.recruitment.models import Vacancy, VacancyReport
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.report import WORKING_DAYS, digest_of
from juxian.recruitment.states import REPORT, VacancyState

SHORTEST = 10


@action(_("举报职位"), Permission.REPORT_VACANCY, lock=False, sensitive=["text", "phone", "code"])
def file_report(
    vacancy: Vacancy,
    *,
    ground: str,
    text: str,
    code: str,
    phone: str = "",
    evidence: Upload | None = None,
    by: Actor,
) -> VacancyReport:
    """Anybody may complain, also without an account: the number and the code lead to the answer. The employer never
    learns who it was."""
    if len(text.strip()) < SHORTEST:
        raise RuleBroken(_t("说明太短，无法核查。请写明什么时间、在哪里、发生了什么。"), field="text")
    person_id = by.person_id if by.audience is Audience.PERSON else None
    mine = VacancyReport.objects.open().filter(vacancy=vacancy, person=person_id)
    if person_id and mine.exists():
        raise RuleBroken(_t("您对这个职位的举报正在核查，请等答复后再提。"))
    year = clock.today().year
    number = f"JB{year}{next_number(f'recruitment.report.{year}'):05d}"
    return VacancyReport.objects.create(
        number=number,
        vacancy=vacancy,
        person_id=person_id,
        reason=ground,
        text=text.strip(),
        evidence=evidence,
        contact_phone=phone or None,
        code_digest=digest_of(number, code),
        filed_at=clock.now(),
        state_since_at=clock.now(),
        due_at=deadline(clock.now(), WORKING_DAYS),
    )


@action(_("受理职位举报"), Permission.HANDLE_REPORT)
def accept_report(report: VacancyReport, *, by: Actor) -> VacancyReport:
    """From now on it is this officer's."""
    REPORT.move(report, "accept")
    report.handler_id = by.person_id
    report.save()
    return report


@action(_("举报属实"), Permission.HANDLE_REPORT)
def uphold_report(report: VacancyReport, *, answer: str, take_down: bool = True, by: Actor) -> VacancyReport:
    """The vacancy goes out of sight unless the fault was mended; the blacklist is a decision of its own."""
    _decide(report, "uphold", answer, by)
    if take_down and report.vacancy.state == VacancyState.OPEN:
        reason = _t("举报属实（%(number)s）：%(answer)s") % {"number": report.number, "answer": report.answer}
        take_down_vacancy(report.vacancy, reason=reason[:500], by=by)
    return report


@action(_("举报不属实"), Permission.HANDLE_REPORT)
def dismiss_report(report: VacancyReport, *, answer: str, by: Actor) -> VacancyReport:
    """The vacancy stays, and the complainant reads why."""
    return _decide(report, "dismiss", answer, by)


def _decide(report: Any, event: str, answer: str, by: Actor) -> VacancyReport:
    if len(answer.strip()) < SHORTEST:
        raise RuleBroken(_t("请写明核查经过和结论（至少十个字），举报人会看到。"), field="answer")
    REPORT.move(report, event)
    if report.handler_id != by.person_id:
        raise RuleBroken(_t("这件举报由另一位同事受理，要由受理的人作出结论。"))
    report.answer, report.decided_at, report.due_at = answer.strip(), clock.now(), None
    report.save()
    announce(ReportDecided(str(report.pk)))
    return report
