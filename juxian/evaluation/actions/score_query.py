"""Score queries (成绩复核): asked within ten working days of the release, answered by whoever entered neither round.

Who alone could write other points would need no second entry: a correction is proposed by one and confirmed by another.
"""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.mark import _points_must_fit
from juxian.evaluation.actions.mark_sheet import _pass_without_panel, _write_version
from juxian.evaluation.events import ScoreQueryAnswered
from juxian.evaluation.models import Application, Attendance, Mark, ScoreQuery
from juxian.evaluation.permissions import Permission, is_not_own
from juxian.evaluation.queries.kept_part import defaults
from juxian.evaluation.queries.mark import PartResult, reason_of, results_of
from juxian.evaluation.queries.score_query import had_a_hand_in, is_proposer, query_ends_on
from juxian.evaluation.reconciling import Outcome, outcome
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
def answer_score_query(query: ScoreQuery, *, answer: str, by: Actor) -> ScoreQuery:
    """Keep the mark as it is: one officer's act."""
    _must_be_uninvolved(_mark_of(query), by)
    _must_say(answer)
    SCORE_QUERY.move(query, "keep")
    return _answered(query, answer, by)


@action(_("提出更正成绩"), Permission.HANDLE_REMEDY)
def propose_correction(query: ScoreQuery, *, points: Sequence[int], answer: str, by: Actor) -> ScoreQuery:
    """Write down other points and the answer that goes with them. Nothing changes before another officer confirms."""
    mark = _mark_of(query)
    _must_be_uninvolved(mark, by)
    _must_say(answer)
    SCORE_QUERY.move(query, "propose")
    _outcome_of_correction(mark, points, _application_of(mark))
    query.proposed_points, query.proposed_answer = list(points), answer
    query.proposer_id, query.proposed_by, query.proposed_at = by.person_id, by.label, clock.now()
    query.return_reason = query.returned_by = ""
    query.save()
    return query


@action(_("确认更正成绩"), Permission.HANDLE_REMEDY)
def confirm_correction(query: ScoreQuery, *, by: Actor) -> ScoreQuery:
    """The proposed points count from now on: a new signed version, the old one stays; the candidate is told."""
    mark = _mark_of(query)
    _must_be_another(query, mark, by)
    SCORE_QUERY.move(query, "confirm")
    _correct(mark, query.proposed_points or [], query.proposed_answer, by)
    query.confirmer_id = by.person_id
    return _answered(query, query.proposed_answer, by)


@action(_("退回更正成绩"), Permission.HANDLE_REMEDY)
def return_correction(query: ScoreQuery, *, reason: str, by: Actor) -> ScoreQuery:
    """Send the proposal back to be looked at again; the mark stays, and the record keeps what was proposed."""
    _must_be_another(query, _mark_of(query), by)
    if not reason.strip():
        raise RuleBroken(_t("还没有写退回的理由。请写明哪里要再核对。"), field="reason")
    SCORE_QUERY.move(query, "return")
    query.proposed_points = query.proposer_id = query.proposed_at = None
    query.proposed_answer = query.proposed_by = ""
    query.return_reason, query.returned_by = reason, by.label
    query.save()
    return query


def _answered(query: ScoreQuery, answer: str, by: Actor) -> ScoreQuery:
    query.answer, query.answered_by, query.answered_at = answer, by.label, clock.now()
    query.save()
    announce(ScoreQueryAnswered(str(query.pk)))
    return query


def _outcome_of_correction(mark: Mark, points: Sequence[int], application: Application) -> Outcome:
    """Return what these points come to, or refuse them: asked when they are proposed and again when confirmed."""
    _points_must_fit(points, mark)
    if mark.points == list(points):
        raise RuleBroken(_t("更正后的分数与原来相同。没有变化的，请选“维持原成绩”。"), field="points")
    result = outcome(points, mark.lines, mark.pass_score)
    if mark.has_passed and not result.has_passed and application.state not in LOWERED_IN:
        raise RuleBroken(_t("申报已进入后面的环节，不能因复核改为不合格。请维持原成绩，另按异议程序核查。"))
    return result


def _correct(mark: Mark, points: Sequence[int], reason: str, by: Actor) -> None:
    """Write the corrected result as a new version, and move the application where it changes the end."""
    application = _application_of(mark)
    before = results_of(application)
    result = _outcome_of_correction(mark, points, application)
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
    if had_a_hand_in(by, mark):
        raise RuleBroken(_t("这份成绩由您录入、裁定或签字过，复核要由没有经手的同事办理。"))


def _must_be_another(query: ScoreQuery, mark: Mark, by: Actor) -> None:
    """Who proposed the points decides nothing about them, in whatever row of theirs they come."""
    _must_be_uninvolved(mark, by)
    if is_proposer(by, query):
        raise RuleBroken(_t("这项更正由您提出，须由另一位没有经手这份成绩的同事确认或退回。"))


def _must_say(answer: str) -> None:
    if not answer.strip():
        raise RuleBroken(_t("还没有写答复。申请人需要知道核对了什么、结果是什么。"), field="answer")


def _mark_of(query: ScoreQuery) -> Mark:
    rows = Mark.objects.select_for_update(of=("self",)).select_related("application__applicant")
    return rows.get(pk=query.mark_id)


def _application_of(mark: Mark) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("item", "applicant")
    return rows.get(pk=mark.application_id)
