"""Offers, and what became of them: the facts of a hire, said by both sides."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.models import Model, VisibleQuerySet
from juxian.recruitment.models.job_application import JobApplication


class OfApplicationQuerySet(VisibleQuerySet):
    """Rows that belong to an application: seen by whoever sees it."""

    def visible_to(self, actor: Actor) -> "OfApplicationQuerySet":
        return self.filter(application__in=JobApplication.objects.visible_to(actor))


class Offer(Model):
    """What an employer promises, until when it may be answered. Pay is in fen a month."""

    application = models.OneToOneField(JobApplication, models.PROTECT, related_name="job_offer")
    post = models.CharField(_("岗位"), max_length=60)
    base_pay_fen = models.PositiveBigIntegerField(_("基本工资"))
    start_on = models.DateField(_("入职日期"))
    answer_by_on = models.DateField(_("请在此日前答复"))
    message = models.CharField(_("说明"), max_length=500, blank=True, default="")
    offered_at = models.DateTimeField(default=clock.now)
    offered_by = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)

    objects = OfApplicationQuerySet.as_manager()
    audited: ClassVar[bool] = True

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(base_pay_fen__gt=0), name="offer_names_the_pay")]


class Hire(Model):
    """Somebody began to work. The employer says from when and for what base pay; the person may say it again."""

    application = models.OneToOneField(JobApplication, models.PROTECT, related_name="hiring")
    started_on = models.DateField(_("实际入职日期"))
    base_pay_fen = models.PositiveBigIntegerField(_("实际基本工资"))
    confirmed_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.CharField(max_length=200)
    # What the person says, null while they have not.
    person_pay_fen = models.PositiveBigIntegerField(null=True)
    person_said_at = models.DateTimeField(null=True)

    objects = OfApplicationQuerySet.as_manager()
    audited: ClassVar[bool] = True

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(base_pay_fen__gt=0), name="hire_names_the_pay")]
