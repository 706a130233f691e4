"""Notices, and what stands on them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet

from juxian.kit import clock
from juxian.notices.models import NoticeEntry, PublicNotice
from juxian.notices.states import EntryState


def open_notices(on: date | None = None) -> QuerySet[PublicNotice]:
    """Notices to which anybody may object on that day (today where none is given)."""
    return PublicNotice.objects.open_on(on or clock.today())


def due_notices(on: date | None = None) -> QuerySet[PublicNotice]:
    """Published notices whose last day is over: the clock closes them."""
    return PublicNotice.objects.due_on(on or clock.today())


def entries_for(subject: Model) -> QuerySet[NoticeEntry]:
    """Where a case was shown, newest first: it may have been withdrawn and shown again."""
    return entries_of(subject._meta.label, subject.pk)


def entries_of(subject_type: str, subject_id: Any) -> QuerySet[NoticeEntry]:
    """The same by the label and the key of the subject."""
    found = NoticeEntry.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return found.select_related("notice").order_by("-notice__created_at")


def clear_subjects(notice_id: UUID | str) -> list[UUID]:
    """Keys of the subjects of a notice to which nobody objected with success."""
    entries = NoticeEntry.objects.filter(notice_id=notice_id, state=EntryState.CLEAR)
    return list(entries.values_list("subject_id", flat=True))


def results_of(notice: PublicNotice) -> list[tuple[str, int]]:
    """How many entries came out how, in words: what is left to be read when the names are taken off the page."""
    counts = dict(notice.entries.order_by().values_list("state").annotate(count=Count("pk")))
    return [(str(state.label), counts[state]) for state in EntryState if state in counts]


def held_entries(notice: PublicNotice) -> QuerySet[NoticeEntry]:
    """Entries that an objection holds now. One against the whole notice that is being verified holds all."""
    holding = notice.objections.holding()
    if holding.filter(entry__isnull=True).exists():
        return notice.entries.all()
    return notice.entries.filter(Q(objections__in=holding)).distinct()
