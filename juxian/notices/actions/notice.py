"""A notice from its draft to its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.codes import mask_name
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.working_days import add_working_days
from juxian.notices.events import NoticeClosed, NoticeWithdrawn
from juxian.notices.kinds import notice_kind, working_days_of
from juxian.notices.models import NoticeEntry, PublicNotice
from juxian.notices.permissions import Permission
from juxian.notices.queries import held_entries
from juxian.notices.states import ENTRY, NOTICE, EntryState


@dataclass(frozen=True)
class EntryDraft:
    """A line for a notice about `subject`, any row. `name` is masked before it is kept; `details` are heading → value;
    `barred_ids` are the persons whose case it is or who worked on it, and so may not decide on objections to it."""

    subject: Model
    name: str
    organisation_name: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    barred_ids: tuple[UUID, ...] = ()


@action(gettext_lazy("拟定公示"), Permission.DRAFT_NOTICE, sensitive=["entries"])
def draft_notice(
    kind: str,
    *,
    title: str,
    entries: Sequence[EntryDraft],
    body: str = "",
    by: Actor,
) -> PublicNotice:
    """Write down what is to be shown. The headings of the entries' details become its columns, in their order."""
    declared = notice_kind(kind)
    if not title.strip():
        raise RuleBroken(_("公示须有标题。请填写标题。"), field="title")
    if not entries:
        raise RuleBroken(_("公示名单是空的。请先选择要公示的人员。"), field="entries")
    notice = PublicNotice.objects.create(
        kind=kind,
        title=title.strip(),
        body=body,
        columns=list(dict.fromkeys(str(heading) for draft in entries for heading in draft.details)),
        working_days=working_days_of(declared),
        drafted_by=by.label,
    )
    NoticeEntry.objects.bulk_create(_entry(notice, number, draft) for number, draft in enumerate(entries, start=1))
    return notice


def _entry(notice: PublicNotice, number: int, draft: EntryDraft) -> NoticeEntry:
    return NoticeEntry(
        notice=notice,
        position=number,
        subject_type=draft.subject._meta.label,
        subject_id=draft.subject.pk,
        masked_name=mask_name(draft.name),
        organisation_name=draft.organisation_name,
        details={str(heading): str(value) for heading, value in draft.details.items()},
        barred_ids=list(draft.barred_ids),
    )


@action(gettext_lazy("发布公示"), Permission.PUBLISH_NOTICE)
def publish_notice(notice: PublicNotice, *, by: Actor) -> PublicNotice:
    """Show the notice from today; the day of publication itself does not count."""
    NOTICE.move(notice, "publish")
    notice.starts_on = clock.today()
    notice.ends_on = add_working_days(notice.starts_on, notice.working_days)
    notice.published_at, notice.published_by, notice.published_by_id = clock.now(), by.label, by.person_id
    notice.save(update_fields=["state", "starts_on", "ends_on", "published_at", "published_by", "published_by_id"])
    return notice


@system_action(gettext_lazy("公示期满"))
def close_notice(notice: PublicNotice) -> PublicNotice:
    """End a notice whose last day is over. Entries that no objection holds are clear; the held ones wait for it."""
    NOTICE.move(notice, "close")
    if not notice.ends_on or clock.today() <= notice.ends_on:
        raise RuleBroken(_("公示到 %(day)s 才结束，还不能关闭。") % {"day": notice.ends_on})
    notice.closed_at = clock.now()
    notice.save(update_fields=["state", "closed_at"])
    clear = list(notice.entries.filter(state=EntryState.PENDING).exclude(pk__in=held_entries(notice)))
    for entry in clear:
        ENTRY.move(entry, "clear")
    NoticeEntry.objects.bulk_update(clear, ["state"])
    announce(NoticeClosed(str(notice.pk), notice.kind, [str(entry.subject_id) for entry in clear]))
    return notice


@action(gettext_lazy("撤回公示"), Permission.PUBLISH_NOTICE)
def withdraw_notice(notice: PublicNotice, *, reason: str, by: Actor) -> PublicNotice:
    """Take a notice back, for example because a name on it is wrong. It disappears from the public pages."""
    NOTICE.move(notice, "withdraw")
    if not reason.strip():
        raise RuleBroken(_("请写明撤回的原因，撤回后会留在办理记录里。"), field="reason")
    notice.withdrawn_reason = reason.strip()
    notice.save(update_fields=["state", "withdrawn_reason"])
    subjects = [str(key) for key in notice.entries.values_list("subject_id", flat=True)]
    announce(NoticeWithdrawn(str(notice.pk), notice.kind, subjects, notice.withdrawn_reason))
    return notice
