"""A file of another office, from its arrival to the day on which it counts no longer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.registers.kinds import CHOICES, REGISTERS, Register
from juxian.registers.permissions import Permission
from juxian.registers.states import DELIVERY, DeliveryState

TONES = {
    DeliveryState.CHECKING: "wait",
    DeliveryState.UNREADABLE: "stop",
    DeliveryState.READY: "wait",
    DeliveryState.TAKING_IN: "wait",
    DeliveryState.TAKEN_IN: "ok",
    DeliveryState.DISCARDED: "plain",
    DeliveryState.WITHDRAWN: "stop",
}


class DeliveryQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "DeliveryQuerySet":
        """Who may read registers sees every delivery."""
        return self if allows(actor, Permission.READ) else self.none()

    def counting(self) -> "DeliveryQuerySet":
        """What counts today."""
        return self.filter(state=DeliveryState.TAKEN_IN)


class Delivery(Model):
    """One file for one register. Its rows count from `taken_in_at` until `withdrawn_at`."""

    register = models.CharField(_("数据种类"), max_length=20, choices=CHOICES)
    month = models.DateField(_("所属月份"), null=True)  # first day; only where the register's files are monthly
    upload = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+", null=True)
    file_name = models.CharField(_("文件"), max_length=120)
    sha256 = models.CharField(max_length=64)  # of the bytes that came in: tells the same file twice
    state = DELIVERY.field()
    state_since_at = models.DateTimeField()
    is_whole = models.BooleanField(_("全部无误才导入"), default=False)
    sent_by = models.CharField(max_length=200)
    sent_by_id = models.UUIDField(null=True)  # the person
    taken_in_at = models.DateTimeField(_("导入时间"), null=True)
    taken_in_by = models.CharField(max_length=200, blank=True, default="")
    withdrawn_at = models.DateTimeField(_("撤销时间"), null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")  # why it is unreadable, or was withdrawn

    # What the last reading found: figures for the page, and [{row, column, label, letter, message}].
    row_count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    stranger_count = models.PositiveIntegerField(default=0)  # rows of people who are not registered here
    faults = models.JSONField(default=list)
    remarks = models.JSONField(default=list)  # sentences: what is taken in and yet worth a look
    done_count = models.PositiveIntegerField(_("已处理"), default=0)

    objects = DeliveryQuerySet.as_manager()
    states = DELIVERY
    audited = True
    audited_by_name = ("faults", "remarks", "file_name")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            DELIVERY.constraint("register_delivery_state"),
            models.UniqueConstraint(
                fields=["register", "sha256"],
                condition=Q(state__in=[DeliveryState.TAKING_IN, DeliveryState.TAKEN_IN]),
                name="register_delivery_same_file_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DeliveryState.TAKEN_IN, DeliveryState.WITHDRAWN])
                | Q(taken_in_at__isnull=False),
                name="register_delivery_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.WITHDRAWN) | (Q(withdrawn_at__isnull=False) & ~Q(reason="")),
                name="register_delivery_why_withdrawn",
            ),
        ]
        indexes = [models.Index(fields=["register", "state", "-taken_in_at"], name="register_delivery_known")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def kind(self) -> Register:
        return REGISTERS[self.register]

    @property
    def tone(self) -> str:
        return TONES[DeliveryState(self.state)]

    @property
    def faulty_count(self) -> int:
        """Rows that cannot be taken, not faults."""
        return len({fault["row"] for fault in self.faults})

    @property
    def fit_count(self) -> int:
        """Rows that can be taken in."""
        return self.new_count + self.changed_count + self.same_count

    @property
    def is_busy(self) -> bool:
        """Whether a job is at work, so that the page asks again."""
        return self.state in (DeliveryState.CHECKING, DeliveryState.TAKING_IN)
