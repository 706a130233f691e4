"""One tar file with a manifest of SHA-256 sums. A file that is not whole, or holds anything else, is refused."""

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from juxian.config.cli.ground import CommandError

MANIFEST = "manifest.json"
FORMAT = 1


def pack(target: Path, files: Mapping[str, Path], facts: Mapping[str, Any]) -> None:
    """Write the archive beside its place and rename: a file of that name is always whole. It holds keys: 0600."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600, exist_ok=False)
    sums = {name: _sum(path) for name, path in files.items()}
    manifest = json.dumps({"format": FORMAT, **facts, "files": sums}, ensure_ascii=False, indent=1).encode()
    with tarfile.open(unfinished, "w", format=tarfile.PAX_FORMAT) as archive:
        head = tarfile.TarInfo(MANIFEST)
        head.size, head.mode = len(manifest), 0o600
        archive.addfile(head, io.BytesIO(manifest))
        for name, path in files.items():
            archive.add(path, name, recursive=False)
    unfinished.rename(target)


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Write every file into the folder after its sum was checked; return the manifest."""
    try:
        with tarfile.open(source, "r") as archive:
            manifest = _manifest(archive)
            found = {member.name: member for member in archive.getmembers() if member.name != MANIFEST}
            if set(found) != set(manifest["files"]):
                raise CommandError(f"{source} is not whole: its list of files and its files differ.")
            for name, member in found.items():
                _write(archive, member, folder / _safe(name), manifest["files"][name])
    except (tarfile.TarError, KeyError, ValueError, OSError) as error:
        raise CommandError(f"{source} is not a whole backup of Juxian ({error}). Nothing was changed.") from error
    return manifest


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    member = archive.next()
    if member is None or member.name != MANIFEST:
        raise ValueError("it has no manifest")
    manifest = json.loads(archive.extractfile(member).read())  # type: ignore[union-attr]
    if manifest["format"] != FORMAT:
        raise ValueError(f"its format is {manifest['format']}, this version reads {FORMAT}")
    return manifest


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"a file wants to leave the folder: {name}")
    return path


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path, expected: str) -> None:
    content = archive.extractfile(member) if member.isreg() else None
    if content is None:
        raise ValueError(f"{member.name} is not a plain file")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    path.touch(mode=0o600)
    with path.open("wb") as file:
        while block := content.read(1 << 20):
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != expected:
        raise ValueError(f"{member.name} was changed")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
