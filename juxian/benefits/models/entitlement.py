"""The promise to one person under one policy: found by a run, confirmed by the person, shown, granted."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.benefits.models.run import Run
from juxian.benefits.permissions import Permission
from juxian.benefits.states import ENTITLEMENT, EntitlementState, tone_of
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human


class Origin(models.TextChoices):
    """How it came about."""

    FOUND = "found", _("免申即享")
    APPLIED = "applied", _("本人提出")


class EntitlementQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "EntitlementQuerySet":
        """The office sees all, a person their own, an employer those of its staff through its own queries."""
        if actor.audience is Audience.PERSON:
            return self.filter(person__in=same_human(actor.person_id))
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def open(self) -> "EntitlementQuerySet":
        return self.exclude(state__in=ENTITLEMENT.ended())

    def current(self) -> "EntitlementQuerySet":
        """Without those that a merge of two rows of one human put aside."""
        return self.filter(absorbed_into=None)

    def granted(self) -> "EntitlementQuerySet":
        return self.filter(state=EntitlementState.GRANTED)

    def with_words(self) -> "EntitlementQuerySet":
        return self.select_related("person", "found_by")


class Entitlement(Model):
    """One a person and policy; it is reopened, never made twice. Money follows `granted` alone."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=60)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.FOUND)
    state = ENTITLEMENT.field()
    state_since_at = models.DateTimeField(null=True)
    found_by = models.ForeignKey(Run, models.PROTECT, null=True, related_name="entitlements")
    from_month = models.DateField(_("起始月份"), null=True)  # the first month owed, for the words on the page
    amount_fen = models.BigIntegerField(_("月标准"), default=0)  # of the run that found it, for the words on the page
    asked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(_("确认期限"), null=True)
    answered_at = models.DateTimeField(null=True)
    employer_confirmed_at = models.DateTimeField(null=True)
    notice_id = models.UUIDField(null=True)
    granted_at = models.DateTimeField(null=True)
    granted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    # Who looked at it before (sampling, holding, refusing): an appeal goes to somebody else.
    handled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("说明"), blank=True, default="")
    # [[first month, last month or null], …] ("2024-05"): given up by the person, so that no run owes them again.
    waived = models.JSONField(default=list)
    fact_query_id = models.UUIDField(null=True)  # the question to a register that went with a dispute
    # What a merge of persons did, so that it can be undone: from whom the row came, or which row stands for it.
    merge_id = models.UUIDField(null=True)
    moved_from_id = models.UUIDField(null=True)
    absorbed_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects = EntitlementQuerySet.as_manager()
    states = ENTITLEMENT
    audited: ClassVar[bool] = True
    audited_by_name = ("reason",)

    class Meta:
        ordering = ["-state_since_at", "-id"]
        constraints = [
            ENTITLEMENT.constraint("entitlement_state_known"),
            models.UniqueConstraint(fields=["person", "policy"], name="one_entitlement_a_person_and_policy"),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "held"]) | ~Q(reason=""),
                name="what_is_held_or_refused_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["policy", "state", "due_at"], name="entitlement_queue")]

    def __str__(self) -> str:
        return f"{self.policy} · {self.person}"

    @property
    def applicant(self) -> Any:
        """Whose it is: rules about one's own ask for this."""
        return self.person

    def is_waived(self, month: dt.date) -> bool:
        """Tell whether the person gave this month up. Money of months before and after is not touched by it."""
        word = f"{month:%Y-%m}"
        return any(first <= word and (last is None or word <= last) for first, last in self.waived)

    @property
    def tone(self) -> str:
        """The tone of the state's badge."""
        return tone_of(self.state)


class DecisionRecordQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "DecisionRecordQuerySet":
        """The office sees all, a person their own."""
        if actor.audience is Audience.PERSON:
            return self.filter(entitlement__person__in=same_human(actor.person_id))
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def with_words(self) -> "DecisionRecordQuerySet":
        return self.select_related("entitlement__person", "run__rulebook", "run__snapshot")


class DecisionRecord(Model):
    """Why a month of a person is owed what it is owed: facts with sources, law, clauses, result, and our signature."""

    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="decisions")
    run = models.ForeignKey(Run, models.PROTECT, related_name="decisions")
    number = models.CharField(max_length=60, unique=True)
    month = models.DateField()
    content = models.TextField()  # kit.canonical text of the explanation; `replay` gives these very bytes
    digest = models.CharField(max_length=64)
    signature = models.TextField()

    objects = DecisionRecordQuerySet.as_manager()
    append_only: ClassVar[bool] = True

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["entitlement", "run", "month"], name="one_decision_a_run_and_month")
        ]

    def __str__(self) -> str:
        return self.number
