"""What somebody has reached: the released results of an application, and what counts from an earlier one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _t

from juxian.evaluation.models import Application, Attendance, Mark, Part, SchemePart
from juxian.evaluation.queries.kept_part import defaults, kept_marks_of
from juxian.evaluation.queries.scheme import examined_parts
from juxian.evaluation.states import ApplicationState
from juxian.evaluation.violations import violation_label
from juxian.kit.punctuation import listed, with_note


@dataclass(frozen=True)
class PartResult:
    """One part that is sat for, and the released mark that counts for it. `is_kept`: from an earlier application."""

    part: SchemePart
    mark: Mark | None = None
    is_kept: bool = False

    @property
    def has_passed(self) -> bool:
        return bool(self.mark and self.mark.has_passed)

    @property
    def words(self) -> str:
        """The result in one phrase, with the code where there is no score."""
        return words_of(self.mark) if self.mark else ""


def words_of(mark: Mark) -> str:
    """Return a mark as a phrase: part, score and pass line, or why there is no score."""
    part = Part(mark.part).label
    if mark.score is None:
        code = violation_label(mark.violation_code) if mark.violation_code else ""
        return with_note(f"{part}{Attendance(mark.attendance).label}", code)
    words = _t("%(part)s%(score)s分（合格%(line)d分）") % {
        "part": part,
        "score": plain(mark.score),
        "line": mark.pass_score,
    }
    return words if mark.has_passed or mark.score < mark.pass_score else words + _t("，有单项低于最低分")


def plain(score: Decimal) -> str:
    """Return a score as people write it: 80, 72.5, 66.25."""
    return f"{score:f}".rstrip("0").rstrip(".") if "." in f"{score:f}" else f"{score:f}"


def results_of(application: Application) -> list[PartResult]:
    """Return every part that the application has to sit for, with the mark that counts today."""
    parts = examined_parts(application)
    own = {mark.part: mark for mark in application.marks.released().order_by("released_at", "created_at")}
    kept = {mark.part: mark for mark in kept_marks_of([application])[application.pk]}
    return [
        PartResult(part, own.get(part.part) or kept.get(part.part), part.part not in own and part.part in kept)
        for part in parts
    ]


def reason_of(results: Iterable[PartResult]) -> str:
    """Return why an application fell short: the parts that were not passed, with what was reached."""
    failed = listed([one.words for one in results if not one.has_passed])
    return _t("考试未达到要求：%(failed)s。各部分都合格才算通过；合格的部分%(months)d个月内保留，补考时免考。") % {
        "failed": failed,
        "months": defaults().kept_months,
    }


def resit_of(application: Application, results: Sequence[PartResult]) -> list[PartResult]:
    """Return the parts that a new application would have to sit for, where this one ended by its marks."""
    if application.state != ApplicationState.REJECTED or not all(one.mark for one in results):
        return []
    return [one for one in results if not one.has_passed]
