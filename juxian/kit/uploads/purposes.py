"""Who may read a file is for the domain to say that asked for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from juxian.kit.access import Actor

MayRead = Callable[[Actor, Any], bool]
FileName = Callable[[Actor, Any], str]


@dataclass(frozen=True)
class Purpose:
    """Why files are kept. `sweep=False`: nothing points at them by foreign key, so never remove them as unused.
    `file_name(actor, upload)`: what a file is called for whom; its own name where nothing is said."""

    key: str
    may_read: MayRead
    sweep: bool = True
    file_name: FileName | None = None


PURPOSES: dict[str, Purpose] = {}


def register_purpose(purpose: str, may_read: MayRead, *, sweep: bool = True, file_name: FileName | None = None) -> None:
    """Declare a purpose, as "domain.noun", and who may read its files: `may_read(actor, upload) -> bool`."""
    PURPOSES[purpose] = Purpose(purpose, may_read, sweep, file_name)


def file_name(actor: Actor, upload: Any) -> str:
    """Return what the file is called for this actor."""
    purpose = PURPOSES.get(upload.purpose)
    named = purpose.file_name(actor, upload) if purpose and purpose.file_name else ""
    return named or upload.original_name


def may_read(actor: Actor, upload: Any) -> bool:
    """Tell whether the actor may read this file. A purpose that nobody registered is closed."""
    purpose = PURPOSES.get(upload.purpose)
    return purpose is not None and bool(purpose.may_read(actor, upload))
