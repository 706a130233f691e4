"""A month of a policy, computed for everybody: the facts frozen, the law named, what came out for each person."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.benefits.permissions import Permission
from juxian.benefits.states import RUN, RunState
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human


class Rulebook(Model):
    """The very files of the law that a run used, so that it can be replayed when the law has moved on."""

    digest = models.CharField(max_length=64, unique=True)
    files = models.JSONField()  # {"policies/…/policy.yaml": text}

    append_only: ClassVar[bool] = True


class Snapshot(Model):
    """The frozen facts of a run: person ids and facts as Parquet, no names. Lies in the database so that it is backed
    up together with the money that it explains."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    people = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()

    append_only: ClassVar[bool] = True


class RunQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "RunQuerySet":
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def open(self) -> "RunQuerySet":
        return self.exclude(state__in=RUN.ended())


class Run(Model):
    """`month` is the last month computed, `from_month` the first: late facts change months that were paid already."""

    number = models.CharField(max_length=30, unique=True)
    policy = models.CharField(max_length=60)
    month = models.DateField()
    from_month = models.DateField()
    state = RUN.field()
    state_since_at = models.DateTimeField(null=True)
    known_at = models.DateTimeField(_("数据截至"), null=True)
    rulebook = models.ForeignKey(Rulebook, models.PROTECT, null=True, related_name="runs")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="runs")
    sample_percent = models.PositiveSmallIntegerField(default=0)
    sample_seed = models.CharField(max_length=64, blank=True, default="")
    started_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reviewed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    posted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("说明"), blank=True, default="")
    fault = models.TextField(_("停下的原因"), blank=True, default="")  # why the work in the background stopped
    window_fen = models.BigIntegerField(default=0)  # owed for all months of the window, as two engines agreed
    people = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    posted_count = models.PositiveIntegerField(default=0)
    posted_fen = models.BigIntegerField(default=0)

    objects = RunQuerySet.as_manager()
    states = RUN
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-month", "-created_at"]
        constraints = [
            RUN.constraint("run_state_known"),
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(state__in=[RunState.DRAFT, RunState.FROZEN, RunState.EVALUATED, RunState.REVIEWED]),
                name="one_open_run_a_policy",
            ),
            models.CheckConstraint(condition=Q(from_month__lte=models.F("month")), name="a_run_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.number


class RunChunk(Model):
    """Two hundred people of a run: claimed with SKIP LOCKED, done in one transaction, so kill -9 costs one chunk."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="chunks")
    step = models.CharField(max_length=10)  # evaluate | post
    number = models.PositiveIntegerField()
    person_ids = models.JSONField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "step", "number"], name="one_chunk_a_number")]
        indexes = [models.Index(fields=["run", "step"], condition=Q(done_at=None), name="chunk_waiting")]


class FindingQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "FindingQuerySet":
        """The office sees all, a person their own."""
        if actor.audience is Audience.PERSON:
            return self.filter(person__in=same_human(actor.person_id))
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def sampled(self) -> "FindingQuerySet":
        return self.filter(is_sampled=True)


class SampleResult(models.TextChoices):
    """What the officer found who looked at a sampled candidate."""

    RIGHT = "right", _("无误")
    HELD = "held", _("有疑问，暂缓")


class Finding(Model):
    """What a run says of one person for its last month: the verdict, the amount and each clause that failed."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="findings")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10)  # juxian.policy.Verdict
    amount_fen = models.BigIntegerField(default=0)
    # Keys of the clauses of the policy that are not met, unknown or left to judgement: the reason codes.
    reasons = models.JSONField(default=list)
    is_sampled = models.BooleanField(default=False)
    sample_result = models.CharField(max_length=10, choices=SampleResult.choices, blank=True, default="")
    sample_note = models.TextField(blank=True, default="")
    sampled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["run", "person"], name="one_finding_a_person_and_run")]
        indexes = [models.Index(fields=["person", "run"], name="finding_of_person")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.person_id}"

    @property
    def holder(self) -> Any:
        """Whose finding it is: rules about one's own ask for this."""
        return self.person
