"""Payees as the office finds them, and whose money waits."""

from typing import Any

from django.db.models import Q, QuerySet

from juxian.kit.secrets import blind_index
from juxian.kit.text import search_filter
from juxian.payments.models import Hold
from juxian.payments.policies import policy_title
from juxian.payments.queries.statement import statement_of
from juxian.payments.states import PaymentState

MOST_FOUND = 50
TONES: dict[str, str] = {
    PaymentState.SETTLED: "ok",
    PaymentState.RETURNED: "stop",
    PaymentState.UNKNOWN: "stop",
    PaymentState.IN_FLIGHT: "wait",
}
SHORTEST_NUMBER = 6  # digits, from which words may be a document number


def found_payees(rows: Any, words: str) -> list[Any]:
    """Return the persons among these payees whom the words name (name, pinyin, initials, whole document number), by
    name; at most one more than a page shows."""
    named = search_filter("person__search_key", words)
    if sum(sign.isdigit() for sign in words) >= SHORTEST_NUMBER:
        named |= Q(person__identity_index=blind_index("identity", words.strip()))
    found = rows.filter(named).select_related("person").order_by("person__name", "person_id")
    people = {row.person_id: row.person for row in found[: MOST_FOUND * 4]}
    return list(people.values())[: MOST_FOUND + 1]


def statement_page(person: Any) -> dict[str, Any]:
    """Return the statement by month, newest first, with its sums."""
    lines = sorted(statement_of(person), key=lambda line: (line.month, line.policy), reverse=True)
    return {
        "lines": [(line, policy_title(line.policy), TONES.get(line.state, "plain")) for line in lines],
        "owed_fen": sum(line.owed_fen for line in lines),
        "paid_fen": sum(line.paid_fen for line in lines),
    }


def found_holds(rows: Any, values: dict[str, Any]) -> QuerySet[Hold]:
    """Narrow the list of holds by name, and by whether they still stand."""
    rows = rows.exclude(released_at=None) if values["is_released"] else rows.filter(released_at=None)
    if words := (values["q"] or "").strip():
        rows = rows.filter(search_filter("person__search_key", words))
    return rows.select_related("person")
