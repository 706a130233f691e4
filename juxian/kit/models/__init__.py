"""Tables of the kit, and what every table has in common."""

from juxian.kit.models.audit import AuditEvent, AuditSeal
from juxian.kit.models.base import Model, VisibleQuerySet
from juxian.kit.models.message import Message, MessageDelivery, MessageOptOut, MessageTemplate
from juxian.kit.models.rate_limit import DoneOnce, RateCount
from juxian.kit.models.sequence import Sequence
from juxian.kit.models.upload import Upload

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "DoneOnce",
    "Message",
    "MessageDelivery",
    "MessageOptOut",
    "MessageTemplate",
    "Model",
    "RateCount",
    "Sequence",
    "Upload",
    "VisibleQuerySet",
]
