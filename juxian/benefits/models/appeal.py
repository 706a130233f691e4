"""Appeals (申诉) against a finding or a refusal: a different officer looks again."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.benefits.models.entitlement import Entitlement
from juxian.benefits.models.run import Finding
from juxian.benefits.permissions import Permission
from juxian.benefits.states import APPEAL, AppealState
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human


class AppealKind(models.TextChoices):
    """What somebody asks for: that a result be looked at again, or to be found where no run found them (快申快享)."""

    APPEAL = "appeal", _("申诉")
    CLAIM = "claim", _("快申快享")


class AppealQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "AppealQuerySet":
        if actor.audience is Audience.PERSON:
            return self.filter(person__in=same_human(actor.person_id))
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def open(self) -> "AppealQuerySet":
        return self.filter(state__in=[AppealState.FILED, AppealState.ACCEPTED])

    def with_words(self) -> "AppealQuerySet":
        return self.select_related("person", "handler", "evidence")


class Appeal(Model):
    """Somebody says that what we found about them under a policy is wrong. One open a person and policy."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=AppealKind.choices, default=AppealKind.APPEAL)
    month = models.DateField(null=True)
    state = APPEAL.field()
    state_since_at = models.DateTimeField(null=True)
    reasons = models.TextField(_("理由"), max_length=2000)
    evidence = models.ForeignKey("kit.Upload", models.PROTECT, null=True, blank=True, related_name="+")
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField(_("办理期限"), null=True)
    answer = models.TextField(_("答复"), blank=True, default="")
    handler = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AppealQuerySet.as_manager()
    states = APPEAL
    audited: ClassVar[bool] = True
    audited_by_name = ("reasons",)

    class Meta:
        ordering = ["-filed_at"]
        constraints = [
            APPEAL.constraint("benefit_appeal_state_known"),
            models.UniqueConstraint(
                fields=["person", "policy"],
                condition=Q(state__in=["filed", "accepted"]),
                name="one_open_appeal_a_person_and_policy",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["upheld", "dismissed"]) | ~Q(answer=""),
                name="an_ended_benefit_appeal_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy} · {self.person}"

    @property
    def tone(self) -> str:
        """The tone of the state's badge."""
        return {AppealState.UPHELD: "ok", AppealState.FILED: "wait", AppealState.ACCEPTED: "wait"}.get(
            AppealState(self.state), "plain"
        )

    def barred_ids(self) -> set[Any]:
        """Who has had a hand in what this is about, and so may not handle it: whoever sampled, reviewed, looked into or
        granted it, and the person themselves."""
        keys = same_human(self.person.surviving().pk)
        promises = Entitlement.objects.filter(policy=self.policy, person__in=keys)
        findings = Finding.objects.filter(run__policy=self.policy, person__in=keys)
        hands = {
            key for row in promises.values_list("handled_by", "granted_by", "found_by__reviewed_by") for key in row
        }
        return (hands | set(findings.values_list("sampled_by", flat=True)) | set(keys)) - {None}

    @property
    def applicant(self) -> Any:
        """Whose appeal it is: rules about one's own ask for this."""
        return self.person
