"""A person's question about what an office says of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human
from juxian.registers.kinds import CHOICES
from juxian.registers.permissions import Permission
from juxian.registers.states import FACT_QUERY, FactQueryState

TONES = {
    FactQueryState.ASKED: "wait",
    FactQueryState.CORRECTED: "ok",
    FactQueryState.EXPLAINED: "plain",
    FactQueryState.WITHDRAWN: "plain",
}


class FactQueryQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "FactQueryQuerySet":
        """A person sees their own; who answers sees all."""
        if actor.audience is Audience.PERSON:
            return self.filter(person__in=same_human(actor.person_id))
        return self if allows(actor, Permission.ANSWER) else self.none()

    def open(self) -> "FactQueryQuerySet":
        return self.filter(state=FactQueryState.ASKED)


class FactQuery(Model):
    """One question about one register: what is wrong, and what the office found."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    register = models.CharField(_("数据种类"), max_length=20, choices=CHOICES)
    month = models.DateField(_("涉及月份"), null=True)
    question = models.TextField(_("哪里不对"), max_length=1000)
    state = FACT_QUERY.field()
    state_since_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(_("答复期限"), null=True)
    answer = models.TextField(_("答复"), blank=True, default="", max_length=1000)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")

    objects = FactQueryQuerySet.as_manager()
    states = FACT_QUERY
    audited = True
    audited_by_name = ("question",)  # somebody's own words

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            FACT_QUERY.constraint("fact_query_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[FactQueryState.CORRECTED, FactQueryState.EXPLAINED]) | ~Q(answer=""),
                name="fact_query_answered_in_words",
            ),
            models.UniqueConstraint(
                fields=["person", "register"], condition=Q(state=FactQueryState.ASKED), name="fact_query_one_open"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="fact_query_queue")]

    def __str__(self) -> str:
        return str(self.get_register_display())

    @property
    def tone(self) -> str:
        return TONES[FactQueryState(self.state)]
