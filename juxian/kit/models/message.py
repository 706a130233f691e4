"""What people were told: the inbox, each way out of the house, and the wording that officers may change."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import allows
from juxian.kit.models.base import Model
from juxian.kit.permissions import Permission


class MessageQuerySet(models.QuerySet):
    """Messages of the person who asks."""

    def visible_to(self, actor: Any) -> "MessageQuerySet":
        return self.of(actor.person_id) if actor.person_id else self.none()

    def of(self, person_id: UUID) -> "MessageQuerySet":
        return self.filter(recipient_id=person_id)

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at=None)


class Message(Model):
    """One message in a person's inbox, worded as it was sent. The key makes a reminder impossible to send twice."""

    recipient_id = models.UUIDField()
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True, default="")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        db_table = "kit_message"
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient_id", "kind", "key"], name="message_once"),
        ]
        indexes = [
            models.Index(fields=["recipient_id", "-sent_at"], name="message_inbox"),
            models.Index(fields=["recipient_id"], condition=models.Q(read_at=None), name="message_unread"),
        ]


class Channel(models.TextChoices):
    """A way out of the house besides the inbox."""

    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")


class MessageDeliveryQuerySet(models.QuerySet):
    """What left the house, for those who look after it."""

    def visible_to(self, actor: Any) -> "MessageDeliveryQuerySet":
        return self.all() if allows(actor, Permission.EDIT_MESSAGES) else self.none()

    def failed(self) -> "MessageDeliveryQuerySet":
        """Given up; the newest first."""
        return self.filter(state="failed").order_by("-finished_at", "-id")


class MessageDelivery(Model):
    """One way out for one message. No address is kept here: it is asked for when the message leaves."""

    class State(models.TextChoices):
        QUEUED = "queued", _("待发送")
        SENT = "sent", _("已发送")
        NO_ADDRESS = "no_address", _("没有联系方式")
        FAILED = "failed", _("发送失败")

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True, default="")
    finished_at = models.DateTimeField(null=True)

    objects = MessageDeliveryQuerySet.as_manager()

    class Meta:
        db_table = "kit_message_delivery"
        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="delivery_once_a_channel"),
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "sent", "no_address", "failed"]), name="delivery_state_known"
            ),
        ]


class MessageTemplateQuerySet(models.QuerySet):
    """Wordings, for those who may change them."""

    def visible_to(self, actor: Any) -> "MessageTemplateQuerySet":
        return self.all() if allows(actor, Permission.EDIT_MESSAGES) else self.none()


class MessageTemplate(Model):
    """One version of an officer's wording. The newest holds; empty texts mean the wording of the house again."""

    kind = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(db_default=Now())

    append_only = True
    objects = MessageTemplateQuerySet.as_manager()

    class Meta:
        db_table = "kit_message_template"
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="template_version_once")]


class MessageOptOut(Model):
    """A person does not want this kind of message on this channel; the inbox has it all the same."""

    person_id = models.UUIDField()
    kind = models.CharField(max_length=80)
    channel = models.CharField(max_length=10, choices=Channel.choices)

    class Meta:
        db_table = "kit_message_opt_out"
        constraints = [models.UniqueConstraint(fields=["person_id", "kind", "channel"], name="opt_out_once")]
