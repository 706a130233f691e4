"""The reply clock: reminders in the morning, answers in the platform's name after midnight, figures after that."""

from collections import defaultdict
from uuid import UUID

from django.utils import timezone

from juxian.kit import clock
from juxian.kit.jobs import job
from juxian.recruitment.actions.agreement import lapse_agreement
from juxian.recruitment.actions.job_application import answer_for
from juxian.recruitment.actions.reply import refresh_reply_records
from juxian.recruitment.messages.candidate import remind_employer, tell_lowered
from juxian.recruitment.models import JobApplication, ReplyRecord, VisibilityLevel
from juxian.recruitment.queries.agreement import overdue_agreements
from juxian.recruitment.queries.job_application import law
from juxian.recruitment.queries.reply import employers_with_applications, overdue_applications, waiting_applications
from juxian.recruitment.replying import reminder_of


@job(queue="clock")
def answer_silent_employers() -> int:
    """Answer every application whose time is over. Return how many."""
    found = list(overdue_applications())
    for application in found:
        answer_for(application)
    return len(found)


@job(queue="clock")
def lapse_unsigned_agreements() -> int:
    """End agreements that were not signed in time. Return how many."""
    found = list(overdue_agreements())
    for agreement in found:
        lapse_agreement(agreement)
    return len(found)


@job(queue="clock")
def remind_employers() -> int:
    """Remind of what waits, one message an employer and day of reminding. Return how many employers."""
    waiting: dict[UUID, list[JobApplication]] = defaultdict(list)
    for row in waiting_applications():
        if reminder_of(timezone.localdate(row.sent_at), clock.today(), law()) is not None:
            waiting[row.organisation_id].append(row)
    for organisation_id, rows in waiting.items():
        first = min(rows, key=lambda row: (row.due_on, row.pk))
        step = reminder_of(timezone.localdate(first.sent_at), clock.today(), law())
        remind_employer(organisation_id, len(rows), first.due_on, f"{first.pk}:{step}")
    return len(waiting)


@job(queue="clock")
def refresh_reply_figures() -> int:
    """Work out every employer's figure anew: rows leave the window by themselves. Tell whose vacancies went back."""
    before = dict(ReplyRecord.objects.values_list("organisation", "visibility"))
    keys = employers_with_applications()
    refresh_reply_records(sorted({*keys, *before}))
    after = dict(ReplyRecord.objects.values_list("organisation", "visibility"))
    for key, visibility in after.items():
        if visibility != VisibilityLevel.FULL and before.get(key, VisibilityLevel.FULL) == VisibilityLevel.FULL:
            tell_lowered(key, f"{key}:{clock.today()}")
    return len(after)
