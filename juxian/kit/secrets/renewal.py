"""Sealing rows anew under the current key, while the application runs.

From the moment a key is current every save seals with it, so the work only shrinks, and a run that was interrupted is
simply started again. The key of the blind index stays as it is.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, F, Func, Value
from django.utils.translation import gettext as _

from juxian.kit.secrets.errors import SecretDamaged
from juxian.kit.secrets.fields import EncryptedTextField
from juxian.kit.secrets.keys import Key, key_source, known_class, ring
from juxian.kit.secrets.stores import stores_of

Models = Sequence[type[models.Model]] | None
GRACE = timedelta(days=1)  # far longer than any transaction that may still hold an old envelope
PAUSE = 0.1  # seconds between two passes over rows that others hold
PATIENCE = 900  # such passes: longer than idle_in_transaction_session_timeout lets anybody hold a row


class RowsHeld(Exception):
    """Some rows stayed locked by others for the whole of our patience; the work may simply be started again."""


def rotate(model: type[models.Model], field: str, chunk: int = 200) -> int:
    """Seal every row of one column under the current key; return how many were done. Doing it again does nothing.

    Each chunk is one transaction over rows that nobody holds; the held ones come in a later pass. Rows that do not
    open are left as they are and named at the end by SecretDamaged."""
    done, idle, damaged = 0, 0, set[Any]()
    while _old_rows(model, field).exclude(pk__in=damaged).exists():
        changed = _one_pass(model, field, chunk, damaged)
        done, idle = done + changed, 0 if changed else idle + 1
        if idle > PATIENCE:
            message = _("%(table)s 有行一直被占用，更换密钥未完成。请稍后用 --continue 重新运行。")
            raise RowsHeld(message % {"table": model._meta.db_table})
        if not changed:
            time.sleep(PAUSE)
    if damaged:
        message = _("%(table)s.%(field)s 有 %(count)d 行打不开，仍用旧密钥：%(rows)s。请从备份恢复后重新运行。")
        rows = ", ".join(sorted(map(str, damaged))[:5])
        raise SecretDamaged(
            message % {"table": model._meta.db_table, "field": field, "count": len(damaged), "rows": rows}
        )
    return done


def rotate_class(key_class: str, among: Models = None) -> dict[str, int]:
    """Rotate every column and every other store of a class; return the number of rows by `model.field`."""
    columns = encrypted_columns(key_class, among)
    done = {f"{model._meta.label}.{field.name}": rotate(model, field.name) for model, field in columns}
    stores = stores_of(key_class) if among is None else ()
    return done | {store.name: store.rotate() for store in stores}


def encrypted_columns(key_class: str, among: Models = None) -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Name every column of a class that this product has (or that the given models have)."""
    known_class(key_class)
    for model in apps.get_models() if among is None else among:
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedTextField) and field.key_class == key_class:
                yield model, field


def retire(key_class: str, among: Models = None) -> list[str]:
    """Put aside every key that was superseded more than a day ago and that no row names; return their ids."""
    named = rows_by_key(key_class, among)
    limit = datetime.now(UTC) - GRACE
    free = [key.id for key in ring(key_class).keys.values() if _is_old(key, limit) and key.id not in named]
    for key_id in free:
        key_source().retire(key_class, key_id)
    return free


def rows_by_key(key_class: str, among: Models = None) -> dict[str, int]:
    """Count the rows that name each key of a class, in columns and in other stores."""
    counts = Counter[str]()
    for model, field in encrypted_columns(key_class, among):
        rows = model._base_manager.filter(**{f"{field.name}__isnull": False}).annotate(sealed_by=_key_of(field))
        for named, count in rows.order_by().values_list("sealed_by").annotate(count=Count("pk")):
            counts[bytes(named).hex()] += count
    for store in stores_of(key_class) if among is None else ():
        counts.update(store.rows_by_key())
    return dict(counts)


def _one_pass(model: type[models.Model], field: str, chunk: int, damaged: set[Any]) -> int:
    """Go once through the table in the order of its keys; return how many rows were sealed anew."""
    done, after = 0, None
    while True:
        rows = _old_rows(model, field).exclude(pk__in=damaged).order_by("pk").only("pk", field)
        rows = rows if after is None else rows.filter(pk__gt=after)
        with transaction.atomic():
            batch = list(rows.select_for_update(skip_locked=True, no_key=True)[:chunk])
            done += sum(_seal_anew(row, field, damaged) for row in batch)
        if not batch:
            return done
        after = batch[-1].pk


def _seal_anew(row: models.Model, field: str, damaged: set[Any]) -> bool:
    """Save the column under the current key. Its index keeps its value."""
    secret = getattr(row, field)
    try:
        setattr(row, field, secret.at(secret.place))
    except SecretDamaged:
        damaged.add(row.pk)
        return False
    row.save(update_fields=[field])
    return True


def _old_rows(model: type[models.Model], field: str) -> models.QuerySet:
    """Return the rows whose envelope names another key than the current one."""
    column: Any = model._meta.get_field(field)
    current = bytes.fromhex(ring(column.key_class).current_id)
    rows = model._base_manager.filter(**{f"{field}__isnull": False})
    return rows.annotate(sealed_by=_key_of(column)).exclude(sealed_by=current)


def _key_of(field: EncryptedTextField) -> Func:
    """Return the SQL of the four bytes that name the key (see `envelope`)."""
    return Func(F(field.name), Value(2), Value(4), function="substring", output_field=models.BinaryField())


def _is_old(key: Key, limit: datetime) -> bool:
    return key.superseded_at is not None and key.superseded_at <= limit
