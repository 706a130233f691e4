"""Appeals: filed by the applicant, accepted or refused by the office, decided by a second panel."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.seating import _must_not_be_own
from juxian.evaluation.events import AppealRefused
from juxian.evaluation.models import Appeal, Application
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.appeal import ANSWER_WORKING_DAYS, obstacle_to_appeal, other_open_application
from juxian.evaluation.states import APPEAL
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.working_days import deadline


@action(_("提出申诉"), Permission.APPLY, sensitive=["reasons"])
def file_appeal(application: Application, *, reasons: str, by: Actor) -> Appeal:
    """Once an application, within the time, against a panel's result."""
    if obstacle := obstacle_to_appeal(application):
        raise RuleBroken(obstacle)
    now = clock.now()
    return Appeal.objects.create(
        application=application,
        reasons=reasons,
        filed_at=now,
        state_since_at=now,
        due_at=deadline(now, ANSWER_WORKING_DAYS),
    )


@action(_("撤回申诉"), Permission.APPLY)
def withdraw_appeal(appeal: Appeal, *, by: Actor) -> Appeal:
    """Until the office has accepted it. It counts as the one appeal all the same."""
    APPEAL.move(appeal, "withdraw")
    appeal.due_at = None
    appeal.save()
    return appeal


@action(_("受理申诉"), Permission.HANDLE_REMEDY)
def accept_appeal(appeal: Appeal, *, by: Actor) -> Appeal:
    """The application is taken up again and waits for a second panel."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=appeal.application_id)
    _must_not_be_own(application, by)
    if other := other_open_application(application):
        raise RuleBroken(
            _t("申请人另有一份申报（%(number)s）正在办理，不能同时复评。请等它办结，或不予受理并说明原因。")
            % {"number": other.number}
        )
    APPEAL.move(appeal, "accept")
    appeal.handled_by = by.label
    _advance(application, "appeal")
    appeal.due_at = application.due_at
    appeal.save()
    return appeal


@action(_("不予受理申诉"), Permission.HANDLE_REMEDY)
def refuse_appeal(appeal: Appeal, *, answer: str, by: Actor) -> Appeal:
    """The result stands; the applicant reads why."""
    _must_not_be_own(appeal.application, by)
    APPEAL.move(appeal, "refuse")
    appeal.answer, appeal.handled_by = answer, by.label
    appeal.decided_at, appeal.due_at = clock.now(), None
    appeal.save()
    announce(AppealRefused(str(appeal.pk)))
    return appeal


def _settle_appeal(appeal: Appeal, *, has_passed: bool, finding: str) -> None:
    """The second panel has spoken."""
    APPEAL.move(appeal, "uphold" if has_passed else "dismiss")
    kept = _t("复评维持原结果。%(finding)s") % {"finding": finding}
    appeal.answer = _t("复评评审组同意认定，原结果撤销。") if has_passed else kept
    appeal.decided_at, appeal.due_at = clock.now(), None
    appeal.save()
