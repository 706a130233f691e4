"""Questions put to an event or a booth, and what was answered: kept as an archive for those who could not come."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models.booth import Booth
from juxian.fairs.models.event import PUBLIC_STATES, Event
from juxian.fairs.permissions import Permission
from juxian.fairs.states import QUESTION, QuestionState
from juxian.kit import clock
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human


class EventQuestionQuerySet(VisibleQuerySet):
    def public(self) -> Self:
        """The archive: answered and not hidden. Nobody reads who asked."""
        return self.filter(event__state__in=PUBLIC_STATES, state=QuestionState.ANSWERED, hidden_at=None)

    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.audience is Audience.PERSON and actor.person_id:
            return self.filter(person__in=same_human(actor.person_id))
        mine = Q(event__host=actor.organisation_id) | Q(booth__organisation=actor.organisation_id)
        return self.filter(mine) if actor.organisation_id else self.none()


class EventQuestion(Model):
    """One question. `booth` None: for whoever runs the event. Hidden: kept, and shown to nobody outside."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="questions")
    booth = models.ForeignKey(Booth, null=True, on_delete=models.PROTECT, related_name="questions")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(_("问题"), max_length=300)
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(_("答复"), max_length=1000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.CharField(max_length=200, blank=True, default="")
    hidden_reason = models.CharField(_("隐藏原因"), max_length=200, blank=True, default="")
    state = QUESTION.field()
    state_since_at = models.DateTimeField(default=clock.now)

    audited = True
    states = QUESTION
    objects: Any = EventQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [QUESTION.constraint("fairs_question_state")]
