"""Score queries (成绩复核): asked within ten working days of the release, answered by whoever entered neither round."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.mark import _points_must_fit
from juxian.evaluation.actions.mark_sheet import _pass_without_panel, _write_version
from juxian.evaluation.events import ScoreQueryAnswered
from juxian.evaluation.models import Application, Attendance, Mark, MarkSheet, ScoreQuery
from juxian.evaluation.permissions import Permission, has_entered, is_not_own
from juxian.evaluation.queries.kept_part import defaults
from juxian.evaluation.queries.mark import PartResult, reason_of, results_of
from juxian.evaluation.queries.score_query import query_ends_on
from juxian.evaluation.reconciling import outcome
from juxian.evaluation.states import APPLICATION, SCORE_QUERY, ApplicationState, MarkState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.language import of_the_office
from juxian.kit.working_days import deadline

# Where a result may still be lowered: nobody has built upon it yet.
LOWERED_IN = (ApplicationState.SCHEDULED, ApplicationState.SCORED, ApplicationState.REJECTED)


@action(_("申请成绩复核"), Permission.APPLY, sensitive=("reason",))
def file_score_query(mark: Mark, *, reason: str, by: Actor) -> ScoreQuery:
    """Ask once for a released mark, with a reason, while the time runs."""
    if mark.state != MarkState.RELEASED or mark.released_at is None:
        raise RuleBroken(_t("成绩还没有公布，不能申请复核。公布后会通知您。"))
    ends_on = query_ends_on(mark)
    if clock.today() > ends_on:
        raise RuleBroken(
            _t("申请复核的时间已在%(date)s结束（公布后%(days)d个工作日内）。如有新的事实，请到区人社局窗口反映。")
            % {"date": ends_on.isoformat(), "days": defaults().query_working_days}
        )
    if ScoreQuery.objects.filter(mark=mark).exists():
        raise RuleBroken(_t("这项成绩您已经申请过复核，每项成绩只能申请一次。答复会通知您。"))
    if not reason.strip():
        raise RuleBroken(_t("还没有写理由。请写明您认为哪里可能有误。"), field="reason")
    now = clock.now()
    return ScoreQuery.objects.create(
        mark=mark,
        reason=reason,
        filed_at=now,
        state_since_at=now,
        due_at=deadline(now, defaults().answer_working_days),
    )


@action(_("答复成绩复核"), Permission.HANDLE_REMEDY)
def answer_score_query(query: ScoreQuery, *, answer: str, by: Actor, points: Sequence[int] | None = None) -> ScoreQuery:
    """Keep the mark (no points), or correct it to these points: a new signed version, the old one stays."""
    mark = Mark.objects.select_for_update(of=("self",)).select_related("application__applicant").get(pk=query.mark_id)
    _must_be_uninvolved(mark, by)
    if not answer.strip():
        raise RuleBroken(_t("还没有写答复。申请人需要知道核对了什么、结果是什么。"), field="answer")
    if points is None:
        SCORE_QUERY.move(query, "keep")
    else:
        SCORE_QUERY.move(query, "correct")
        _correct(mark, points, answer, by)
    query.answer, query.answered_by, query.answered_at = answer, by.label, clock.now()
    query.save()
    announce(ScoreQueryAnswered(str(query.pk)))
    return query


def _correct(mark: Mark, points: Sequence[int], reason: str, by: Actor) -> None:
    """Write the corrected result as a new version, and move the application where it changes the end."""
    _points_must_fit(points, mark)
    if mark.points == list(points):
        raise RuleBroken(_t("更正后的分数与原来相同。没有变化的，请选“维持原成绩”。"), field="points")
    application = _application_of(mark)
    before = results_of(application)
    result = outcome(points, mark.lines, mark.pass_score)
    if mark.has_passed and not result.has_passed and application.state not in LOWERED_IN:
        raise RuleBroken(_t("申报已进入后面的环节，不能因复核改为不合格。请维持原成绩，另按异议程序核查。"))
    mark.attendance, mark.violation_code = Attendance.PRESENT, ""
    mark.points, mark.score, mark.has_passed = list(points), result.score, result.has_passed
    mark.save()
    _write_version(mark, by, reason)
    _move(application, before)


def _move(application: Application, before: list[PartResult]) -> None:
    """Lift an application that fell short by its marks and now has passed every part; stop one that no longer has."""
    results = results_of(application)
    has_passed = all(one.has_passed for one in results)
    fell_short = not all(one.has_passed for one in before) and all(one.mark for one in before)
    if has_passed and fell_short and APPLICATION.can(application, "correct_score"):
        _must_be_alone(application)
        _advance(application, "correct_score")
        _pass_without_panel(application)
    elif not has_passed and application.state == ApplicationState.SCORED:
        with of_the_office():
            reason = reason_of(results)
        _advance(application, "fall_short", reason=reason)


def _must_be_alone(application: Application) -> None:
    """A person has one open application: whoever applied again meanwhile must say which one goes on."""
    if _others_open(application).exists():
        raise RuleBroken(_t("申请人已另行申报，不能恢复这份申报。请先联系申请人撤回新的申报，再更正成绩。"))


def _others_open(application: Application) -> QuerySet[Application]:
    return Application.objects.open().filter(applicant=application.applicant_id).exclude(pk=application.pk)


def _must_be_uninvolved(mark: Mark, by: Actor) -> None:
    if not is_not_own(by, mark):
        raise RuleBroken(_t("这是您本人的成绩，复核要由同事办理。"))
    if has_entered(by, mark) or by.person_id in (mark.settler_id, _signer_of(mark)):
        raise RuleBroken(_t("这份成绩由您录入、裁定或签字过，复核要由没有经手的同事办理。"))


def _signer_of(mark: Mark) -> UUID | None:
    """Return who signed the marks of the sitting."""
    return MarkSheet.objects.filter(sitting__seats=mark.seat_id).values_list("signer_id", flat=True).first()


def _application_of(mark: Mark) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("item", "applicant")
    return rows.get(pk=mark.application_id)
