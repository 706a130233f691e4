"""The decision record of a month: what it says, and that saying it again gives the same bytes."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from juxian.benefits.models import DecisionRecord, Run
from juxian.benefits.queries.window import About, window_of
from juxian.benefits.signing import is_genuine
from juxian.kit.canonical import canonical
from juxian.people.queries import same_human
from juxian.policy import Explanation

FORMAT = 1


def content_of(number: str, run: Run, person: str, month: dt.date, explanation: Explanation) -> str:
    """Return the text that is signed: which run, whose month, from which facts, and the whole explanation."""
    assert run.snapshot, "a run that decides has its facts"
    return canonical(
        {
            "format": FORMAT,
            "number": number,
            "run": run.number,
            "person": person,  # as in the frozen facts
            "month": f"{month:%Y-%m}",
            "snapshot": run.snapshot.digest,
            "explanation": explanation.to_dict(),
        }
    )


def digest_of(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True)
class Replay:
    """A record judged again. `is_same`: the same bytes came out; `is_signed`: our signature is under them."""

    record: DecisionRecord
    content: str
    is_same: bool
    is_signed: bool


def replay(record: DecisionRecord) -> Replay:
    """Judge again from the frozen facts and the law that was kept, and compare byte for byte."""
    said, run = json.loads(record.content), record.run
    month = record.month
    about: About = window_of(run).about([said["person"]])
    content = content_of(record.number, run, said["person"], month, about.explain(said["person"], month))
    is_same = content == record.content and digest_of(content) == record.digest
    return Replay(record, content, is_same, is_genuine(record.content, record.signature))


def explanation_in(record: DecisionRecord) -> dict[str, Any]:
    """Return the explanation as it was signed."""
    said: dict[str, Any] = json.loads(record.content)["explanation"]
    return said


def decisions_of(person_id: Any) -> Any:
    """Return the records of one human, newest first."""
    rows = DecisionRecord.objects.filter(entitlement__person__in=same_human(person_id))
    return rows.select_related("entitlement", "run").order_by("-month", "-created_at")
