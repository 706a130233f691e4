"""A talk that belongs to nobody's domain: two named accounts and a ref."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from juxian.kit.access import Actor
from juxian.kit.calls import CallSeat, register_call_owner
from juxian.kit.calls.owners import OWNERS

REF = uuid.UUID("00000000-0000-7000-8000-000000000001")


@contextmanager
def a_talk(host: Actor, guest: Actor, **other: Any) -> Iterator[list[tuple]]:
    """Between the two, under the kind `rehearsal`; yields what the owner is told."""
    told: list[tuple] = []

    def seat(actor: Actor, ref: uuid.UUID) -> CallSeat | None:
        if ref != REF or actor.user_id not in (host.user_id, guest.user_id) or actor.user_id is None:
            return None
        is_host = actor.user_id == host.user_id
        name, other_name = (host.name, guest.name) if is_host else (guest.name, host.name)
        settings = {"title": "面试 · 焊工", "phone": "0592-6060606", "minutes": 15, **other}
        return CallSeat("host" if is_host else "guest", name, other_name, **settings)

    register_call_owner(
        "rehearsal",
        seat,
        on_join=lambda actor, ref: told.append(("join", actor.name)),
        on_leave=lambda actor, ref: told.append(("leave", actor.name)),
    )
    try:
        yield told
    finally:
        del OWNERS["rehearsal"]
