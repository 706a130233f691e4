"""Workers sent in by their employer as one sheet, and what became of each row."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models.application import Application, Channel
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import BATCH, BATCH_ROW, BatchRowState, BatchState
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import BlindIndexField, EncryptedTextField
from juxian.people.queries import same_human

# Rows that count: the same worker, trade and level is not sent twice while one of these stands.
STANDING = [BatchRowState.INVITED, BatchRowState.WAITING, BatchRowState.SUBMITTED]
BATCH_TONES = {
    BatchState.CHECKING: "wait",
    BatchState.READY: "wait",
    BatchState.UNREADABLE: "stop",
    BatchState.IMPORTING: "wait",
    BatchState.IMPORTED: "ok",
    BatchState.DISCARDED: "plain",
}
ROW_TONES = {
    BatchRowState.INVITED: "wait",
    BatchRowState.WAITING: "wait",
    BatchRowState.SUBMITTED: "ok",
    BatchRowState.DECLINED: "stop",
    BatchRowState.LAPSED: "stop",
    BatchRowState.WITHDRAWN: "plain",
}


class BatchQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "BatchQuerySet":
        """An employer sees its own batches; the office reads those that were imported."""
        if allows(actor, Permission.SEE_ALL):
            return self.filter(state=BatchState.IMPORTED)
        if actor.organisation_id and allows(actor, Permission.SEND_BATCH):
            return self.filter(organisation=actor.organisation_id)
        return self.none()


class Batch(Model):
    """One sheet. It is read and judged once after the upload and again when it is imported."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    upload = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+", null=True)
    file_name = models.CharField(_("文件"), max_length=120)
    state = BATCH.field()
    state_since_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True, default="")
    is_whole = models.BooleanField(_("全部无误才导入"), default=False)
    sent_by = models.CharField(max_length=200)

    # What the last reading found: figures for the page, and [{row, column, label, letter, message}].
    row_count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    invited_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    done_count = models.PositiveIntegerField(_("已处理"), default=0)

    objects = BatchQuerySet.as_manager()
    states = BATCH
    audited = True
    audited_by_name = ("faults",)

    class Meta:
        ordering = ["-created_at"]
        constraints = [BATCH.constraint("batch_state_known")]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="batch_of_employer")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def tone(self) -> str:
        return BATCH_TONES[BatchState(self.state)]

    @property
    def faulty_count(self) -> int:
        """Rows that cannot be taken, not faults."""
        return len({fault["row"] for fault in self.faults})

    @property
    def is_busy(self) -> bool:
        """Whether a job is at work, so that the page asks again."""
        return self.state in (BatchState.CHECKING, BatchState.IMPORTING)


class BatchRowQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "BatchRowQuerySet":
        """Workers see the rows about themselves; an employer those it sent; the office all."""
        if actor.audience is Audience.PERSON:
            return self.filter(application__applicant__in=same_human(actor.person_id))
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.organisation_id and allows(actor, Permission.SEND_BATCH):
            return self.filter(organisation=actor.organisation_id)
        return self.none()

    def standing(self) -> "BatchRowQuerySet":
        return self.filter(state__in=STANDING)

    def unanswered(self) -> "BatchRowQuerySet":
        return self.filter(state__in=[BatchRowState.INVITED, BatchRowState.WAITING])


class BatchRow(Model):
    """One worker, as the employer wrote them down. Once known, the draft itself holds the work."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="rows")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("原表行号"))
    name = models.CharField(_("姓名"), max_length=60)
    identity_kind = models.CharField(max_length=20)
    identity_number: Any = EncryptedTextField(key_class="identity", null=True)
    identity_index = BlindIndexField(of="identity_number", null=True)
    identity_tail = models.CharField(max_length=4, blank=True, default="")
    phone: Any = EncryptedTextField(key_class="phone", null=True)
    item = models.ForeignKey("catalogue.Item", models.PROTECT, related_name="+")
    level = models.CharField(_("申报等级"), max_length=20, choices=SkillLevel.choices)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    plan = models.ForeignKey("evaluation.EmployerPlan", models.PROTECT, related_name="+", null=True)
    certificate_number = models.CharField(_("证书编号"), max_length=40, blank=True, default="")
    # Work and scores of a worker who is not registered yet: sealed, as nobody but the worker is to read it.
    draft: Any = EncryptedTextField(key_class="identity", null=True)
    application = models.OneToOneField(Application, models.SET_NULL, related_name="batch_row", null=True)

    state = BATCH_ROW.field()
    state_since_at = models.DateTimeField()
    due_at = models.DateTimeField(_("确认期限"))
    reminded_count = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(_("说明"), blank=True, default="")

    objects = BatchRowQuerySet.as_manager()
    states = BATCH_ROW
    audited = True
    audited_by_name = ("name", "identity_tail", "identity_index", "certificate_number")

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            BATCH_ROW.constraint("batch_row_state_known"),
            models.UniqueConstraint(
                fields=["organisation", "identity_index", "item", "level"],
                condition=Q(state__in=STANDING),
                name="one_standing_row_a_worker_trade_and_level",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "state"], name="batch_row_by_state"),
            models.Index(fields=["state", "due_at"], name="batch_row_by_deadline"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tone(self) -> str:
        return ROW_TONES[BatchRowState(self.state)]

    @property
    def is_open(self) -> bool:
        """Whether the worker has still to answer."""
        return self.state in (BatchRowState.INVITED, BatchRowState.WAITING)

    @property
    def present_state(self) -> Any:
        """The word for where the worker stands: once submitted, that of the application."""
        if self.state == BatchRowState.SUBMITTED and self.application:
            return self.application.get_state_display()
        return self.get_state_display()

    @property
    def applicant(self) -> Any:
        """Whom the row is about, for the rule that everybody answers for themselves only."""
        return self.application.applicant if self.application else None
