"""Facts about many people out of a file: Parquet, CSV or JSON, one row a person, one column a fact.

Values are written as for one person: 2025-03-12, true, senior; months as a list, in CSV with blanks between them. An
empty cell is not known. A Parquet file that already has the columns of `bulk.Snapshot` is taken as it is.
"""

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from juxian.policy.bulk.snapshot import Snapshot, encode
from juxian.policy.definition import Policy
from juxian.policy.explain import find_policy
from juxian.policy.faults import did_you_mean
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import FactError
from juxian.policy.vocabulary import Declaration

PERSON = "person"
_TRUTHS = {"true": True, "false": False, "是": True, "否": False}


def read_people(rulebook: Rulebook, policy_id: str, path: Path, as_of: dt.date) -> pl.DataFrame:
    """Returns the columns of the policy's snapshot and `person`. `as_of` is a day of the month that the facts describe.

    Raises `FactError` for a file that cannot be read, and for a wrong value with its row."""
    policy = find_policy(rulebook, policy_id)
    reader = _READERS.get(path.suffix.lower())
    if reader is None or not path.is_file():
        raise FactError(f"不能读 {path.name}。请给一个 .parquet、.csv 或 .json 文件。")
    if path.suffix.lower() == ".parquet":
        frame = pl.read_parquet(path)
        schema = Snapshot.of(policy).schema
        if all(frame.schema.get(name) == kind for name, kind in schema.items()):
            return frame
    rows = list(reader(path, policy))
    if not rows:
        raise FactError(f"{path.name} 里没有人。请每人写一行。")
    _check_names(rulebook, policy, rows, path)
    names = [str(row.pop(PERSON, None) or number) for number, row in enumerate(rows, start=1)]
    return _encoded(rulebook, policy_id, rows, as_of, path).with_columns(pl.Series(PERSON, names))


def _check_names(rulebook: Rulebook, policy: Policy, rows: list[dict[str, Any]], path: Path) -> None:
    known = {*rulebook.vocabulary.facts, *policy.state, PERSON}
    for name in dict.fromkeys(name for row in rows for name in row):
        if name not in known:
            near = did_you_mean(name, known)
            raise FactError(f"{path.name} 里有不认识的事实“{name}”。请用 facts.yaml 中的名称{near}。")


def _encoded(
    rulebook: Rulebook, policy_id: str, rows: list[dict[str, Any]], as_of: dt.date, path: Path
) -> pl.DataFrame:
    """All at once; only where a value is refused, one by one, to say whose it is."""
    try:
        return encode(rulebook, policy_id, rows, as_of)
    except FactError:
        for number, row in enumerate(rows, start=1):
            try:
                encode(rulebook, policy_id, [row], as_of)
            except FactError as error:
                raise FactError(f"{path.name} 第 {number} 人：{error}") from error
        raise


def _json(path: Path, policy: Policy) -> Iterator[dict[str, Any]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FactError(f'{path.name} 不是正确的 JSON。请写成 [{{"事实": 值}}, …]。') from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FactError(f'{path.name} 里应当是一个列表，每人一项。请写成 [{{"事实": 值}}, …]。')
    yield from rows


def _parquet(path: Path, policy: Policy) -> Iterator[dict[str, Any]]:
    yield from pl.read_parquet(path).to_dicts()


def _csv(path: Path, policy: Policy) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: _cell(policy, name, (text or "").strip()) for name, text in row.items() if name}


def _cell(policy: Policy, name: str, text: str) -> Any:
    """The text as a value of its fact; what cannot be read goes on as text and is refused with its name."""
    if not text or name == PERSON or (name not in policy.fact_names):
        return text or None
    declaration: Declaration = policy.declaration(name)
    if declaration.kind.name == "bool":
        return _TRUTHS.get(text.lower(), text)
    if declaration.kind.name == "number":
        return int(text) if text.removeprefix("-").isdecimal() else text
    return text.split() if declaration.kind.name == "months" else text


_READERS: dict[str, Callable[[Path, Policy], Iterator[dict[str, Any]]]] = {
    ".json": _json,
    ".parquet": _parquet,
    ".csv": _csv,
}
