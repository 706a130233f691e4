"""What stands between people and the money that is owed to them."""

from collections.abc import Collection
from uuid import UUID

from juxian.kit.access import Text
from juxian.payments.models import Outcome
from juxian.payments.planning import plan
from juxian.payments.queries.planning import standings

WORDS: dict[str, Text] = dict(Outcome.choices)


def obstacles(policy: str, people: Collection[UUID]) -> dict[UUID, str]:
    """Return for each person the outcome (a key of `outcome_label`) that a batch would come to now; `waiting` where
    nothing is in the way but that no batch has been made."""
    found = {}
    for person, standing in standings(policy, list(people)).items():
        outcome = plan(standing, lambda name: "").outcome
        found[person] = Outcome.WAITING.value if outcome == Outcome.PAID else outcome
    return found


def outcome_label(outcome: str) -> Text:
    """Return the words of an outcome, or "" for what is none."""
    return WORDS.get(outcome, "")
