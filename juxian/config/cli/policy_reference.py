"""The pages about the law in docs/reference: one for the district, one a policy with clauses, values and cases."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from juxian.config.cli.tables import code, row, table
from juxian.policy import Rulebook
from juxian.policy.definition import Condition, Policy
from juxian.policy.explanation import in_words
from juxian.policy.kinds import FEN
from juxian.policy.parameters import OTHERWISE, Parameter, Version
from juxian.policy.stacking import Pair
from juxian.policy.worked_case import WorkedCase

VERDICTS = {"met": "✔", "not_met": "✘", "unknown": "?", "judgement": "a person", "not_applicable": "–"}


def policy_pages(rulebook: Rulebook) -> dict[str, Callable[[], Iterator[str]]]:
    """Every page by its name: `policies`, and `policy-<id>` for each policy."""
    pages = {f"policy-{name}": partial(_policy, rulebook, policy) for name, policy in rulebook.policies.items()}
    return {"policies": partial(_district, rulebook), **pages}


def _district(rulebook: Rulebook) -> Iterator[str]:
    yield from ["# Policies", "", f"The law of the district `{rulebook.district.id}` as the engine reads it.", ""]
    yield from [
        row("Policy", "Title", "Document", "In force", "Pays", "Cases", "Cohorts"),
        "|---|---|---|---|---|---|---|",
    ]
    for name, policy in sorted(rulebook.policies.items()):
        link = f"[`{name}`](policy-{name}.md)"
        counts = len(rulebook.cases[name]), len(rulebook.cohorts[name])
        yield row(
            link, policy.title.zh, policy.document, _period(policy.valid_from, policy.valid_until), policy.pays, *counts
        )
    yield from table("What may be drawn together", ["Benefits", "In force", "Rule", "Clause"])
    for pair in rulebook.stacking.pairs.values():
        yield from _pair(rulebook, pair)
    yield from table("Worked cases of the matrix", ["Case", "Month", "Drawn", "Yields"])
    for case in rulebook.stacking_cases:
        drawn = ", ".join(f"{name} {_yuan(fen)}" for name, fen in case.drawn.items())
        yield row(case.name, f"{case.month:%Y-%m}", drawn, ", ".join(sorted(case.excluded)) or "–")


def _pair(rulebook: Rulebook, pair: Pair) -> Iterator[str]:
    names = " × ".join(_benefit(rulebook, name) for name in (pair.first, pair.second))
    for rule in pair.rules:
        yield row(names, _period(rule.from_on, rule.until_on), code(rule.rule), rule.law)


def _benefit(rulebook: Rulebook, name: str) -> str:
    found = rulebook.policies.get(name)
    return f"{found.title.zh if found else rulebook.stacking.outside[name].label.zh} (`{name}`)"


def _policy(rulebook: Rulebook, policy: Policy) -> Iterator[str]:
    pays = f" · pays {policy.pays}" if policy.pays else ""
    period = _period(policy.valid_from, policy.valid_until)
    yield from [f"# {policy.title.zh}", "", f"{policy.title.en} · `{policy.id}` · {policy.document} · {period}{pays}"]
    yield from table("Conditions", ["Condition", "Words", "Clause", "In force", "Decided by"])
    for condition in policy.conditions:
        force = _period(condition.from_on, condition.until_on) if condition.from_on or condition.until_on else ""
        words = f"{condition.label.zh}<br>{condition.label.en}"
        yield row(code(condition.key), words, condition.law, force, _decided_by(condition))
    yield from table("Values by date", ["Value", "Words", "In force", "Is", "Clause", "Recorded"])
    for name, parameter in rulebook.parameters.items():
        if name.partition(".")[0] == policy.id:
            yield from _parameter(rulebook, parameter)
    yield from table("Facts", ["Fact", "Words", "From", "Trust"])
    for name in sorted(policy.fact_names):
        declaration = policy.declaration(name)
        yield row(code(name), declaration.label.zh, declaration.source, declaration.trust)
    yield from _together(rulebook, policy)
    yield from _examples(rulebook, policy)


def _decided_by(condition: Condition) -> str:
    if condition.is_judged:
        return "a person"
    return "the engine, or a person where a fact is missing" if condition.judged_when_unknown else "the engine"


def _parameter(rulebook: Rulebook, parameter: Parameter) -> Iterator[str]:
    for version in parameter.versions:
        shown = _value(rulebook, parameter, version)
        period = _period(version.from_on, version.until_on)
        yield row(code(parameter.name), parameter.label.zh, period, shown, version.law, version.recorded_on or "")


def _value(rulebook: Rulebook, parameter: Parameter, version: Version) -> str:
    if not isinstance(version.value, Mapping):
        return in_words(parameter.kind, _plain(version.value)).zh
    levels = version.value.keys() - {OTHERWISE}
    return "; ".join(
        f"{OTHERWISE if key == OTHERWISE else rulebook.vocabulary.level_label(key, levels).zh}"
        f" {in_words(parameter.kind, _plain(value)).zh}"
        for key, value in version.value.items()
    )


def _together(rulebook: Rulebook, policy: Policy) -> Iterator[str]:
    pairs = [pair for key, pair in rulebook.stacking.pairs.items() if policy.id in key]
    if pairs:
        yield from table("Together with", ["Benefits", "In force", "Rule", "Clause"])
    for pair in pairs:
        yield from _pair(rulebook, pair)


def _examples(rulebook: Rulebook, policy: Policy) -> Iterator[str]:
    yield from table("Worked cases", ["Case", "Day", "Verdict", "Amount", "Clauses", "Met from"])
    for case in rulebook.cases[policy.id]:
        yield _case(case)
    if not rulebook.cohorts[policy.id]:
        return
    yield from table("Cohorts", ["Cohort", "Months", "People", "A month", "Paid people"])
    for cohort in rulebook.cohorts[policy.id]:
        people = "; ".join(f"{member.count} × {member.case.name}" for member in cohort.members)
        paid = "" if cohort.paid_people is None else cohort.paid_people
        yield row(cohort.name, f"{cohort.first:%Y-%m} – {cohort.last:%Y-%m}", people, _yuan(cohort.total_fen), paid)


def _case(case: WorkedCase) -> str:
    clauses = ", ".join(f"`{key}` {VERDICTS[verdict]}" for key, verdict in case.clauses.items())
    amount, met_from = case.other.get("amount_fen"), case.other.get("met_from")
    return row(
        case.name, case.on, VERDICTS[case.verdict], "" if amount is None else _yuan(amount), clauses, met_from or ""
    )


def _period(from_on: Any, until_on: Any) -> str:
    start = f"from {from_on}" if from_on else ""
    return f"{start}{f' until {until_on}' if until_on else ''}".strip()


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _yuan(fen: int) -> str:
    return in_words(FEN, fen).zh
