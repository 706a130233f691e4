"""Who may read what was sent in with an objection."""

from typing import Any

from juxian.kit.access import Actor, allows
from juxian.notices.models import Objection
from juxian.notices.permissions import Permission


def may_read_evidence(actor: Actor, upload: Any) -> bool:
    """Evidence may name the objector: only who may handle the objection reads it."""
    rows = Objection.objects.visible_to(actor).filter(evidence=upload.pk).select_related("notice", "entry")
    return any(allows(actor, Permission.HANDLE_OBJECTION, on=objection) for objection in rows)
