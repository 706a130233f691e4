"""Who may appeal, and until when."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t

from juxian.evaluation.models import Appeal, Application, PanelCase
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock
from juxian.kit.working_days import deadline
from juxian.people.queries import same_human

APPEAL_WORKING_DAYS = 15  # assumption: no rule names a limit (rules.md §2.1 names ten days for a score query)
ANSWER_WORKING_DAYS = 5  # assumption: as for the acceptance of an application


def appeal_of(application: Application) -> Appeal | None:
    """Return the application's appeal, or None."""
    return Appeal.objects.filter(application=application).first()


def may_appeal_until(application: Application) -> dt.datetime | None:
    """Return the last instant for an appeal against the panel's result, or None where no panel turned it down."""
    case = application.panel_case
    if application.state != ApplicationState.REJECTED or case is None or case.has_passed is not False:
        return None
    return deadline(case.panel.closed_at, APPEAL_WORKING_DAYS)


def obstacle_to_appeal(application: Application) -> str:
    """Return in one sentence why the applicant cannot appeal now; nothing where they can."""
    if appeal_of(application):
        return _t("这份申报已经申诉过一次，不能再次申诉。对结论仍有异议的，请到窗口咨询。")
    until = may_appeal_until(application)
    if until is None:
        return _t("只有评审组评审不通过的申报可以申诉。")
    if clock.now() > until:
        return _t("申诉要在结果作出后%(days)d个工作日内提出，现在已经过期。可以重新申报。") % {
            "days": APPEAL_WORKING_DAYS
        }
    if other := other_open_application(application):
        return _t("您另有一份申报（%(number)s）正在办理。请先办结或撤回它，再申诉。") % {"number": other.number}
    return ""


def other_open_application(application: Application) -> Application | None:
    """Return what the same human has under way besides this; one at a time is the rule."""
    rows = Application.objects.open().filter(applicant__in=same_human(application.applicant.surviving().pk))
    return rows.exclude(pk=application.pk).first()


def panels_of(application: Application) -> QuerySet[PanelCase]:
    """Return the cases before each panel, the first one first."""
    return application.panel_cases.select_related("panel").order_by("created_at")


def appeal_words(application: Application) -> str:
    """Return one sentence about appealing for the applicant's page, or nothing where there is nothing to say."""
    if appeal := appeal_of(application):
        return _t("您已对评审结果提出申诉：%(state)s。") % {"state": appeal.get_state_display()}
    until = may_appeal_until(application)
    if until is None or clock.now() > until:
        return ""
    return _t("对评审结果不服的，可以在%(day)s前申诉一次。") % {"day": timezone.localdate(until).isoformat()}


def appeals_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return the person's appeals for their export: what they wrote and what was answered."""
    rows = Appeal.objects.filter(application__applicant=person_id).select_related("application")
    return [
        {
            _t("申报编号"): row.application.number,
            _t("申诉理由"): row.reasons,
            _t("状态"): str(row.get_state_display()),
            _t("答复"): row.answer,
            _t("提出时间"): row.filed_at.isoformat(),
        }
        for row in rows.order_by("filed_at")
    ]
