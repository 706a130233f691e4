"""Who may read the files of an application: whoever sees the application, and its owner before it is attached."""

from typing import Any

from juxian.evaluation.models import Application
from juxian.kit.access import Actor


def may_read_evidence(actor: Actor, upload: Any) -> bool:
    """Evidence is read by those who see the application to which it belongs."""
    if actor.person_id is not None and upload.owner_id == actor.person_id:
        return True
    return Application.objects.visible_to(actor).filter(contributions__evidence__upload=upload.pk).exists()


def may_read_portrait(actor: Actor, upload: Any) -> bool:
    """The same for the photo."""
    if actor.person_id is not None and upload.owner_id == actor.person_id:
        return True
    return Application.objects.visible_to(actor).filter(portrait=upload.pk).exists()
