"""Who acts, told to the database, so that the lines which triggers write name a person."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

from juxian.kit import clock

_acting: ContextVar[Any] = ContextVar("acting", default=None)


@contextmanager
def acting_as(by: Any) -> Iterator[None]:
    """Name the actor for the rows that change inside. Enter it inside `transaction.atomic()`: the setting is `LOCAL`,
    so it ends with the transaction, and a rollback takes it back."""
    outer = _acting.get()
    if outer == by:
        yield
        return
    nested = bool(connection.savepoint_ids) or outer is not None
    token = _acting.set(by)
    try:
        _tell_database(by)
        yield
    finally:
        _acting.reset(token)
    if nested:
        _tell_database(outer)


def _tell_database(by: Any) -> None:
    body = json.dumps(_described(by), ensure_ascii=False) if by is not None else ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('juxian.actor', %s, true)", [body])


def _described(by: Any) -> dict[str, Any]:
    actor_id = by.person_id or by.user_id
    return {
        "id": str(actor_id) if actor_id else None,
        "label": by.label,
        "role": by.role,
        "organisation": str(by.organisation_id) if by.organisation_id else None,
        "at": clock.now().isoformat(),
    }
