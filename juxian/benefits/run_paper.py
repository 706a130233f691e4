"""A decision record on paper: the facts with their sources, the law, each clause, the result, our signature."""

from typing import Any

from juxian.benefits.models import DecisionRecord
from juxian.benefits.queries.decision import explanation_in
from juxian.benefits.signing import public_key_text
from juxian.kit.clauses import present_clauses
from juxian.kit.language import of_the_office
from juxian.kit.pdf import typeset

TEMPLATE = "benefits/pdf/decision.typ"


def decision_pdf(record: DecisionRecord) -> bytes:
    """Return the paper of one month; Chinese, whatever the screen was. The same record gives the same bytes."""
    said = explanation_in(record)
    person = record.entitlement.person.surviving()
    with of_the_office():
        data = {
            "number": record.number,
            "name": person.name,
            "identity": person.masked_identity,
            "policy": said["title"]["zh"],
            "document": said["document"],
            "month": f"{record.month:%Y-%m}",
            "amount": f"{(said['amount_fen'] or 0) / 100:,.2f}",
            "known_at": f"{record.run.known_at:%Y-%m-%d}" if record.run.known_at else "",
            "clauses": [_clause(clause) for clause in present_clauses(said)],
            "facts": [_fact(value) for value in _values(said)],
            "rulebook": said["rulebook"],
            "digest": record.digest,
            "signature": record.signature,
            "public_key": public_key_text(),
        }
    return typeset(TEMPLATE, data, at=record.created_at, missing="mark")


def _clause(clause: dict[str, Any]) -> list[str]:
    return [f"{clause['text']}（{clause['law']}）", str(clause["label"]), clause["because"]]


def _values(said: dict[str, Any]) -> list[dict[str, Any]]:
    """Each fact once, in the order in which the clauses ask for them."""
    found = {value["fact"]: value for clause in said["clauses"] for value in clause["values"]}
    return list(found.values())


def _fact(value: dict[str, Any]) -> list[str]:
    return [value["label"]["zh"], value["text"]["zh"], value["source"], value["trust_label"]]
