"""Tables of the kit, and what every table has in common."""

from juxian.kit.models.audit import AuditEvent, AuditSeal
from juxian.kit.models.base import Model, VisibleQuerySet
from juxian.kit.models.sequence import Sequence

__all__ = ["AuditEvent", "AuditSeal", "Model", "Sequence", "VisibleQuerySet"]
