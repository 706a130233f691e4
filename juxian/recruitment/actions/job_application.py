"""What an applicant does with an application, and what the platform does where an employer is silent."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.people.queries import persons
from juxian.recruitment.actions.answering import call_off, tell_of_application
from juxian.recruitment.events import JobApplicationSent
from juxian.recruitment.models import ApplicationSource, JobApplication, Profile, Vacancy
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.job_application import has_applied, law, profile_of, why_not
from juxian.recruitment.queries.snapshot import snapshot_of
from juxian.recruitment.replying import due_on
from juxian.recruitment.states import JOB_APPLICATION, JobApplicationState

A = JobApplicationState
LONGEST_REF = 80


@action(_("投递简历"), Permission.APPLY, sensitive=("letter",), lock=False)
def apply_to_vacancy(
    vacancy: Vacancy,
    *,
    by: Actor,
    source: str = ApplicationSource.SEARCH,
    source_ref: str = "",
    letter: str = "",
    shares_contact: bool = False,
) -> JobApplication:
    """Send the profile as it is now to an open vacancy, once. The employer's clock starts."""
    vacancy = Vacancy.objects.select_related("organisation").get(pk=vacancy.pk)
    if reason := why_not(vacancy):
        raise RuleBroken(reason)
    if has_applied(by.person_id, [vacancy.pk]):
        raise _twice(vacancy)
    profile = profile_of(by.person_id)
    if profile is None:
        raise RuleBroken(_t("您还没有简历。请先填五项简表（一分钟），再投递。"))
    application = _new(vacancy, profile, by, source, source_ref)
    application.letter = letter.strip()
    application.contact_agreed_at = clock.now() if shares_contact else None
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError as error:
        raise _twice(vacancy) from error
    announce(JobApplicationSent(str(application.pk)))
    return application


@action(_("撤回投递"), Permission.APPLY)
def withdraw_application(application: JobApplication, *, reason: str = "", by: Actor) -> JobApplication:
    """Take it back: the employer reads so, and the contact data are hidden again."""
    JOB_APPLICATION.move(application, "withdraw")
    application.reason, application.due_on, application.contact_agreed_at = reason.strip(), None, None
    application.save()
    call_off(application, _t("求职者撤回了投递"), "candidate")
    tell_of_application(application, "withdraw")
    return application


@action(_("同意向单位显示联系方式"), Permission.APPLY)
def agree_contact(application: JobApplication, *, by: Actor) -> JobApplication:
    """Let this employer, and no other, see name, telephone and e-mail."""
    if not application.is_open:
        raise RuleBroken(_t("这次投递已经结束，不用再提供联系方式。"))
    if not application.shows_contact:
        application.contact_agreed_at = clock.now()
        application.save(update_fields=["contact_agreed_at"])
        tell_of_application(application, "contact")
    return application


@action(_("不再显示联系方式"), Permission.APPLY)
def take_back_contact(application: JobApplication, *, by: Actor) -> JobApplication:
    """Hide them again. What the employer has read it has read; the record says when."""
    application.contact_agreed_at = None
    application.save(update_fields=["contact_agreed_at"])
    return application


@system_action(_("平台代为答复"))
def answer_for(application: JobApplication) -> JobApplication:
    """Answer in the employer's place when its time is over, with the reason that the applicant reads. Running twice
    changes nothing."""
    if application.due_on is None or application.due_on >= clock.today():
        return application
    if JOB_APPLICATION.target(application.state, "answer_for") is None:
        return application
    application.reason = _silence(application)
    JOB_APPLICATION.move(application, "answer_for")
    application.due_on = None
    application.save()
    call_off(application, application.reason, "")
    tell_of_application(application, "answer_for")
    return application


@system_action(_("补录投递"), lock=False, sensitive=("applicants",))
def record_applications(
    vacancy: Vacancy, *, applicants: Sequence[tuple[Any, dt.datetime]], source: str, source_ref: str = ""
) -> int:
    """Write down applications that were made elsewhere (a fair's list, a replay), each (person id, instant), in a few
    statements for any number. Who has no profile or has applied is left out. Return how many were written."""
    people = dict(applicants)
    profiles = Profile.objects.filter(person__in=people)
    rows = [_as_of(vacancy, profile, people[profile.person_id], source, source_ref) for profile in profiles]
    before = JobApplication.objects.filter(vacancy=vacancy).count()
    JobApplication.objects.bulk_create(rows, ignore_conflicts=True)
    return JobApplication.objects.filter(vacancy=vacancy).count() - before


def _new(vacancy: Vacancy, profile: Profile, by: Actor, source: str, source_ref: str) -> JobApplication:
    person = persons([by.person_id])[by.person_id]  # type: ignore[index]
    return JobApplication(
        vacancy=vacancy,
        organisation_id=vacancy.organisation_id,
        person=person,
        source=ApplicationSource(source),
        source_ref=source_ref[:LONGEST_REF],
        snapshot=snapshot_of(profile),
        due_on=due_on(clock.today(), law().answer_working_days),
    )


def _as_of(vacancy: Vacancy, profile: Profile, at: dt.datetime, source: str, source_ref: str) -> JobApplication:
    return JobApplication(
        vacancy=vacancy,
        organisation_id=vacancy.organisation_id,
        person_id=profile.person_id,
        source=ApplicationSource(source),
        source_ref=source_ref[:LONGEST_REF],
        snapshot={"resume": profile.content, "name_shown": profile.name_shown, "certificates": []},
        sent_at=at,
        state_since_at=at,
        due_on=due_on(timezone.localdate(at), law().answer_working_days),
    )


def _twice(vacancy: Vacancy) -> RuleBroken:
    message = _t("您已经投递过“%(title)s”，不用再投。进展见“我的投递”。")
    return RuleBroken(message % {"title": vacancy.title})


def _silence(application: JobApplication) -> str:
    """Say what happened, whose silence it was, and that it says nothing about the applicant."""
    days = law().answer_working_days
    if application.state == A.OFFERED:
        return _t("录用通知的答复期限已过，您没有答复，这次录用不再保留。仍有意向的，请直接联系单位或重新投递。")
    if application.state == A.INTERVIEWING:
        days = law().interview_answer_working_days
        return _t(
            "单位在面试安排后%(days)d个工作日内没有给出结果，平台替它答复：请不必再等。"
            "这不代表您不合适，单位的回复率会因此下降。"
        ) % {"days": days}
    return _t(
        "单位在%(days)d个工作日内没有答复，平台替它答复：请不必再等。这不代表您不合适，单位的回复率会因此下降。"
    ) % {"days": days}
