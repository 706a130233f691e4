"""What reviewers found: a verdict for each clause that a person must judge, and an opinion for each stage."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models.application import Application
from juxian.kit.models import Model


class ReviewStage(models.TextChoices):
    FIRST = "first", _("初审")
    SECOND = "second", _("复审")
    CONFIRM = "confirm", _("核定")


class Review(Model):
    """The decision of one officer at one stage."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="reviews")
    stage = models.CharField(max_length=10, choices=ReviewStage.choices)
    reviewer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reviewed_by = models.CharField(max_length=200)
    has_approved = models.BooleanField()
    opinion = models.TextField(_("审核意见"), max_length=1000)
    reviewed_at = models.DateTimeField()

    audited = True

    class Meta:
        ordering = ["reviewed_at"]
        constraints = [
            models.UniqueConstraint(fields=["application", "stage"], name="one_review_a_stage"),
            models.UniqueConstraint(fields=["application", "reviewer"], name="another_officer_each_stage"),
        ]


class ClauseJudgement(Model):
    """What an officer says of a clause that no machine can judge, or of a fact that was missing."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="judgements")
    clause = models.CharField(max_length=60)
    is_met = models.BooleanField(_("符合"))
    note = models.CharField(_("依据"), max_length=300, blank=True, default="")
    judged_by = models.CharField(max_length=200)

    audited = True

    class Meta:
        ordering = ["clause"]
        constraints = [models.UniqueConstraint(fields=["application", "clause"], name="one_judgement_a_clause")]
