"""Key rings in files: `<class>.json`, mode 0600, in a directory of mode 0700, replaced as a whole and never edited."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from juxian.kit.secrets.errors import SecretKeyMissing
from juxian.kit.secrets.keys import Algorithm, Key, KeyRing


class FileKeys:
    """The default KeySource. A process notices a new key at its next use: the file is looked at, not remembered."""

    def __init__(self, directory: str | Path):
        self.directory = Path(directory)
        self._cache: dict[str, tuple[tuple[int, int], KeyRing]] = {}

    def ring(self, key_class: str) -> KeyRing:
        path = self._path(key_class)
        try:
            state = path.stat()
        except FileNotFoundError:
            return self._make_if_allowed(key_class)
        stamp = (state.st_mtime_ns, state.st_ino)
        cached = self._cache.get(key_class)
        if cached and cached[0] == stamp:
            return cached[1]
        _refuse_if_shared(path, state.st_mode)
        ring = _read(path)
        self._cache[key_class] = (stamp, ring)
        return ring

    def make(self, key_class: str, algorithm: Algorithm = Algorithm.AES_256_GCM) -> KeyRing:
        with self._locked():
            if not self._path(key_class).exists():
                key = _new_key(algorithm)
                self._write(KeyRing(key_class, key.id, {key.id: key}, secrets.token_bytes(32)))
        return self.ring(key_class)

    def add(self, key_class: str, algorithm: Algorithm = Algorithm.AES_256_GCM) -> Key:
        with self._locked():
            ring = self.ring(key_class)
            key = _new_key(algorithm)
            old = replace(ring.current, superseded_at=key.made_at)
            self._write(replace(ring, current_id=key.id, keys={**ring.keys, old.id: old, key.id: key}))
        return key

    def retire(self, key_class: str, key_id: str) -> None:
        with self._locked():
            ring = self.ring(key_class)
            if key_id == ring.current_id:
                raise ValueError("the current key cannot be retired")
            self._append_to_retired(key_class, ring.keys[key_id])
            kept = {other: key for other, key in ring.keys.items() if other != key_id}
            self._write(replace(ring, keys=kept))

    def _path(self, key_class: str) -> Path:
        return self.directory / f"{key_class}.json"

    def _make_if_allowed(self, key_class: str) -> KeyRing:
        if getattr(settings, "MAKE_KEYS_ON_FIRST_USE", False):
            return self.make(key_class)
        raise SecretKeyMissing(
            _("找不到密钥文件 %(path)s，无法读写加密资料。请从备份恢复；首次部署请运行 juxian keys make。")
            % {"path": self._path(key_class)}
        )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one process at a time change the files."""
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.directory / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _write(self, ring: KeyRing) -> None:
        body = {
            "class": ring.key_class,
            "current": ring.current_id,
            "index_key": ring.index_key.hex(),
            "keys": [_key_to_json(key) for key in ring.keys.values()],
        }
        _replace_file(self._path(ring.key_class), body)

    def _append_to_retired(self, key_class: str, key: Key) -> None:
        path = self.directory / f"{key_class}.retired.json"
        earlier = json.loads(path.read_text()) if path.exists() else []
        _replace_file(path, [*earlier, _key_to_json(key)])


def _new_key(algorithm: Algorithm) -> Key:
    material = secrets.token_bytes(algorithm.key_bytes)
    return Key(secrets.token_hex(4), algorithm, material, datetime.now(UTC))


def _key_to_json(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "algorithm": key.algorithm.name,
        "key": key.material.hex(),
        "made_at": key.made_at.isoformat(),
        "superseded_at": key.superseded_at.isoformat() if key.superseded_at else None,
    }


def _key_from_json(body: dict[str, Any]) -> Key:
    key = Key(
        id=body["id"],
        algorithm=Algorithm[body["algorithm"]],
        material=bytes.fromhex(body["key"]),
        made_at=datetime.fromisoformat(body["made_at"]),
        superseded_at=datetime.fromisoformat(body["superseded_at"]) if body["superseded_at"] else None,
    )
    if len(key.material) != key.algorithm.key_bytes:
        raise ValueError("a key of the wrong length")
    return key


def _read(path: Path) -> KeyRing:
    try:
        body = json.loads(path.read_text())
        keys = {key.id: key for key in map(_key_from_json, body["keys"])}
        ring = KeyRing(body["class"], body["current"], keys, bytes.fromhex(body["index_key"]))
        if ring.current_id not in keys or len(ring.index_key) != 32:
            raise ValueError("no current key or no index key")
    except (ValueError, KeyError, TypeError) as fault:
        message = _("密钥文件 %(path)s 已损坏。请从备份恢复，不要重新生成，否则旧资料将永远打不开。")
        raise SecretKeyMissing(message % {"path": path}) from fault
    return ring


def _refuse_if_shared(path: Path, mode: int) -> None:
    if mode & 0o077:
        message = _("密钥文件 %(path)s 可被其他用户读取，已拒绝使用。请运行 chmod 600 后重试，并考虑更换密钥。")
        raise SecretKeyMissing(message % {"path": path})


def _replace_file(path: Path, body: Any) -> None:
    """Write beside and rename: a reader sees the old file or the new one, a crash leaves the old one."""
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump(body, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
