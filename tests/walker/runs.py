"""A run that judged one worker, its finding and its decision record, for the walker."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from juxian.benefits.facts import snapshot
from juxian.benefits.models import DecisionRecord, Entitlement, Finding, Rulebook, Run, Snapshot
from juxian.benefits.queries.archive import digest_of, law_of_today, parquet_of
from juxian.benefits.queries.decision import content_of
from juxian.benefits.queries.window import window_of
from juxian.benefits.signing import sign
from juxian.kit import clock
from juxian.kit.numbering import next_number
from tests.benefits.promises import GOLD


@dataclass
class RunRows:
    """One of each, of one worker."""

    run: Run
    finding: Finding
    decision: DecisionRecord


def run_rows(promise: Entitlement) -> RunRows:
    """Posted: a policy has one open run, and there are two tenants."""
    person, month = str(promise.person_id), clock.today().replace(day=1)
    run = Run.objects.create(
        number=f"JS-{next_number('tests.walker.run'):04d}",
        policy=GOLD,
        month=month,
        from_month=month,
        state="posted",
        known_at=clock.now(),
        **_kept(person, month),
    )
    values: dict[str, Any] = {"verdict": "unknown", "reasons": ["district_insured"]}
    finding = Finding.objects.create(run=run, person=promise.person, **values)
    number = f"{run.number}-00010001"
    content = content_of(number, run, person, month, window_of(run).about([person]).explain(person, month))
    values = {"content": content, "digest": digest_of(content.encode()), "signature": sign(content)}
    return RunRows(
        run, finding, DecisionRecord.objects.create(entitlement=promise, run=run, number=number, month=month, **values)
    )


def _kept(person: str, month: Any) -> dict[str, Any]:
    """The facts of this one person and the law of today."""
    law = law_of_today()
    content = parquet_of(snapshot(law, GOLD, [month], clock.now(), pl.Series("person", [person])))
    values = {"content": content, "people": 1, "rows": 1}
    files = {name: text.decode() for name, text in law.files.items()}
    return {
        "rulebook": Rulebook.objects.get_or_create(digest=law.id, defaults={"files": files})[0],
        "snapshot": Snapshot.objects.get_or_create(digest=digest_of(content), defaults=values)[0],
    }
