"""The same check as the stand-alone verifier's, on the running database; its outcome is noted in the record."""

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from procrastinate.exceptions import AlreadyEnqueued

from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.audit.checkpoints import checkpoints_path
from juxian.kit.audit.export import export_lines
from juxian.kit.audit.signing import public_key_path
from juxian.kit.audit.verify import Report, read_checkpoints, read_keys, verify
from juxian.kit.errors import RuleBroken
from juxian.kit.models import AuditEvent
from juxian.kit.permissions import Permission

MOST_FAULTS = 20


def verify_database() -> Report:
    """Check every event and seal against the keys and the checkpoints of this machine."""
    keys = read_keys(public_key_path()) if public_key_path().exists() else []
    points = read_checkpoints(checkpoints_path()) if checkpoints_path().exists() else []
    return verify(export_lines(), keys, points)


@system_action(_("核对办理记录"))
def note_check(subject: None, *, is_sound: bool, events: int, sealed: int, seals: int, root: str, faults: list) -> None:
    """Keep the outcome of a check in the record itself, with the first faults."""


@action(_("要求核对办理记录"), Permission.READ_RECORD)
def request_check(subject: None, *, by: Actor) -> None:
    """Queue a check of the whole record; one that waits already is not doubled."""
    from juxian.kit.tasks import check_record

    try:
        with transaction.atomic():
            check_record.defer()
    except AlreadyEnqueued as error:
        raise RuleBroken(gettext("已有一次核对在排队，完成后会显示在这里。请稍后刷新。")) from error


def check_and_note() -> Report:
    """Check the whole record and note the outcome. Outside of a transaction the check sees one instant."""
    report = verify_database()
    note_check(
        None,
        is_sound=report.is_sound,
        events=report.events,
        sealed=report.sealed,
        seals=report.seals,
        root=report.root,
        faults=report.faults[:MOST_FAULTS],
    )
    return report


def latest_check() -> AuditEvent | None:
    """Return the event that notes the last check: `data` holds the outcome."""
    return AuditEvent.objects.filter(kind="action", name="kit.note_check").order_by("-id").first()
