"""The job that takes one message out of the house."""

from juxian.kit.jobs import job
from juxian.kit.messages.actions import MOST_ATTEMPTS, attempt_delivery
from juxian.kit.messages.gateways import DeliveryFailed
from juxian.kit.models import MessageDelivery


@job(queue="messages", attempts=MOST_ATTEMPTS)
def deliver(delivery_id: str) -> None:
    """Try once; where it did not work, raise, so that the queue tries again later."""
    delivery = attempt_delivery(MessageDelivery.objects.get(pk=delivery_id))
    if delivery.state == MessageDelivery.State.QUEUED:
        raise DeliveryFailed(delivery.answer)
