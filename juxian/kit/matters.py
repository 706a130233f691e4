"""What a person or an organisation has going, as its owner sees it. Domains register in `queries/matters.py`."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from juxian.kit.access import Actor, Text


@dataclass(frozen=True)
class Matter:
    """One matter. `holder` is who has to act now, `todo` what its owner has to do ("" where it is not their turn)."""

    kind: Text
    title: Text
    url: str
    state: Text
    tone: str = "plain"
    holder: Text = ""
    promise: Text = ""
    since_at: dt.datetime | None = None
    due_at: dt.datetime | None = None
    todo: Text = ""
    note: Text = ""
    is_open: bool = True


Provider = Callable[[Actor], Iterable[Matter]]
PROVIDERS: dict[str, Provider] = {}


def register(key: str, provider: Provider) -> None:
    """Let a domain contribute the matters of the acting person or organisation."""
    PROVIDERS[key] = provider


def matters_of(actor: Actor) -> list[Matter]:
    """Return the actor's matters: what they must do first, then what is under way, then what is over."""
    found = [matter for key in sorted(PROVIDERS) for matter in PROVIDERS[key](actor)]
    return sorted(found, key=lambda matter: (not matter.todo, not matter.is_open))
