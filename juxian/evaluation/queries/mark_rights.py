"""What is kept of a person's results and score queries: for their export. Marks are an archive and are not forgotten;
a query's reason is the person's own words and goes with them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _t

from juxian.evaluation.models import Application, Mark, ScoreQuery
from juxian.evaluation.queries.mark import plain


def marks_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return every released result, and what was asked and answered about it."""
    rows = Mark.objects.released().filter(application__applicant=person_id).with_words()
    return [_exported(row) for row in rows.select_related("score_query").order_by("released_at")]


def queries_to_forget(application: Application) -> QuerySet[ScoreQuery]:
    """The queries of an application that is emptied."""
    return ScoreQuery.objects.filter(mark__application=application)


def _exported(row: Mark) -> dict[str, Any]:
    query = getattr(row, "score_query", None)
    return {
        _t("申报编号"): row.application.number or "",
        _t("考核部分"): str(row.get_part_display()),
        _t("成绩"): str(row.get_attendance_display()) if row.score is None else plain(row.score),
        _t("合格分"): row.pass_score,
        _t("是否合格"): _t("合格") if row.has_passed else _t("不合格"),
        _t("公布时间"): row.released_at.isoformat() if row.released_at else "",
        _t("复核理由"): query.reason if query else "",
        _t("复核答复"): query.answer if query else "",
    }
