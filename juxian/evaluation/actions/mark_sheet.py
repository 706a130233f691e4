"""The chief signs the marks of a sitting; somebody else releases them; what they decide about each application."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation import signing
from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.mark import _void_mark
from juxian.evaluation.events import ResultsReleased
from juxian.evaluation.models import Application, Attendance, Mark, MarkSheet, MarkVersion, Sitting
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.mark import reason_of, results_of
from juxian.evaluation.queries.mark_sheet import (
    Progress,
    content_of_sheet,
    content_of_version,
    is_mark_intact,
    is_sheet_intact,
    progress_of,
)
from juxian.evaluation.queries.scheme import panel_parts
from juxian.evaluation.states import APPLICATION, MARK, SittingState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.canonical import canonical
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.language import of_the_office


@action(_("成绩签字"), Permission.SIGN_MARKS)
def sign_marks(sitting: Sitting, *, by: Actor) -> MarkSheet:
    """Lock every mark of the sitting under one signature. From here on only a score query changes a mark."""
    if sitting.state != SittingState.ENDED:
        raise RuleBroken(_t("考试还没有结束，不能签字。"))
    if MarkSheet.objects.filter(sitting=sitting).exists():
        raise RuleBroken(_t("这一场的成绩已经签过字。"))
    _must_be_ready(progress_of(sitting))
    for seat in sitting.seats.exclude(attendance=Attendance.PRESENT).select_related("application__item", "sitting"):
        _void_mark(seat)
    marks = Mark.objects.select_for_update(of=("self",)).filter(seat__sitting=sitting)
    versions = [_sign(mark, by) for mark in marks.select_related("application", "seat").order_by("seat__number")]
    content = content_of_sheet(sitting, versions)
    digest = signing.fingerprint(content)
    return MarkSheet.objects.create(
        sitting=sitting,
        content=content,
        digest=digest,
        signature=signing.sign(digest),
        signer_id=by.person_id,  # type: ignore[misc]  # whoever wears an office's hat is a person
        signed_by=by.label,
        signed_at=clock.now(),
    )


@action(_("公布成绩"), Permission.RELEASE_RESULTS)
def release_results(sitting: Sitting, *, by: Actor) -> Sitting:
    """Let the candidates see their marks, and move every application of which all parts are known."""
    sheet = MarkSheet.objects.select_for_update().filter(sitting=sitting).first()
    if sheet is None:
        raise RuleBroken(_t("这一场的成绩还没有主考签字，不能公布。请先请主考签字。"))
    if sheet.released_at:
        raise RuleBroken(_t("这一场的成绩已经公布。"))
    marks = list(Mark.objects.filter(seat__sitting=sitting).select_related("application", "seat"))
    if not is_sheet_intact(sheet) or not all(is_mark_intact(mark) for mark in marks):
        raise RuleBroken(_t("成绩与主考签字时不一致，不能公布。请报告主考和系统管理员核查。"))
    for mark in marks:
        MARK.move(mark, "release")
        mark.released_at = clock.now()
        mark.save()
    sheet.released_by, sheet.released_at = by.label, clock.now()
    sheet.save(update_fields=["released_by", "released_at"])
    for application in _applications_of(marks):
        _conclude(application)
    announce(ResultsReleased(str(sitting.pk)))
    return sitting


def _conclude(application: Application) -> None:
    """Move an application of which every part that is sat for has a released result: on, or to its end."""
    results = results_of(application)
    if not APPLICATION.can(application, "score") or not results or any(one.mark is None for one in results):
        return
    if all(one.has_passed for one in results):
        _advance(application, "score")
        _pass_without_panel(application)
    else:
        with of_the_office():
            reason = reason_of(results)
        _advance(application, "fall_short", reason=reason)


def _pass_without_panel(application: Application) -> None:
    """Where the scheme leaves nothing to a panel, who passed all parts has passed."""
    if not panel_parts(application):
        _advance(application, "pass")


def _sign(mark: Mark, by: Actor) -> MarkVersion:
    MARK.move(mark, "sign")
    mark.save(update_fields=["state", "state_since_at"])
    return _write_version(mark, by)


def _write_version(mark: Mark, by: Actor, reason: str = "") -> MarkVersion:
    """Add a signed version of what the mark says now; those before it stay."""
    version = MarkVersion(
        mark=mark,
        number=mark.versions.count() + 1,
        points=mark.points,
        score=mark.score,
        attendance=mark.attendance,
        has_passed=bool(mark.has_passed),
        reason=reason,
        signed_by=by.label,
        signed_at=clock.now(),
    )
    version.content = canonical(content_of_version(version))
    version.digest = signing.fingerprint(version.content)
    version.signature = signing.sign(version.digest)
    version.save()
    return version


def _applications_of(marks: list[Mark]) -> list[Application]:
    """Return the applications of these marks, locked."""
    keys = [mark.application_id for mark in marks]
    rows = Application.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return list(rows.select_related("item", "applicant"))


def _must_be_ready(progress: Progress) -> None:
    if progress.unclear:
        raise RuleBroken(
            _t("还有%(count)d名考生没有登记到场或缺考，不能签字。请先补全签到。") % {"count": progress.unclear}
        )
    missing = progress.present - progress.agreed
    if missing:
        raise RuleBroken(_t("还有%(count)d名考生的成绩没有两次一致，不能签字。请先录完并裁定。") % {"count": missing})
    if not progress.present + progress.absent:
        raise RuleBroken(_t("这一场没有考生，没有成绩可签。"))
