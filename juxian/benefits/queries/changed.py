"""What changed since a month was computed before: which facts, which value of the law, or that the promise is new.

A difference that nobody can explain is not posted: `named` always names something.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from juxian.benefits.models import Run
from juxian.benefits.queries.window import About, window_of
from juxian.benefits.states import RunState
from juxian.policy import Explanation, Given, nodes
from juxian.policy.rulebook import Rulebook as Law

Change = dict[str, Any]


class Judged(NamedTuple):
    """One month of one person as a run saw it."""

    run: Run
    facts: Mapping[str, Given]
    explanation: Explanation


def run_before(run: Run, month: dt.date) -> Run | None:
    """Return the run posted last before this one that computed the month."""
    rows = Run.objects.filter(policy=run.policy, state=RunState.POSTED, from_month__lte=month, month__gte=month)
    rows = rows.filter(created_at__lt=run.created_at).select_related("rulebook", "snapshot")
    return rows.order_by("-state_since_at", "-created_at").first()


def named(row: Mapping[str, Any], before: Judged | None, now: Judged) -> list[Change]:
    """Return what changed, as [{"what", "before", "after"}]. `row` is one of `differences`."""
    changes: list[Change] = []
    if before is not None:
        changes = [*_law(before, now), *_facts(before, now)]
    if changes:
        return changes
    if _is_new_promise(row, before):
        return [_change("granted", None, row["granted_at"].date().isoformat())]
    return [_change("amount", row["posted_fen"], row["due_fen"])]


def _change(what: str, before: Any, after: Any) -> Change:
    return {"what": what, "before": before, "after": after}


def _is_new_promise(row: Mapping[str, Any], before: Judged | None) -> bool:
    if row["was_posted"] or row["granted_at"] is None:
        return False
    return before is None or before.run.state_since_at is None or row["granted_at"] > before.run.state_since_at


def _facts(before: Judged, now: Judged) -> list[Change]:
    """The facts that differ among those that the changed clauses and the amount read; where none of these differs,
    every fact that does."""
    names = sorted(before.facts.keys() | now.facts.keys())
    differing = [change for name in names for change in _of_fact(name, before.facts.get(name), now.facts.get(name))]
    relevant = _relevant(before.explanation, now)
    return [change for change in differing if change["what"] in relevant] or differing


def _of_fact(name: str, before: Given | None, after: Given | None) -> Iterator[Change]:
    old, new = before and before.value, after and after.value
    if old == new:
        return
    if isinstance(old, list) and isinstance(new, list):
        old, new = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    yield _change(name, _plain(old), _plain(new))


def _relevant(before: Explanation, now: Judged) -> set[str]:
    old = {clause.key: clause.verdict for clause in before.clauses}
    names = {
        used.declaration.name
        for clause in (*now.explanation.clauses, *before.clauses)
        if old.get(clause.key) != clause.verdict or clause.key not in {one.key for one in now.explanation.clauses}
        for used in clause.values
    }
    missing = {item.name for clause in (*now.explanation.clauses, *before.clauses) for item in clause.missing}
    return names | missing | _read_by_amount(now)


def _read_by_amount(now: Judged) -> set[str]:
    policy = window_of(now.run).policy
    if policy.amount is None:
        return set()
    return {node.name for node in nodes.walk(policy.amount) if isinstance(node, nodes.Fact)}


def _law(before: Judged, now: Judged) -> list[Change]:
    """The values and clauses of the law of that month that differ between the two laws, where the answer does."""
    old, new = before.explanation, now.explanation
    if old.rulebook == new.rulebook or (old.verdict, old.amount_fen) == (new.verdict, new.amount_fen):
        return []
    return list(_law_changes(window_of(before.run).law, window_of(now.run).law, now.run.policy, now.explanation.on))


@lru_cache(maxsize=64)
def _law_changes(old: Law, new: Law, policy: str, on: dt.date) -> tuple[Change, ...]:
    changes = []
    for name in sorted(old.parameters.keys() | new.parameters.keys()):
        if name.startswith(f"{policy}."):
            was, is_now = _value(old, name, on), _value(new, name, on)
            changes += [_change(name, was, is_now)] if was != is_now else []
    clauses = [_clauses(law, policy, on) for law in (old, new)]
    changes += [
        _change(f"clause.{key}", key in clauses[0], key in clauses[1])
        for key in sorted(clauses[0].keys() | clauses[1].keys())
        if clauses[0].get(key) != clauses[1].get(key)
    ]
    return tuple(changes)


def _value(law: Law, name: str, on: dt.date) -> Any:
    version = law.parameters[name].on(on) if name in law.parameters else None
    if version is None:
        return None
    value = version.value
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, Mapping) else _plain(value)


def _clauses(law: Law, policy: str, on: dt.date) -> dict[str, Any]:
    found = law.policies.get(policy)
    conditions = [clause for clause in found.conditions if clause.holds_on(on)] if found else []
    return {clause.key: (clause.when, clause.test) for clause in conditions} | {"amount": found and found.amount}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def judged_in(run: Run, about: About, person: str, month: dt.date) -> Judged | None:
    """Return how a run judged a person's month; None where the person was not in it."""
    if person not in about.rows:
        return None
    return Judged(run, about.given(person, month), about.explain(person, month))
