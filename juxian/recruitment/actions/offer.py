"""Offers and hires: what was promised, what was answered, what came true."""

import datetime as dt

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.recruitment.actions.answering import answered, tell_of_application
from juxian.recruitment.models import Hire, JobApplication, Offer
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import JOB_APPLICATION


@action(_("发出录用通知"), Permission.HANDLE_APPLICATION)
def make_offer(
    application: JobApplication,
    *,
    post: str,
    base_pay_fen: int,
    start_on: dt.date,
    answer_by_on: dt.date,
    message: str = "",
    by: Actor,
) -> Offer:
    """Promise a post, its base pay and the day; the applicant answers by a day that is still to come."""
    if answer_by_on <= clock.today():
        raise RuleBroken(_t("答复期限要在今天以后，给求职者考虑的时间。请改选日期。"), field="answer_by_on")
    if start_on < answer_by_on:
        raise RuleBroken(_t("入职日期不能早于答复期限。请改选日期。"), field="start_on")
    if base_pay_fen <= 0:
        raise RuleBroken(_t("请写明基本工资，面议不算。"), field="base_pay_fen")
    answered(application, "offer")
    application.due_on = answer_by_on
    application.save()
    return Offer.objects.create(
        application=application,
        post=post.strip() or application.vacancy.title,
        base_pay_fen=base_pay_fen,
        start_on=start_on,
        answer_by_on=answer_by_on,
        message=message.strip(),
        offered_at=clock.now(),
        offered_by=by.label,
    )


@action(_("接受录用"), Permission.APPLY)
def accept_offer(application: JobApplication, *, by: Actor) -> JobApplication:
    """Say yes in time. The employer now sees how to reach its new colleague."""
    return _answer(application, "accept")


@action(_("谢绝录用"), Permission.APPLY)
def turn_down_offer(application: JobApplication, *, reason: str = "", by: Actor) -> JobApplication:
    """Say no; a reason is welcome and not asked for."""
    application.reason, application.contact_agreed_at = reason.strip(), None
    return _answer(application, "turn_down")


@action(_("确认入职"), Permission.HANDLE_APPLICATION)
def confirm_hire(application: JobApplication, *, started_on: dt.date, base_pay_fen: int, by: Actor) -> Hire:
    """Write down that the person began to work, from when, for what base pay: compared with the promise."""
    if started_on > clock.today():
        raise RuleBroken(_t("入职日期还没有到。请在求职者上班以后确认。"), field="started_on")
    if base_pay_fen <= 0:
        raise RuleBroken(_t("请填写实际的基本工资。"), field="base_pay_fen")
    JOB_APPLICATION.move(application, "hire")
    application.due_on = None
    application.save()
    tell_of_application(application, "hire")
    return Hire.objects.create(
        application=application,
        started_on=started_on,
        base_pay_fen=base_pay_fen,
        confirmed_at=clock.now(),
        confirmed_by=by.label,
    )


@action(_("核对入职情况"), Permission.APPLY)
def say_pay(hire: Hire, *, person_pay_fen: int, by: Actor) -> Hire:
    """Say what base pay really came: both figures stand side by side, nobody corrects the other's."""
    if person_pay_fen <= 0:
        raise RuleBroken(_t("请填写工资条上的基本工资。"), field="person_pay_fen")
    hire.person_pay_fen, hire.person_said_at = person_pay_fen, clock.now()
    hire.save(update_fields=["person_pay_fen", "person_said_at"])
    return hire


def _answer(application: JobApplication, event: str) -> JobApplication:
    offer = Offer.objects.filter(application=application).first()
    if offer is not None and offer.answer_by_on < clock.today():
        raise RuleBroken(_t("答复期限已过。仍有意向的，请联系单位重新发出录用通知。"))
    JOB_APPLICATION.move(application, event)
    application.due_on = None
    if event == "accept":
        application.contact_agreed_at = application.contact_agreed_at or clock.now()
    application.save()
    if offer is not None:
        offer.answered_at = clock.now()
        offer.save(update_fields=["answered_at"])
    tell_of_application(application, event)
    return application
