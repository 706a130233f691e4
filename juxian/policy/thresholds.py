"""The values of the law that a clause compared with, gathered for its explanation.

Most are the same for everybody on that day and are worked out once. Only what a person's date, level or branch of an
if-else selects is looked up for that person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from juxian.policy import nodes
from juxian.policy.evaluate import evaluate
from juxian.policy.explanation import Threshold
from juxian.policy.lowering import Guards, Use
from juxian.policy.parameters import OTHERWISE
from juxian.policy.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """What is compared with wherever all `guards` give their answer."""

    guards: Guards
    members: tuple[Threshold | Use, ...]


def branches(vocabulary: Vocabulary, uses: Iterable[Use]) -> tuple[Branch, ...]:
    """The uses of a lowered condition by branch, in order of appearance."""
    found: dict[Guards, list[Threshold | Use]] = {}
    for use in uses:
        member = _threshold(vocabulary, use, {}) if _is_fixed(use) else use
        if member is not None:
            found.setdefault(use.guards, []).append(member)
    return tuple(Branch(guards, tuple(members)) for guards, members in found.items())


def thresholds(vocabulary: Vocabulary, found: tuple[Branch, ...], values: Mapping[str, Any]) -> tuple[Threshold, ...]:
    """Those that met this person, each once; a branch not taken, or not yet decided, is left out."""
    met: dict[tuple[str, Any], Threshold] = {}
    for branch in found:
        if all(evaluate(test, values) is answer for test, answer in branch.guards):
            for member in branch.members:
                threshold = member if isinstance(member, Threshold) else _threshold(vocabulary, member, values)
                if threshold:
                    met.setdefault((threshold.name, threshold.level), threshold)
    return tuple(met.values())


def _is_fixed(use: Use) -> bool:
    return isinstance(use.at, nodes.Literal) and (use.key is None or isinstance(use.key, nodes.Literal))


def _threshold(vocabulary: Vocabulary, use: Use, values: Mapping[str, Any]) -> Threshold | None:
    day, key = evaluate(use.at, values), evaluate(use.key, values) if use.key else None
    version = use.parameter.on(day) if day else None
    if version is None or (use.key and key is None):
        return None
    level = None
    if key is not None and isinstance(version.value, Mapping):
        level = vocabulary.level_label(key, version.value.keys() - {OTHERWISE})
    value, parameter = version.value_of(key), use.parameter
    return Threshold(parameter.name, parameter.label, parameter.kind, value, version.law, version.from_on, level)
