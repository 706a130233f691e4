"""What belongs to an application elsewhere in the house, as links that this officer may follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.credentials.permissions import Permission as Credentials
from juxian.credentials.queries import credential_of
from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission
from juxian.kit.access import Actor, Text, allows
from juxian.notices.permissions import Permission as Notices
from juxian.notices.queries import entries_for


@dataclass(frozen=True)
class Related:
    """One line: what kind of thing, which one, how it stands; `url` is empty for who may not open it."""

    label: Text
    name: str
    state: Text
    url: str


Found = tuple[str, str, Text, Any, str, Text]


def related_of(request: HttpRequest, application: Application) -> list[Related]:
    """Return exam, marks, query, panel, appeal, notice and certificate, in the order in which they come."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return [
        Related(label, name, state, reverse(page, args=[key]) if allows(actor, permission) else "")
        for page, permission, label, key, name, state in _found(application)
    ]


def _found(application: Application) -> Iterator[Found]:
    yield from _of_exams(application)
    yield from _of_panels(application)
    for entry in entries_for(application):
        label, notice = _("公示"), entry.notice
        yield "notices:office_notice", Notices.READ_NOTICES, label, notice.pk, str(notice), entry.get_state_display()
    credential = credential_of(application._meta.label, application.pk)
    if credential is not None:
        page, state = "credentials:office_credential", credential.get_state_display()
        yield page, Credentials.SEE_ALL, _("证书"), credential.pk, credential.number, state


def _of_exams(application: Application) -> Iterator[Found]:
    for seat in application.seats.select_related("sitting__room__site").order_by("sitting__starts_at"):
        sitting, page = seat.sitting, "evaluation:sitting_detail"
        yield page, Permission.INVIGILATE, _("考试"), sitting.pk, sitting.title, sitting.get_state_display()
    for mark in application.marks.select_related("seat", "score_query").order_by("created_at"):
        name, query = str(mark.get_part_display()), getattr(mark, "score_query", None)
        if mark.seat is not None:
            key, state = mark.seat.sitting_id, mark.get_state_display()
            yield "evaluation:mark_sheet", Permission.SEE_MARKS, _("成绩单"), key, name, state
        if query is not None:
            page, state = "evaluation:score_query_detail", query.get_state_display()
            yield page, Permission.HANDLE_REMEDY, _("成绩复核"), query.pk, name, state


def _of_panels(application: Application) -> Iterator[Found]:
    for case in application.panel_cases.select_related("panel").order_by("created_at"):
        panel, state = case.panel, case.panel.get_state_display()
        yield "evaluation:panel_detail", Permission.CONVENE, _("评审组"), panel.pk, str(panel), state
    appeal = getattr(application, "appeal", None)
    if appeal is not None:
        page, state = "evaluation:appeal_detail", appeal.get_state_display()
        yield page, Permission.HANDLE_REMEDY, _("申诉"), appeal.pk, str(application.number), state
