"""One decision record out of the answers of several policies, and those answers back out of it. Knows no Django.

A page and an officer ask about clauses and not about policies: `clauses` holds them all, each with its policy, and
`policies` the rest of each answer. What `records_of` gives back is replayed by the engine to the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from juxian.policy import Explanation, Verdict, overall


def merged(explanations: Sequence[Explanation]) -> dict[str, Any]:
    """Return the record of all policies; a clause key that two of them use would be judged for both, so it is a fault
    of the district's data and raises."""
    records = [explanation.to_dict() for explanation in explanations]
    clauses = [{"policy": record["policy"], **clause} for record in records for clause in record["clauses"]]
    keys = [clause["key"] for clause in clauses]
    if len(set(keys)) < len(keys):
        raise ValueError(f"two policies name a clause alike: {sorted(keys)}")
    return {
        "verdict": overall(explanation.verdict for explanation in explanations).value,
        "on": records[0]["on"],
        "met_from": _met_from(records),
        "clauses": clauses,
        "policies": [{name: value for name, value in record.items() if name != "clauses"} for record in records],
    }


def records_of(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the answer of each policy, as the engine gave it. An older record is one such answer."""
    if "policies" not in record:
        return [dict(record)]
    return [{**policy, "clauses": _clauses_of(record, policy["policy"])} for policy in record["policies"]]


def _clauses_of(record: Mapping[str, Any], policy: str) -> list[dict[str, Any]]:
    found = [clause for clause in record["clauses"] if clause["policy"] == policy]
    return [{name: value for name, value in clause.items() if name != "policy"} for clause in found]


def _met_from(records: Iterable[Mapping[str, Any]]) -> str | None:
    """The day on which the last failing policy holds; none where one of them never does by time alone."""
    failing = [record["met_from"] for record in records if record["verdict"] == Verdict.NOT_MET]
    return max(failing) if failing and None not in failing else None
