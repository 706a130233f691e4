"""Which domain owns a kind of call, and what it says about a call: who sits where, when, and whom to telephone."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from juxian.kit import clock
from juxian.kit.access import Actor, Text

Side = Literal["host", "guest"]
KIND = re.compile(r"[a-z][a-z0-9_]{0,29}")


@dataclass(frozen=True)
class CallSeat:
    """One person's place in a call, as the owner sees it.

    `phone` is the number that this person calls when the video does not work. Between `opens_at` and `closes_at` one
    may enter (None: any time). `minutes` is how long the two agreed to talk; the page shows it and cuts nobody off.
    """

    side: Side
    name: str
    other_name: str
    title: Text
    phone: str = ""
    back_url: str = "/"
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    minutes: int | None = None
    note: Text = ""

    @property
    def other_side(self) -> Side:
        return "guest" if self.side == "host" else "host"

    @property
    def is_early(self) -> bool:
        return self.opens_at is not None and clock.now() < self.opens_at

    @property
    def is_over(self) -> bool:
        return self.closes_at is not None and clock.now() >= self.closes_at

    @property
    def is_open(self) -> bool:
        return not self.is_early and not self.is_over


@dataclass(frozen=True)
class Owner:
    """The callables of the domain; `on_join` and `on_leave` run in the transaction of the POST that says so."""

    seat: Callable[[Actor, UUID], CallSeat | None]
    on_join: Callable[[Actor, UUID], object] | None
    on_leave: Callable[[Actor, UUID], object] | None


@dataclass(frozen=True)
class Call:
    """A call as one of its two people sees it."""

    kind: str
    ref: UUID
    seat: CallSeat
    owner: Owner

    def topic(self, side: Side) -> str:
        """The news that this side hears."""
        return f"call:{self.kind}:{self.ref}:{side}"


OWNERS: dict[str, Owner] = {}


def register_call_owner(
    kind: str,
    seat: Callable[[Actor, UUID], CallSeat | None],
    *,
    on_join: Callable[[Actor, UUID], object] | None = None,
    on_leave: Callable[[Actor, UUID], object] | None = None,
) -> None:
    """Say who may take part in calls of this kind: `seat(actor, ref)`, None for everybody but the two."""
    if not KIND.fullmatch(kind):
        raise ValueError(f"not a kind of call: {kind!r}")
    OWNERS[kind] = Owner(seat, on_join, on_leave)


def find_call(actor: Actor, kind: str, ref: UUID) -> Call | None:
    """Return the call if this actor is one of its two people; for anybody else there is none."""
    owner = OWNERS.get(kind)
    seat = owner.seat(actor, ref) if owner else None
    return Call(kind, ref, seat, owner) if owner and seat else None
