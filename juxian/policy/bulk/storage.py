"""A snapshot on disk: Parquet files partitioned by person, and a manifest with the hash of what they hold.

    manifest.json  part-0000.parquet  part-0001.parquet  …

The hash is of the content, not of the bytes: the same rows have the same hash whatever order they came in and whatever
version wrote the files. A payment carries it, so it can be explained and replayed years later.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from juxian.policy.bulk.known import Known

FORMAT = 1
ROWS_A_PART = 1_000_000
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class StoredSnapshot:
    """`anchor` is the month from which masks count back; `known` is what the columns rule out."""

    folder: Path
    hash: str
    anchor: dt.date
    rows: int
    files: tuple[Path, ...]
    known: Known

    @property
    def people(self) -> pl.LazyFrame:
        """All parts as one lazy frame, ready for `evaluate_months`."""
        return scan(self.files)


def scan(files: Sequence[Path]) -> pl.LazyFrame:
    """Some parts as a lazy frame."""
    return pl.scan_parquet(list(files))


def write_snapshot(people: pl.DataFrame, folder: Path, *, anchor: dt.date, parts: int | None = None) -> StoredSnapshot:
    """Write the rows to an empty folder, one file for about a million people, each person always in the same part.

    `people` has a column `person`, a whole number or a UUID as text, each value once. Raises `ValueError` for a person
    twice, and for a folder that holds a snapshot."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / MANIFEST).exists():
        raise ValueError(f"{folder} 里已有快照。请换一个空文件夹：快照写下后不再更改。")
    if people["person"].n_unique() != people.height:
        raise ValueError("快照里同一个人有两行。请先合并，每人一行。")
    count = parts or max(1, -(-people.height // ROWS_A_PART))
    ordered = people.select("person", *sorted(set(people.columns) - {"person"}))
    described = []
    for number, part in enumerate(_parts(ordered, count)):
        name = f"part-{number:04d}.parquet"
        part.write_parquet(folder / name, compression="lz4", statistics=True)
        described.append({"file": name, "rows": part.height, "hash": _content_hash(part)})
    known = Known.of(ordered.lazy(), ordered.columns).to_dict()
    manifest = {"format": FORMAT, "anchor": anchor.isoformat(), "parts": described, "known": known}
    (folder / MANIFEST).write_text(json.dumps(manifest | {"hash": _whole_hash(manifest)}, indent=1) + "\n")
    return read_snapshot(folder, verify=False)


def read_snapshot(folder: Path, *, verify: bool = True) -> StoredSnapshot:
    """Open a stored snapshot. With `verify` every part is read and its content compared with the manifest.

    Raises `ValueError` where the folder has no snapshot, or not the one that its manifest describes."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ValueError(f"{folder} 里没有快照 (缺少 {MANIFEST})。请给出 write_snapshot 写下的文件夹。")
    manifest = json.loads(path.read_text())
    if manifest["hash"] != _whole_hash(manifest) or manifest["format"] != FORMAT:
        raise ValueError(f"{path} 被改过或版本不对。请从备份恢复这份快照。")
    files = tuple(folder / part["file"] for part in manifest["parts"])
    for file, part in zip(files, manifest["parts"], strict=True) if verify else ():
        if _content_hash(pl.read_parquet(file)) != part["hash"]:
            raise ValueError(f"{file} 的内容与清单不符。请从备份恢复这份快照。")
    people = scan(files)
    known = Known.of(people, people.collect_schema()) if verify else Known.from_dict(manifest["known"])
    rows = sum(part["rows"] for part in manifest["parts"])
    anchor = dt.date.fromisoformat(manifest["anchor"])
    return StoredSnapshot(folder, manifest["hash"], anchor, rows, files, known)


def part_of(person: pl.Series, parts: int) -> pl.Expr:
    """The part a person belongs to, the same in every version: by number, or by the last digits of a UUID."""
    if person.dtype.is_integer():
        return pl.col("person") % parts
    return pl.col("person").str.slice(-4).str.to_integer(base=16) % parts


def _parts(people: pl.DataFrame, count: int) -> Iterator[pl.DataFrame]:
    if count == 1:
        yield people.sort("person")
        return
    number = part_of(people["person"], count)
    for part in range(count):
        yield people.filter(number == part).sort("person")


def _content_hash(part: pl.DataFrame) -> str:
    """Of the rows as text: one spelling a value, whatever the encoding of the file."""
    digest = hashlib.sha256(json.dumps([(name, str(kind)) for name, kind in part.schema.items()]).encode())
    for rows in part.iter_slices(100_000):
        digest.update(rows.write_csv(include_header=False, null_value="~", quote_style="non_numeric").encode())
    return digest.hexdigest()


def _whole_hash(manifest: Mapping[str, Any]) -> str:
    said = {name: manifest[name] for name in ("format", "anchor", "parts")}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
