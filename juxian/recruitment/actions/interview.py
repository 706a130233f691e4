"""Interviews: the employer offers times, the applicant books one, either side moves it or says who did not come."""

import datetime as dt

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.recruitment.actions.answering import answered, give_back, tell_of_interview
from juxian.recruitment.models import Interview, InterviewKind, InterviewSlot, JobApplication, Vacancy
from juxian.recruitment.permissions import Permission, side_of
from juxian.recruitment.queries.job_application import law
from juxian.recruitment.replying import due_on
from juxian.recruitment.states import INTERVIEW, JobApplicationState

A = JobApplicationState
MOST_SLOTS = 60  # a sending
LONGEST_MINUTES = 8 * 60


@action(_("放出面试时段"), Permission.HANDLE_APPLICATION)
def offer_slots(
    vacancy: Vacancy,
    *,
    kind: str,
    starts_at: dt.datetime,
    minutes: int,
    count: int,
    places: int = 1,
    place: str = "",
    by: Actor,
) -> list[InterviewSlot]:
    """Offer `count` spans of `minutes` one after the other. What is offered at that time already stays as it is."""
    if starts_at <= clock.now():
        raise RuleBroken(_t("开始时间已经过去。请选择以后的时间。"), field="starts_at")
    if not 1 <= count <= MOST_SLOTS or not 5 <= minutes <= LONGEST_MINUTES:
        raise RuleBroken(_t("一次最多放出60个时段，每个5分钟到8小时。请改填。"), field="count")
    if kind == InterviewKind.SITE and not place.strip():
        raise RuleBroken(_t("现场面试请写明地点，求职者要按地址找过来。"), field="place")
    spans = [starts_at + dt.timedelta(minutes=minutes * number) for number in range(count)]
    slots = [
        InterviewSlot(
            vacancy=vacancy,
            kind=InterviewKind(kind),
            starts_at=start,
            ends_at=start + dt.timedelta(minutes=minutes),
            places=places,
            place=place.strip(),
        )
        for start in spans
    ]
    return InterviewSlot.objects.bulk_create(slots, ignore_conflicts=True)


@action(_("收回面试时段"), Permission.HANDLE_APPLICATION)
def take_back_slot(slot: InterviewSlot, *, by: Actor) -> InterviewSlot:
    """Offer it no longer. Whoever booked it keeps it: cancel or move the interview where it cannot be held."""
    slot.is_offered = False
    slot.save(update_fields=["is_offered"])
    return slot


@action(_("邀请面试"), Permission.HANDLE_APPLICATION)
def invite_to_interview(application: JobApplication, *, message: str = "", by: Actor) -> Interview:
    """Ask the applicant to choose among the offered times. The first invitation is the employer's answer."""
    if not InterviewSlot.objects.open().filter(vacancy=application.vacancy_id).exists():
        raise RuleBroken(_t("这个职位还没有可选的面试时段。请先放出时段，再邀请。"), field="message")
    if application.interviews.open().exists():  # type: ignore[attr-defined]
        raise RuleBroken(_t("这位求职者已有一场没有结束的面试，不用再邀请。"))
    if application.state == A.INTERVIEWING:
        application.due_on = due_on(clock.today(), law().interview_answer_working_days)
    else:
        answered(application, "invite")
    application.save()
    interview = Interview.objects.create(application=application, message=message.strip())
    tell_of_interview(interview, "invite", "employer")
    return interview


@action(_("选定面试时间"), Permission.APPLY)
def book_interview(interview: Interview, *, slot: InterviewSlot, shares_contact: bool = False, by: Actor) -> Interview:
    """Take a place in a slot. Counter and limit stand in one statement, so the last place is given once."""
    application = interview.application
    if slot.vacancy_id != application.vacancy_id:
        raise RuleBroken(_t("这个时段不属于这次面试。请在列出的时段里选择。"), field="slot")
    _agree_where_called(application, slot, shares_contact)
    INTERVIEW.move(interview, "book")
    if not InterviewSlot.objects.open().filter(pk=slot.pk).update(taken=F("taken") + 1):
        raise RuleBroken(_t("这个时段刚被别人选走，或者已经收回。请另选一个。"), field="slot")
    interview.slot, interview.sequence = slot, interview.sequence + 1
    interview.save()
    day = timezone.localdate(slot.starts_at)
    application.due_on = due_on(day, law().interview_answer_working_days)
    application.save(update_fields=["due_on", "contact_agreed_at"])
    tell_of_interview(interview, "book", "candidate")
    return interview


@action(_("改面试时间"), Permission.MEET)
def move_interview(interview: Interview, *, reason: str, by: Actor) -> Interview:
    """Give the time back and choose another; whoever asks for it says why."""
    _must_say_why(reason)
    give_back(interview, "move", reason)
    tell_of_interview(interview, "move", side_of(by, interview))
    return interview


@action(_("取消面试"), Permission.MEET)
def cancel_interview(interview: Interview, *, reason: str, by: Actor) -> Interview:
    """Call it off. The application goes on and waits for the employer's answer."""
    _must_say_why(reason)
    give_back(interview, "cancel", reason)
    tell_of_interview(interview, "cancel", side_of(by, interview))
    return interview


@action(_("登记已面试"), Permission.HANDLE_APPLICATION)
def hold_interview(interview: Interview, *, by: Actor) -> Interview:
    """It took place. From now on the employer owes a result."""
    _must_have_begun(interview)
    INTERVIEW.move(interview, "hold")
    interview.save()
    application = interview.application
    if application.state == A.INTERVIEWING:
        application.due_on = due_on(clock.today(), law().interview_answer_working_days)
        application.save(update_fields=["due_on"])
    return interview


@action(_("登记对方未到"), Permission.MEET)
def record_no_show(interview: Interview, *, reason: str = "", by: Actor) -> Interview:
    """Write down that the other side did not come: each side says it of the other, never of itself."""
    _must_have_begun(interview)
    side = side_of(by, interview)
    event = "miss_candidate" if side == "employer" else "miss_employer"
    INTERVIEW.move(interview, event)
    interview.reason = reason.strip()
    interview.save()
    tell_of_interview(interview, event, side)
    return interview


def _agree_where_called(application: JobApplication, slot: InterviewSlot, shares_contact: bool) -> None:
    """On the telephone one cannot be met without one's number."""
    if shares_contact and not application.shows_contact:
        application.contact_agreed_at = clock.now()
    if slot.kind == InterviewKind.TELEPHONE and not application.shows_contact:
        message = _t("电话面试要把您的电话告诉这个单位。请勾选同意，或改选现场、视频的时段。")
        raise RuleBroken(message, field="shares_contact")


def _must_say_why(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(_t("请写明原因，对方会看到。"), field="reason")


def _must_have_begun(interview: Interview) -> None:
    if interview.slot is not None and interview.slot.starts_at > clock.now():
        raise RuleBroken(_t("面试时间还没有到，不能登记结果。"))
