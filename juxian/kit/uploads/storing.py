"""Bytes on disk: sharded by the random end of the key, readable by this account only, whole or absent."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.conf import settings

FILE_MODE = 0o600
FOLDER_MODE = 0o700


def make_name(key: UUID, extension: str) -> str:
    """Return the stored name. A UUIDv7 begins with the time, so its last four digits make the folders."""
    digits = key.hex
    return f"{digits[-2:]}/{digits[-4:-2]}/{digits}{extension}"


def path_of(name: str) -> Path:
    """Return where a stored name lies; a name that would leave the folder is a fault of ours."""
    if not name or ".." in PurePosixPath(name).parts or name.startswith("/"):
        raise ValueError(f"not a stored name: {name!r}")
    return Path(settings.MEDIA_ROOT) / name


def write(name: str, content: bytes) -> None:
    """Write a new file and make it durable before anything refers to it."""
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _make_durable(path.parent)


def _make_durable(folder: Path) -> None:
    """A file is on disk only when its folder's entry is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(name: str) -> bytes:
    return path_of(name).read_bytes()


def remove(name: str) -> None:
    """Remove a file; one that is gone already is fine."""
    with contextlib.suppress(FileNotFoundError):
        path_of(name).unlink()


def stored_files() -> Iterator[tuple[str, float]]:
    """Yield every stored name with the instant (seconds since 1970) at which it was written."""
    root = Path(settings.MEDIA_ROOT)
    for path in root.glob("??/??/*"):
        with contextlib.suppress(FileNotFoundError):
            yield path.relative_to(root).as_posix(), path.stat().st_mtime
