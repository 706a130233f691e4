"""What changed since a month was computed before: which facts, which value of the law, or that the promise is new.

A difference that nobody can explain is not posted: `named` always names something.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils import timezone

from juxian.benefits.models import Run
from juxian.benefits.queries import change_words as words
from juxian.benefits.queries.window import About, window_of
from juxian.benefits.states import RunState
from juxian.policy import Explanation, Given, nodes
from juxian.policy.rulebook import Rulebook as Law
from juxian.policy.vocabulary import Label

Change = dict[str, Any]
AMOUNT = Label("金额", "amount")  # untranslated: stored in both languages


class Judged(NamedTuple):
    """One month of one person as a run saw it."""

    run: Run
    facts: Mapping[str, Given]
    explanation: Explanation


def run_before(run: Run, month: dt.date) -> Run | None:
    """Return the run posted last before this one that computed the month."""
    rows = Run.objects.filter(policy=run.policy, state=RunState.POSTED, from_month__lte=month, month__gte=month)
    rows = rows.exclude(pk=run.pk).select_related("rulebook", "snapshot")  # a policy has one open run: all were before
    return rows.order_by("-state_since_at", "-number").first()


def named(row: Mapping[str, Any], before: Judged | None, now: Judged) -> list[Change]:
    """Return what changed, as [{"what", "before", "after"}]. `row` is one of `differences`."""
    changes: list[Change] = []
    if before is not None:
        changes = [*_law(before, now), *_facts(before, now)]
    if changes:
        return changes
    if _is_new_promise(row, before):
        day = timezone.localdate(row["granted_at"]).isoformat()
        return [_change("granted", None, day, words.of_grant(day))]
    return [_change("amount", row["posted_fen"], row["due_fen"], words.of_amount(row["posted_fen"], row["due_fen"]))]


def _change(what: str, before: Any, after: Any, text: Mapping[str, str]) -> Change:
    return {"what": what, "before": before, "after": after, "text": dict(text)}


def _is_new_promise(row: Mapping[str, Any], before: Judged | None) -> bool:
    if row["was_posted"] or row["granted_at"] is None:
        return False
    return before is None or before.run.state_since_at is None or row["granted_at"] > before.run.state_since_at


def _facts(before: Judged, now: Judged) -> list[Change]:
    """The facts that differ among those that the changed clauses and the amount read; where none of these differs,
    every fact that does."""
    names = sorted(before.facts.keys() | now.facts.keys())
    differing = [change for name in names for change in _of_fact(now, name, before.facts.get(name))]
    relevant = _relevant(before.explanation, now)
    return [change for change in differing if change["what"] in relevant] or differing


def _of_fact(now: Judged, name: str, before: Given | None) -> Iterator[Change]:
    after, window = now.facts.get(name), window_of(now.run)
    old, new = before and before.value, after and after.value
    if old == new:
        return
    if isinstance(old, list) and isinstance(new, list):
        old, new = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    yield _change(name, _plain(old), _plain(new), words.of_fact(window.law, window.policy, name, old, new))


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
            law = new if name in new.parameters else old
            text = words.of_parameter(law, name, was, is_now)
            changes += [_change(name, was, is_now, text)] if was != is_now else []
    return (*changes, *_clause_changes(old, new, policy, on))


def _clause_changes(old: Law, new: Law, policy: str, on: dt.date) -> Iterator[Change]:
    was, is_now = (_clauses(law, policy, on) for law in (old, new))
    for key in sorted(was.keys() | is_now.keys()):
        label, before = was.get(key, (None, None))
        label, after = is_now.get(key, (label, None))
        if before != after and label is not None:
            text = words.of_clause(label, was_there=key in was, is_there=key in is_now)
            yield _change(f"clause.{key}", key in was, key in is_now, text)


def _value(law: Law, name: str, on: dt.date) -> Any:
    version = law.parameters[name].on(on) if name in law.parameters else None
    if version is None:
        return None
    value = version.value
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, Mapping) else _plain(value)


def _clauses(law: Law, policy: str, on: dt.date) -> dict[str, tuple[Label, Any]]:
    """The clauses in force, and the amount, each with its words and its trees."""
    found = law.policies.get(policy)
    if found is None:
        return {}
    clauses = {one.key: (one.label, (one.when, one.test)) for one in found.conditions if one.holds_on(on)}
    return clauses | {"amount": (AMOUNT, found.amount)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def judged_in(run: Run, about: About, person: str, month: dt.date) -> Judged | None:
    """Return how a run judged a person's month; None where the person was not in it."""
    if person not in about.rows:
        return None
    return Judged(run, about.given(person, month), about.explain(person, month))
