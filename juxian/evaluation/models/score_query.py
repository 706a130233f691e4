"""A candidate asks to have a mark checked again (成绩复核)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models.mark import Mark
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import SCORE_QUERY, ScoreQueryState
from juxian.kit.access import Actor, Audience, Text, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human


class ScoreQueryQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "ScoreQueryQuerySet":
        """Candidates see their own, the office all."""
        if actor.audience is Audience.PERSON:
            return self.filter(mark__application__applicant__in=same_human(actor.person_id))
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def with_words(self) -> "ScoreQueryQuerySet":
        return self.select_related(
            "mark__application__applicant", "mark__application__item__occupation", "mark__seat__sitting"
        )


class ScoreQuery(Model):
    """Asked once for a mark, answered once, with both sheets and the way of the mark before one's eyes.

    One officer may keep the mark; other points are proposed by one and confirmed by another.
    """

    mark = models.OneToOneField(Mark, models.PROTECT, related_name="score_query")
    reason = models.CharField(_("申请复核的理由"), max_length=1000)
    state = SCORE_QUERY.field()
    state_since_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField(_("办理期限"))
    answer = models.CharField(_("答复"), max_length=1000, blank=True, default="")
    answered_by = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    # A correction that waits for its confirmation: the candidate reads none of it before.
    proposed_points = models.JSONField(null=True)  # one number for each line of the measure
    proposed_answer = models.CharField(max_length=1000, blank=True, default="")
    proposed_by = models.CharField(max_length=200, blank=True, default="")
    proposer = models.ForeignKey("people.Person", models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField(null=True)
    confirmer = models.ForeignKey("people.Person", models.PROTECT, related_name="+", null=True)
    # Why the last proposal was sent back: for colleagues.
    return_reason = models.CharField(max_length=1000, blank=True, default="")
    returned_by = models.CharField(max_length=200, blank=True, default="")

    objects = ScoreQueryQuerySet.as_manager()
    states = SCORE_QUERY
    audited: ClassVar[bool] = True
    audited_by_name = ("reason",)

    class Meta:
        ordering = ["-filed_at"]
        constraints = [
            SCORE_QUERY.constraint("score_query_state_known"),
            models.CheckConstraint(condition=~Q(proposer=F("confirmer")), name="correction_has_two_officers"),
            models.CheckConstraint(
                condition=~Q(state="corrected") | Q(proposer__isnull=False, confirmer__isnull=False),
                name="correction_is_proposed_and_confirmed",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="score_query_queue")]

    def __str__(self) -> str:
        return str(self.mark)

    @property
    def shown_state(self) -> Text:
        """What the candidate reads: until another officer has confirmed it, a correction is none."""
        state = ScoreQueryState(self.state)
        return (ScoreQueryState.FILED if state == ScoreQueryState.PROPOSED else state).label

    @property
    def applicant(self) -> Any:
        return self.mark.applicant
