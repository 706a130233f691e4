"""What officers do about messages that did not get out of the house."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.messages.tasks import deliver
from juxian.kit.models import MessageDelivery
from juxian.kit.permissions import Permission

State = MessageDelivery.State


@action(_("重新发送消息"), Permission.EDIT_MESSAGES)
def retry_delivery(delivery: MessageDelivery, *, by: Actor) -> MessageDelivery:
    """Let a message that was given up leave again, with all its attempts. One that left is never sent twice."""
    if delivery.state != State.FAILED:
        raise RuleBroken(gettext("这条消息不在失败列表里，可能已有人重新发送。请刷新后再看。"))
    delivery.state, delivery.attempts, delivery.answer = State.QUEUED, 0, ""
    delivery.due_at, delivery.finished_at = clock.now(), None
    delivery.save()
    deliver.defer(delivery_id=str(delivery.pk))
    return delivery
