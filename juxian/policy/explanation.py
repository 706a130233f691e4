"""What the engine answers: a verdict for every clause, in words, with the values and the law behind it."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from juxian.policy.kinds import FEN, UNITS, Kind
from juxian.policy.sheet import EARLIEST_DAY, LATEST_DAY, Given
from juxian.policy.vocabulary import TRUST_LABELS, Declaration, Label

RECORD_FORMAT = 1
# What a fact says where a day never came: the first and the last day that the engine knows.
_NEVER = frozenset({EARLIEST_DAY.isoformat(), LATEST_DAY.isoformat()})
NONE = Label("没有", "none")  # a day that never was or never comes
_ENGLISH_UNITS = {"": "", "months": "months", "days": "days", "years": "years", "year": "", "percent": "%"}


class Verdict(StrEnum):
    """The answer of a clause or of a whole policy."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    JUDGEMENT = "judgement"

    @property
    def zh(self) -> str:
        return {"met": "符合", "not_met": "不符合", "unknown": "缺少材料，尚不能判断", "judgement": "由人判断"}[
            self.value
        ]

    @property
    def en(self) -> str:
        words = {
            "met": "met",
            "not_met": "not met",
            "unknown": "a document is missing",
            "judgement": "for a person to judge",
        }
        return words[self.value]


def overall(verdicts: Iterable[Verdict | None]) -> Verdict:
    """One failing clause decides; else a missing document; else a person's judgement. None is a clause not there."""
    found = set(verdicts)
    for verdict in (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.JUDGEMENT):
        if verdict in found:
            return verdict
    return Verdict.MET


@dataclass(frozen=True, slots=True)
class UsedValue:
    """A known fact that a clause read: its JSON value, and how far it can be believed."""

    declaration: Declaration
    given: Given
    member: Label | None

    def to_dict(self) -> dict[str, Any]:
        kind, value = self.declaration.kind, self.given.value
        return {
            "fact": self.declaration.name,
            "label": _words(self.declaration.label),
            "value": value,
            "text": _words(self.member or in_words(kind, value)),
            "trust": self.given.trust,
            "trust_label": TRUST_LABELS[self.given.trust],
            "source": self.given.source,
        }


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value of the law that a clause compared with: its clause, since when it holds, and of which level it is."""

    name: str
    label: Label
    kind: Kind
    value: Any
    law: str
    since: dt.date
    level: Label | None = None

    def to_dict(self) -> dict[str, Any]:
        value = self.value.isoformat() if isinstance(self.value, dt.date) else self.value
        return {
            "parameter": self.name,
            "label": _words(self.label),
            "level": _words(self.level) if self.level else None,
            "value": value,
            "text": _words(in_words(self.kind, value)),
            "law": self.law,
            "since": self.since.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition for one person. `met_from` is the first day on which time alone would make it true,
    or on which it is not asked any more."""

    key: str
    verdict: Verdict
    label: Label
    law: str
    judged: bool
    values: tuple[UsedValue, ...]
    thresholds: tuple[Threshold, ...]
    missing: tuple[Declaration, ...]
    met_from: dt.date | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "verdict": self.verdict.value,
            "text": _words(self.label),
            "law": self.law,
            "judged": self.judged,
            "values": [value.to_dict() for value in self.values],
            "thresholds": [threshold.to_dict() for threshold in self.thresholds],
            "missing": [
                {"fact": item.name, "label": _words(item.label), "source": item.source} for item in self.missing
            ],
            "met_from": self.met_from.isoformat() if self.met_from else None,
        }


class Reasons(Protocol):
    """What an explanation works out when somebody reads it: most answers are only counted."""

    def clauses(self) -> tuple[Clause, ...]: ...
    def facts(self) -> Mapping[str, Given]: ...
    def met_from(self, clauses: tuple[Clause, ...]) -> dt.date | None: ...


@dataclass(frozen=True, eq=False)
class Explanation:
    """The whole answer. `amount_fen` is None where the policy pays nothing or the verdict is still open."""

    rulebook: str
    policy: str
    title: Label
    document: str
    on: dt.date
    verdict: Verdict
    in_force: bool
    not_applicable: tuple[str, ...]
    amount_fen: int | None
    judgements: Mapping[str, bool]
    look_ahead_months: int
    reasons: Reasons = field(repr=False)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that are there for this person, in the order of the policy."""
        return self.reasons.clauses()

    @cached_property
    def facts(self) -> Mapping[str, Given]:
        """What was known, each with its trust and source."""
        return self.reasons.facts()

    @cached_property
    def met_from(self) -> dt.date | None:
        """The first day on which time alone would make the verdict better than not met."""
        return self.reasons.met_from(self.clauses)

    def clause(self, key: str) -> Clause:
        """The clause of that key; KeyError if it does not apply to this person."""
        return next((clause for clause in self.clauses if clause.key == key), None) or _no_clause(key)

    def to_dict(self) -> dict[str, Any]:
        """The decision record: everything that `replay` needs, and everything that a page shows."""
        return {
            "format": RECORD_FORMAT,
            "rulebook": self.rulebook,
            "policy": self.policy,
            "title": _words(self.title),
            "document": self.document,
            "on": self.on.isoformat(),
            "verdict": self.verdict.value,
            "in_force": self.in_force,
            "clauses": [clause.to_dict() for clause in self.clauses],
            "not_applicable": list(self.not_applicable),
            "amount_fen": self.amount_fen,
            "met_from": self.met_from.isoformat() if self.met_from else None,
            "facts": {
                name: {"value": given.value, "trust": given.trust, "source": given.source}
                for name, given in sorted(self.facts.items())
            },
            "judgements": dict(sorted(self.judgements.items())),
            "look_ahead_months": self.look_ahead_months,
        }

    def to_json(self) -> bytes:
        """The record in one canonical form: the same answer always has the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _no_clause(key: str) -> Clause:
    raise KeyError(key)


def _words(label: Label) -> dict[str, str]:
    return {"zh": label.zh, "en": label.en}


def in_words(kind: Kind, value: Any) -> Label:
    """A value as people read it: money in yuan, units after numbers."""
    if value is None:
        return Label("未知", "unknown")
    if isinstance(value, bool):
        return Label("是", "yes") if value else Label("否", "no")
    if kind == FEN:
        yuan = f"{'-' if value < 0 else ''}{abs(value) // 100:,}.{abs(value) % 100:02d}".removesuffix(".00")
        return Label(f"{yuan} 元", f"{yuan} yuan")
    if kind.name == "months":
        return Label(f"{len(value)} 个月", f"{len(value)} months")
    if kind.name == "date" and str(value) in _NEVER:
        return NONE
    if kind.name == "number":
        zh = "年" if kind.unit == "year" else UNITS[kind.unit] if kind.unit else ""
        return Label(f"{value} {zh}".strip(), f"{value} {_ENGLISH_UNITS[kind.unit]}".strip())
    return Label(str(value), str(value))
