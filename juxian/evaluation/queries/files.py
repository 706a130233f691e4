"""Who may read the files of an application: whoever sees the application, and its owner before it is attached.
An assessor judges work and not faces: the evidence is theirs to see, the portrait is not."""

from typing import Any

from django.db.models import Q

from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission
from juxian.kit.access import Actor, Audience, allows


def may_read_evidence(actor: Actor, upload: Any) -> bool:
    """Evidence is read by those who see the application to which it belongs."""
    if actor.person_id is not None and upload.owner_id == actor.person_id:
        return True
    return Application.objects.visible_to(actor).filter(contributions__evidence__upload=upload.pk).exists()


def may_read_claim(actor: Actor, upload: Any) -> bool:
    """The picture of a certificate or an award, and the screenshot of a look-up, bear the name: no assessor's."""
    if actor.person_id is not None and upload.owner_id == actor.person_id:
        return True
    if actor.audience is not Audience.PERSON and not allows(actor, Permission.SEE_ALL):
        return False
    shown = Q(certificate_claim__picture=upload.pk) | Q(award_claim__picture=upload.pk)
    return Application.objects.visible_to(actor).filter(shown | Q(look_ups__screenshot=upload.pk)).exists()


def may_read_portrait(actor: Actor, upload: Any) -> bool:
    """The same for the photo, without the assessors."""
    if actor.person_id is not None and upload.owner_id == actor.person_id:
        return True
    if actor.audience is not Audience.PERSON and not allows(actor, Permission.SEE_ALL):
        return False
    return Application.objects.visible_to(actor).filter(portrait=upload.pk).exists()


def may_read_batch(actor: Actor, upload: Any) -> bool:
    """A sheet of workers is read by those who send for the same employer, and by nobody else."""
    own = upload.organisation_id is not None and upload.organisation_id == actor.organisation_id
    return own and allows(actor, Permission.SEND_BATCH)


def may_read_standards(actor: Actor, upload: Any) -> bool:
    """The standards of an employer's plan: the employer, and the office that approves it."""
    if allows(actor, Permission.SEE_ALL):
        return True
    own = upload.organisation_id is not None and upload.organisation_id == actor.organisation_id
    return own and allows(actor, Permission.FILE_EVALUATION)
