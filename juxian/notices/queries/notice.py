"""Notices, and what stands on them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from juxian.kit import clock
from juxian.notices.models import NoticeEntry, Objection, PublicNotice
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
    """Entries that an objection holds now, also one against the same subject on an earlier notice of the kind: a notice
    that is withdrawn and shown again must not shake objections off. One against a whole notice that is being verified
    holds all who stand on it."""
    holding = Objection.objects.holding()
    by_name, by_all = Q(objections__in=holding), Q(notice__objections__in=holding.filter(entry__isnull=True))
    objected = NoticeEntry.objects.filter(by_name | by_all, notice__kind=notice.kind)
    same = objected.filter(subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"))
    return notice.entries.filter(Exists(same))


def entries_about(objection: Objection) -> QuerySet[NoticeEntry]:
    """The entries that an objection is about: its own, or all of its notice, and the same subjects on other notices of
    the kind."""
    own = NoticeEntry.objects.filter(notice=objection.notice_id)
    if objection.entry_id:
        own = own.filter(pk=objection.entry_id)
    same = own.filter(subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"))
    return NoticeEntry.objects.filter(Exists(same), notice__kind=objection.notice.kind)


def notices_about(objection: Objection) -> QuerySet[PublicNotice]:
    """The notice of an objection, and the others on which it has an effect."""
    others = Q(pk__in=entries_about(objection).values("notice"))
    return PublicNotice.objects.filter(others | Q(pk=objection.notice_id))


def objections_about(notice: PublicNotice, rows: QuerySet[Objection]) -> QuerySet[Objection]:
    """Of `rows`, those against this notice, and undecided ones that came along with a subject from another notice."""
    own = notice.entries.filter(subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"))
    elsewhere = NoticeEntry.objects.filter(Exists(own), notice__kind=notice.kind).exclude(notice=notice)
    whole = Q(entry__isnull=True, notice__in=elsewhere.values("notice"))
    return rows.filter(Q(notice=notice) | Q(pk__in=rows.undecided().filter(Q(entry__in=elsewhere) | whole)))
