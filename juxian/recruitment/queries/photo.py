"""Who sees the photo of a profile."""

from typing import Any

from juxian.kit.access import Actor
from juxian.recruitment.models import JobApplication


def may_read_photo(actor: Actor, upload: Any) -> bool:
    """One's own; an employer the one that came with an application to it."""
    if upload.owner_id is not None and upload.owner_id == actor.person_id:
        return True
    if actor.organisation_id is None:
        return False
    return JobApplication.objects.visible_to(actor).filter(snapshot__photo=str(upload.pk)).exists()
