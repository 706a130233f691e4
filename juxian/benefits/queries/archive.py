"""What a run kept so that it can be replayed: the files of the law, and the frozen facts."""

import hashlib
import io
from functools import lru_cache

import polars as pl
from django.conf import settings

from juxian import districts
from juxian.benefits.models import Rulebook, Snapshot
from juxian.policy.rulebook import Rulebook as Law
from juxian.policy.rulebook import rulebook_of

KEPT = 4  # laws and snapshots in memory: this run's, the one before, and what an officer reads meanwhile


def law_of_today() -> Law:
    """Return the law of the district that this installation serves."""
    return districts.rulebook(settings.DISTRICT)


def law_of(archived: Rulebook) -> Law:
    """Return the law as it was, read again from the files that were kept."""
    current = law_of_today()
    return current if current.id == archived.digest else _law(archived.digest)


@lru_cache(maxsize=KEPT)
def _law(digest: str) -> Law:
    files = Rulebook.objects.get(digest=digest).files
    law = rulebook_of({name: text.encode() for name, text in files.items()})
    if law.id != digest:
        raise ValueError(f"the law {digest[:12]} is not what was kept")
    return law


def parquet_of(frame: pl.DataFrame) -> bytes:
    """Return the frame as Parquet. Equal frames give equal bytes, so the hash of the facts is that of the bytes."""
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", statistics=False)
    return file.getvalue()


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def frame_of(snapshot: Snapshot) -> pl.DataFrame:
    """Return the frozen facts. Raises `ValueError` where the stored bytes are not those that were frozen."""
    return _frame(snapshot.digest)


@lru_cache(maxsize=KEPT)
def _frame(digest: str) -> pl.DataFrame:
    content = bytes(Snapshot.objects.get(digest=digest).content)
    if digest_of(content) != digest:
        raise ValueError(f"the snapshot {digest[:12]} is not what was frozen")
    return pl.read_parquet(io.BytesIO(content))
