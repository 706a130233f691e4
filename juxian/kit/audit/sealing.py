"""The sealer: signs batches of the record, each chained to the one before.

It takes what is *finished*, by transaction number, and never "all with a higher id": an id is given when a row is
written, but the row appears when its transaction commits, perhaps minutes and many ids later. A sealer that remembers
the last id passes such rows by for ever.
"""

from typing import Any

from django.db import connection, transaction

from juxian.kit import clock
from juxian.kit.audit.canonical import CURRENT_TEXT
from juxian.kit.audit.checkpoints import write_checkpoints
from juxian.kit.audit.export import seal_as_dict
from juxian.kit.audit.signing import signing_key
from juxian.kit.audit.verify import FORM, NOTHING_BEFORE, key_id, merkle_root, seal_hash, signed_bytes
from juxian.kit.models import AuditSeal

ONE_SEALER = 0x5EA1  # advisory lock: two sealers would make two seals of one number

# Finished: every transaction below xmin has ended. A number from xmax on has not been given out here yet, so the row
# came with a restored backup from another server. `floor` spares looking at what the last seal has seen already.
FINISHED = f"""
    WITH now AS MATERIALIZED (SELECT pg_current_snapshot() AS snapshot)
    SELECT e.id, sha256('\\x00'::bytea || convert_to({CURRENT_TEXT}, 'UTF8')), pg_snapshot_xmin(now.snapshot)::text
    FROM audit_event e, now
    WHERE e.xid >= %(floor)s::text::xid8
      AND (e.xid < pg_snapshot_xmin(now.snapshot) OR e.xid >= pg_snapshot_xmax(now.snapshot))
      AND (%(floor)s <> '0' OR NOT EXISTS (SELECT 1 FROM audit_seal s WHERE e.id = ANY (s.event_ids)))
    ORDER BY e.id
"""  # noqa: S608  (no value of a user is in it)


def seal() -> AuditSeal | None:
    """Seal every finished event that is not sealed yet. Return the seal, or None where nothing was to be done."""
    with transaction.atomic():
        if not _alone():
            return None
        previous = AuditSeal.objects.order_by("-number").first()
        made = _make_seal(previous)
    write_checkpoints()
    return made


def latest_root() -> dict[str, Any] | None:
    """Return number, instant, root, hash and the last event of the newest seal: what a public page shows each day."""
    newest = AuditSeal.objects.order_by("-number").first()
    if newest is None:
        return None
    names = ("number", "at", "root", "hash")
    return {**{name: getattr(newest, name) for name in names}, "last_event": newest.event_ids[-1]}


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL timezone = 'UTC'")
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_SEALER])
        return cursor.fetchone()[0]


def cluster_name() -> str:
    """The identity of this PostgreSQL server's data; transaction numbers mean something only within it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT system_identifier::text FROM pg_control_system()")
        return cursor.fetchone()[0]


def _make_seal(previous: AuditSeal | None) -> AuditSeal | None:
    cluster = cluster_name()
    floor = previous.until_xid if previous and previous.cluster == cluster else 0
    with connection.cursor() as cursor:
        cursor.execute(FINISHED, {"floor": str(floor)})
        rows = cursor.fetchall()
    if not rows:
        return None
    leaves = [bytes(leaf) for _id, leaf, _edge in rows]
    made = AuditSeal(
        number=previous.number + 1 if previous else 1,
        at=clock.now(),
        form=FORM,
        event_ids=[number for number, _leaf, _edge in rows],
        leaves=b"".join(leaves),
        root=merkle_root(leaves).hex(),
        previous=previous.hash if previous else NOTHING_BEFORE,
        cluster=cluster,
        until_xid=int(rows[0][2]),
    )
    return _signed(made)


def _signed(made: AuditSeal) -> AuditSeal:
    key = signing_key()
    made.key_id = key_id(key.public_key())
    made.hash = seal_hash(seal_as_dict(made))
    made.signature = key.sign(signed_bytes(made.hash)).hex()
    made.save(force_insert=True)
    return made
