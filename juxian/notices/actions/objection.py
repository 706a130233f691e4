"""An objection from the public, its verification and its decision.

Whoever writes locks the notices first and the objection after them: closing a notice and deciding an objection to it
must see each other, or an entry would be cleared while its objection is being upheld. An objection is about a subject
and outlives its notice: where that was withdrawn, it holds the name on the next one.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.codes import check_mobile
from juxian.kit.errors import RuleBroken, TransitionNotAllowed
from juxian.kit.events import announce
from juxian.kit.models import Upload
from juxian.notices.events import EntryCleared, ObjectionDecided, ObjectionUpheld
from juxian.notices.gateways import is_email
from juxian.notices.kinds import notice_kind
from juxian.notices.models import NoticeEntry, Objection, PublicNotice
from juxian.notices.permissions import Permission
from juxian.notices.queries import entries_about, held_entries, notices_about
from juxian.notices.states import ENTRY, OBJECTION, EntryState, NoticeState

SHORTEST = 10
SECRET = ["objector_name", "objector_contact", "reason"]


@action(gettext_lazy("提出异议"), Permission.FILE_OBJECTION, sensitive=SECRET)
def file_objection(
    notice: PublicNotice,
    *,
    reason: str,
    entry: NoticeEntry | None = None,
    objector_name: str = "",
    objector_contact: str = "",
    evidence: Upload | None = None,
    by: Actor,
) -> Objection:
    """Take an objection while the notice is open. Without a name and a contact it is anonymous and weighs less: it
    holds nothing up until an officer finds it worth verifying."""
    if not notice.is_open_on(clock.today()):
        raise TransitionNotAllowed(_("公示期已过或公示已撤回，不能再提出异议。如有新的线索，请拨打12345热线反映。"))
    if len(reason.strip()) < SHORTEST:
        raise RuleBroken(_("理由太短，无法核实。请写明时间、事情经过和依据。"), field="reason")
    if bool(objector_name.strip()) != bool(objector_contact.strip()):
        raise RuleBroken(_("实名提出异议须同时填写姓名和联系方式；不愿实名的请两项都不填。"), field="objector_contact")
    is_anonymous = not objector_name.strip()
    if is_anonymous and not notice_kind(notice.kind).allows_anonymous:
        raise RuleBroken(_("这类公示须实名提出异议。请填写姓名和联系方式，我们为您保密。"), field="objector_name")
    return Objection.objects.create(
        notice=notice,
        entry=_entry_of(notice, entry),
        is_anonymous=is_anonymous,
        objector_name=objector_name.strip() or None,
        objector_contact=_checked_contact(objector_contact.strip()) or None,
        objector_person=str(by.person_id) if by.person_id and not is_anonymous else None,
        reason=reason.strip(),
        evidence=evidence,
    )


def _checked_contact(contact: str) -> str:
    """A mobile number or an e-mail address: to anything else the decision could not be sent."""
    if not contact or is_email(contact):
        return contact
    try:
        return check_mobile(contact)
    except RuleBroken as error:
        text = _("联系方式请填写11位手机号或电子邮箱，处理结果会发到那里。")
        raise RuleBroken(text, field="objector_contact") from error


def _entry_of(notice: PublicNotice, entry: NoticeEntry | None) -> NoticeEntry | None:
    if entry is not None and entry.notice_id != notice.pk:
        raise RuleBroken(_("所选人员不在这份公示中。请回到公示页面重新选择。"), field="entry")
    return entry


@action(gettext_lazy("开始核实"), Permission.HANDLE_OBJECTION, lock=False)
def accept_objection(objection: Objection, *, by: Actor) -> Objection:
    """Take an objection up for verification; from now on it holds its entry."""
    objection = _locked(objection)
    OBJECTION.move(objection, "accept")
    objection.accepted_at, objection.accepted_by = clock.now(), by.label
    objection.save(update_fields=["state", "accepted_at", "accepted_by"])
    return objection


@action(gettext_lazy("答复异议"), Permission.HANDLE_OBJECTION, lock=False)
def decide_objection(objection: Objection, *, is_upheld: bool, answer: str, by: Actor) -> Objection:
    """Uphold or dismiss, with an answer. Upholding stops only the entries it is about."""
    objection = _locked(objection)
    OBJECTION.move(objection, "uphold" if is_upheld else "dismiss")
    if not answer.strip():
        raise RuleBroken(_("请写明核实经过和结论，再作出决定。"), field="answer")
    objection.answer, objection.decided_at, objection.decided_by = answer.strip(), clock.now(), by.label
    objection.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    if is_upheld:
        _stop_entries(objection)
    else:
        for notice in notices_about(objection).filter(state=NoticeState.CLOSED):
            _clear_released(notice)
    announce(ObjectionDecided(str(objection.pk)))
    return objection


def _stop_entries(objection: Objection) -> None:
    """Mark the entries objected to; an objection to the whole notice is about all of them. An entry may be clear by
    then, where an anonymous objection was taken up late: who listens to `ObjectionUpheld` must expect that. A subject
    that was shown again after a withdrawal is marked on both notices and told once."""
    for entry in entries_about(objection).exclude(state=EntryState.OBJECTED):
        ENTRY.move(entry, "object")
        entry.save(update_fields=["state"])
        if entry.notice_id == objection.notice_id:
            announce(_upheld(objection, entry))


def _upheld(objection: Objection, entry: NoticeEntry) -> ObjectionUpheld:
    return ObjectionUpheld(
        str(objection.notice_id),
        objection.notice.kind,
        str(entry.pk),
        entry.subject_type,
        str(entry.subject_id),
        objection.answer,
    )


def _clear_released(notice: PublicNotice) -> None:
    """After the end of a notice: clear what no other objection holds."""
    for entry in notice.entries.filter(state=EntryState.PENDING).exclude(pk__in=held_entries(notice)):
        ENTRY.move(entry, "clear")
        entry.save(update_fields=["state"])
        announce(EntryCleared(str(notice.pk), notice.kind, str(entry.pk), entry.subject_type, str(entry.subject_id)))


def _locked(objection: Objection) -> Objection:
    """Hold every notice on which the objection has an effect, in the order of their keys, and then the objection."""
    notices = {row.pk: row for row in notices_about(objection).select_for_update().order_by("pk")}
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    row.notice = notices[row.notice_id]
    return row
