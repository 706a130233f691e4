"""Who may read the files of an application: whoever sees the application, and its owner before it is attached.
An assessor judges work and not faces: the evidence is theirs to see, the portrait is not."""

from typing import Any

from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission
from juxian.kit.access import Actor, Audience, allows


def may_read_evidence(actor: Actor, upload: Any) -> bool:
    """Evidence is read by those who see the application to which it belongs."""
    if actor.person_id is not None and upload.owner_id == actor.person_id:
        return True
    return Application.objects.visible_to(actor).filter(contributions__evidence__upload=upload.pk).exists()


def may_read_portrait(actor: Actor, upload: Any) -> bool:
    """The same for the photo, without the assessors."""
    if actor.person_id is not None and upload.owner_id == actor.person_id:
        return True
    if actor.audience is not Audience.PERSON and not allows(actor, Permission.SEE_ALL):
        return False
    return Application.objects.visible_to(actor).filter(portrait=upload.pk).exists()
