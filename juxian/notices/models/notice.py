"""A public notice and the lines on it."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q

from juxian.kit import clock
from juxian.kit.access import Text, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.notices.kinds import KINDS
from juxian.notices.permissions import Permission
from juxian.notices.states import ENTRY, NOTICE, NoticeState, ObjectionState

PUBLIC_STATES = [NoticeState.PUBLISHED, NoticeState.CLOSED]


class NoticeQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Any) -> "NoticeQuerySet":
        return self.all() if allows(actor, Permission.READ_NOTICES) else self.public()

    def public(self) -> "NoticeQuerySet":
        """What anybody may read. A withdrawn notice disappears: it should not have named these people."""
        return self.filter(state__in=PUBLIC_STATES)

    def with_counts(self) -> "NoticeQuerySet":
        """With how many entries there are, and how many objections nobody has decided."""
        waiting = Q(objections__state__in=[ObjectionState.RECEIVED, ObjectionState.VERIFYING])
        return self.annotate(
            entry_count=Count("entries", distinct=True),
            waiting_count=Count("objections", filter=waiting, distinct=True),
        ).order_by(*PublicNotice._meta.ordering)

    def open_on(self, day: date) -> "NoticeQuerySet":
        """Notices to which anybody may object on that day."""
        return self.filter(state=NoticeState.PUBLISHED, starts_on__lte=day, ends_on__gte=day)

    def due_on(self, day: date) -> "NoticeQuerySet":
        """Notices whose last day is over."""
        return self.filter(state=NoticeState.PUBLISHED, ends_on__lt=day)


class PublicNotice(Model):
    """A list of results shown to everybody. `columns` are the headings of its entries' details: a notice is a
    document, so its words are kept as they were published (and JSON objects do not keep an order)."""

    audited = True
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=150)
    body = models.TextField(max_length=5000, blank=True, default="")
    columns = models.JSONField(default=list)
    state = NOTICE.field()
    working_days = models.PositiveSmallIntegerField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    drafted_by = models.CharField(max_length=200, blank=True, default="")
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True, default="")
    published_by_id = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True, default="")
    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = [F("published_at").desc(nulls_first=True), "-created_at"]
        constraints = [
            NOTICE.constraint("notice_state"),
            models.CheckConstraint(condition=Q(working_days__range=(1, 60)), name="notice_working_days"),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC_STATES)
                | Q(starts_on__isnull=False, ends_on__isnull=False, ends_on__gt=F("starts_on")),
                name="notice_published_has_period",
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.WITHDRAWN) | ~Q(withdrawn_reason=""), name="notice_withdrawn_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["state", "ends_on"], name="notice_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> Text:
        return KINDS[self.kind].label if self.kind in KINDS else self.kind

    def is_open_on(self, day: date) -> bool:
        """Whether objections are taken on that day."""
        return bool(
            self.state == NoticeState.PUBLISHED and self.starts_on and self.starts_on <= day and day <= self.ends_on
        )

    @property
    def names_until_on(self) -> date | None:
        """The last day on which everybody may read the names; None before the notice is published."""
        return self.ends_on and self.ends_on + timedelta(days=settings.NOTICE_NAMES_DAYS)

    def shows_names_on(self, day: date) -> bool:
        """Whether the names stand on the public page on that day."""
        return self.state == NoticeState.PUBLISHED or bool(self.names_until_on and day <= self.names_until_on)


class EntryQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Any) -> "EntryQuerySet":
        return self.all() if allows(actor, Permission.READ_NOTICES) else self.public()

    def public(self) -> "EntryQuerySet":
        """What anybody may read: a masked name beside an employer and a trade is still a person, so that it is taken
        off the page some days after the period (PIPL, Art. 19: no longer than the purpose needs)."""
        last = clock.today() - timedelta(days=settings.NOTICE_NAMES_DAYS)
        is_recent = Q(notice__state=NoticeState.CLOSED, notice__ends_on__gte=last)
        return self.filter(Q(notice__state=NoticeState.PUBLISHED) | is_recent)


class NoticeEntry(Model):
    """One person (or organisation) on a notice: a masked name, what it is about, and how it came out. Whose case it
    is stands only in `subject_type` and `subject_id`; nothing that identifies a person is kept here."""

    audited = True
    notice = models.ForeignKey(PublicNotice, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    masked_name = models.CharField(max_length=80)
    organisation_name = models.CharField(max_length=150, blank=True, default="")
    details = models.JSONField(default=dict)
    barred_ids = ArrayField(models.UUIDField(), default=list)
    state = ENTRY.field()
    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            ENTRY.constraint("notice_entry_state"),
            models.UniqueConstraint(fields=["notice", "subject_type", "subject_id"], name="notice_entry_once"),
            models.UniqueConstraint(fields=["notice", "position"], name="notice_entry_position"),
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="notice_entry_subject")]

    def __str__(self) -> str:
        return self.masked_name

    def details_in_order(self) -> list[tuple[str, str]]:
        """(heading, value) for each column of the notice, in its order."""
        return [(heading, self.details.get(heading, "")) for heading in self.notice.columns]
