"""The port to the bank: a sealed file leaves the house, at most once.

A city writes one class with `send` and `has` and names it in BANK_GATEWAY. The one that is ours puts the file into a
folder from which the bank's own client, or a person with a stick, takes it."""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import ClassVar, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class NotSent(Exception):
    """The file certainly did not leave: it may be tried again. Any other error means that nobody knows."""


class BankGateway(Protocol):
    """`send` hands over one file under a name that is never used twice. `has` tells whether that very file is known to
    have arrived; False means only that it is not known."""

    def send(self, name: str, content: bytes) -> None: ...

    def has(self, name: str, sha256: str) -> bool: ...


class FolderDrop:
    """A file appears in the folder whole or not at all, and never in the place of another."""

    def __init__(self, folder: Path | None = None):
        self.folder = folder or Path(settings.BANK_DROP_DIR)

    def send(self, name: str, content: bytes) -> None:
        draft = self.folder / f".{name}.{os.getpid()}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._write(draft, content)
            os.link(draft, self.folder / name)
        except FileExistsError as error:
            if not self.has(name, hashlib.sha256(content).hexdigest()):
                raise NotSent(f"another file lies there as {name}") from error
        except OSError as error:
            raise NotSent(str(error)) from error
        finally:
            with contextlib.suppress(OSError):
                draft.unlink()
        self._make_durable()

    def has(self, name: str, sha256: str) -> bool:
        try:
            return hashlib.sha256((self.folder / name).read_bytes()).hexdigest() == sha256
        except OSError:
            return False

    def _write(self, path: Path, content: bytes) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def _make_durable(self) -> None:
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class MemoryBank:
    """For tests and the demo district: what was sent stays in this process."""

    sent: ClassVar[dict[str, bytes]] = {}

    def send(self, name: str, content: bytes) -> None:
        self.sent[name] = content

    def has(self, name: str, sha256: str) -> bool:
        return hashlib.sha256(self.sent.get(name, b"")).hexdigest() == sha256


def bank_gateway() -> BankGateway:
    return import_string(settings.BANK_GATEWAY)()
