"""The recruiter's side of the queue: the next candidate, the talk, its outcome."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.actions.hall import must_be_open
from juxian.fairs.actions.queue import remind_near, tell, tell_pages
from juxian.fairs.models import Booth, Meeting, TalkLine
from juxian.fairs.models.meeting import Outcome
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.meeting import current_talk, desk_of, enters_until
from juxian.fairs.states import MEETING
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.people.queries import Contact, contact


@action(_("叫下一位"), Permission.SERVE_BOOTH, lock=False)
def call_next(booth: Booth, *, by: Actor) -> Meeting:
    """Call the first in line who is not called or talking elsewhere; they keep their place here meanwhile.

    Two recruiters never get the same person: each takes a row that nobody holds. One person is never called to two
    booths at once, and one recruiter never has two: two unique indexes are the last guard."""
    must_be_open(booth)
    if not desk_of(booth).is_open:
        raise RuleBroken(_t("展位正在暂停接待。请先点“开始接待”，再叫下一位。"))
    if current_talk(booth, by.person_id):
        raise RuleBroken(_t("您还有一位正在交谈或等待进入。请先结束，再叫下一位。"))
    passed_over: list = []
    while True:
        meeting = _first_free(booth, passed_over)
        if meeting is None:
            raise RuleBroken(_t("现在没有可以叫的人：没有人排队，或排队的人正在其他展位交谈。请稍后再叫。"))
        if _called(meeting, by):
            remind_near(booth)
            return meeting
        passed_over.append(meeting.pk)


def _first_free(booth: Booth, passed_over: list) -> Meeting | None:
    taken = Meeting.objects.together().values("person")
    rows = Meeting.objects.waiting().filter(booth=booth).exclude(person__in=taken).exclude(pk__in=passed_over)
    return rows.in_line().select_for_update(skip_locked=True, of=("self",)).first()


def _called(meeting: Meeting, by: Actor) -> bool:
    """Call this one; False where another booth called the same person in this very moment."""
    MEETING.move(meeting, "call")
    meeting.called_at, meeting.recruiter_id, meeting.recruiter = clock.now(), by.person_id, by.label
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        if "fairs_meeting_one_talk_a_recruiter" in str(error):
            raise RuleBroken(_t("您还有一位正在交谈或等待进入。请先结束，再叫下一位。")) from error
        return False
    tell(meeting, "call")
    tell_pages(meeting)
    return True


@action(_("结束交谈"), Permission.SERVE_BOOTH, sensitive=("note",))
def end_talk(meeting: Meeting, *, outcome: str = Outcome.NONE, note: str = "", by: Actor) -> Meeting:
    """End the talk with its outcome; both can still be changed afterwards."""
    MEETING.move(meeting, "finish")
    meeting.ended_at = clock.now()
    return _with_outcome(meeting, outcome, note)


@action(_("填写交谈结果"), Permission.SERVE_BOOTH, sensitive=("note",))
def note_talk(meeting: Meeting, *, outcome: str = Outcome.NONE, note: str = "", by: Actor) -> Meeting:
    """Write down what a talk led to, during it or later."""
    if meeting.began_at is None:
        raise RuleBroken(_t("这次没有交谈过，不能填写结果。"))
    return _with_outcome(meeting, outcome, note)


@action(_("记为未到"), Permission.SERVE_BOOTH)
def miss_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """The called person does not enter; not before their minutes are over."""
    if meeting.is_called and clock.now() < enters_until(meeting):
        raise RuleBroken(_t("还在等待进入的时间内，不能记为未到。请再等一会儿。"))
    MEETING.move(meeting, "miss")
    meeting.ended_at = clock.now()
    tell(meeting, "miss")
    return _saved(meeting)


@action(_("谢绝交谈"), Permission.SERVE_BOOTH)
def refuse_meeting(meeting: Meeting, *, reason: str, by: Actor) -> Meeting:
    """Say no with a reason that the person reads; they cannot line up here again."""
    if len(reason.strip()) < 2:
        raise RuleBroken(_t("请写明谢绝的原因，对方会看到。"), field="reason")
    MEETING.move(meeting, "refuse")
    meeting.reason, meeting.ended_at = reason.strip(), clock.now()
    tell(meeting, "refuse")
    return _saved(meeting)


@action(_("查看联系方式"), Permission.SERVE_BOOTH)
def reveal_contact_of_talk(meeting: Meeting, *, by: Actor) -> Contact:
    """Only what the person agreed to show; every look is on record."""
    if not meeting.is_contact_shared:
        raise RuleBroken(_t("对方还没有同意提供联系方式。可以在交谈中请对方点“同意提供联系方式”。"))
    found = contact(meeting.person_id)
    if found is None:
        raise RuleBroken(_t("对方已注销账号，没有联系方式可看。"))
    return found


@action(_("发言"), Permission.MEET, lock=False, sensitive=("text",))
def say_in_talk(meeting: Meeting, *, text: str, by: Actor) -> TalkLine:
    """The candidate writes in the talk."""
    return _said(meeting, text, by, is_of_person=True)


@action(_("招聘方发言"), Permission.SERVE_BOOTH, lock=False, sensitive=("text",))
def answer_in_talk(meeting: Meeting, *, text: str, by: Actor) -> TalkLine:
    """The recruiter writes in the talk."""
    return _said(meeting, text, by, is_of_person=False)


def _said(meeting: Meeting, text: str, by: Actor, *, is_of_person: bool) -> TalkLine:
    if not meeting.is_talking:
        raise RuleBroken(_t("现在不在交谈中，不能发言。请刷新页面看看进展。"))
    if not text.strip():
        raise RuleBroken(_t("还没有写内容。请写好再发送。"), field="text")
    line = TalkLine.objects.create(
        meeting=meeting, is_of_person=is_of_person, author=by.name, text=text.strip(), said_at=clock.now()
    )
    tell_pages(meeting)
    return line


def _with_outcome(meeting: Meeting, outcome: str, note: str) -> Meeting:
    invites = outcome == Outcome.INVITE and meeting.outcome != Outcome.INVITE
    meeting.outcome, meeting.note = outcome, note.strip()
    if invites:
        tell(meeting, "invite")
    return _saved(meeting)


def _saved(meeting: Meeting) -> Meeting:
    meeting.save()
    tell_pages(meeting)
    return meeting
