"""Tables of the kit, and what every table has in common."""

from juxian.kit.models.audit import AuditEvent, AuditSeal
from juxian.kit.models.base import Model, VisibleQuerySet
from juxian.kit.models.call_signal import CallSignal
from juxian.kit.models.job_failure import JobFailure
from juxian.kit.models.message import Message, MessageDelivery, MessageOptOut, MessageTemplate
from juxian.kit.models.push_presence import PushPresence
from juxian.kit.models.rate_limit import DoneOnce, RateCount
from juxian.kit.models.sent_form import SentForm
from juxian.kit.models.sequence import Sequence
from juxian.kit.models.upload import Upload
from juxian.kit.models.video import Video

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "CallSignal",
    "DoneOnce",
    "JobFailure",
    "Message",
    "MessageDelivery",
    "MessageOptOut",
    "MessageTemplate",
    "Model",
    "PushPresence",
    "RateCount",
    "SentForm",
    "Sequence",
    "Upload",
    "Video",
    "VisibleQuerySet",
]
