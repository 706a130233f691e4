"""What the pages of a run show: its steps, its figures, one candidate, the differences."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import polars as pl
from django.utils.translation import gettext_lazy as _

from juxian.benefits.actions.run_work import EVALUATE, POST
from juxian.benefits.models import Finding, Run
from juxian.benefits.queries.difference import differences, people_to_post
from juxian.benefits.queries.explained import explained
from juxian.benefits.queries.finding import counts_by_reason, counts_by_verdict
from juxian.benefits.queries.law import title_of
from juxian.benefits.queries.run import progress_of
from juxian.benefits.queries.window import window_of
from juxian.benefits.queries.words import change_in_words, reason_words
from juxian.benefits.states import RunState
from juxian.kit.access import Text
from juxian.kit.clauses import VERDICTS, present_clauses
from juxian.people.queries import persons

STEPS: list[Text] = [_("冻结数据"), _("计算"), _("抽查"), _("确认、公示、兑现"), _("入账")]
CURRENT = {
    RunState.DRAFT: 1,
    RunState.FROZEN: 2,
    RunState.EVALUATED: 3,
    RunState.REVIEWED: 4,
    RunState.POSTED: 6,
    RunState.DISCARDED: 1,
}
KINDS: dict[str, Text] = {
    "regular": _("当期"),
    "arrears": _("补发"),
    "overpayment": _("多发"),
    "correction": _("更正"),
}
TONES = {
    RunState.POSTED: "ok",
    RunState.DISCARDED: "stop",
    RunState.EVALUATED: "wait",
    RunState.REVIEWED: "wait",
}


@dataclass
class Difference:
    """One month of one person whose money changes."""

    person: Any
    month: dt.date
    before_fen: int
    due_fen: int
    delta_fen: int
    kind: Text
    changes: list[dict[str, Any]]

    @property
    def why(self) -> list[str]:
        return change_in_words(self.changes)


def shown(run: Run) -> Run:
    """Give a run the words its lists need."""
    run.title, run.tone = title_of(run.policy), TONES.get(RunState(run.state), "plain")  # type: ignore[attr-defined]
    return run


def progress_context(run: Run) -> dict[str, Any]:
    """How far the work in the background is; the page asks again while it goes on."""
    step = POST if run.state == RunState.REVIEWED else EVALUATE
    progress = progress_of(run, step)
    is_waiting = run.state in (RunState.FROZEN, RunState.REVIEWED) and progress.total > 0
    return {
        "progress": progress,
        "is_working": is_waiting and not run.fault,
        "is_stopped": is_waiting and bool(run.fault),
    }


def figures_of(run: Run) -> dict[str, Any]:
    """The counts of a run by verdict and by reason, each with the filter that opens its rows."""
    words = reason_words(run)
    verdicts = [(key, VERDICTS[key][0], count) for key, count in counts_by_verdict(run).items()]
    reasons = [(key, words.get(key, key), count) for key, count in counts_by_reason(run).items()]
    sampled = run.findings.sampled()
    return {
        "verdicts": verdicts,
        "reasons": reasons,
        "sampled_count": sampled.count(),
        "open_count": sampled.filter(sample_result="").count(),
    }


def candidate_context(finding: Finding) -> dict[str, Any]:
    """One person of a run, clause by clause, from the frozen facts; and the months of the window."""
    person, run = str(finding.person_id), finding.run
    about = window_of(run).about([person])
    record = about.explain(person, run.month).to_dict()
    months = sorted(about.paid[person].items(), reverse=True)
    return {"record": record, "clauses": present_clauses(record), "months": months[:12]}


def all_differences(run: Run) -> pl.DataFrame:
    """What the run would post now, for everybody."""
    return differences(run, people_to_post(run))


def described(run: Run, rows: pl.DataFrame) -> list[Difference]:
    """Return these differences with their people and reasons."""
    found = explained(run, rows)
    people = persons(UUID(row.difference["person"]) for row in found)
    return [
        Difference(
            people[UUID(row.difference["person"])],
            row.difference["month"],
            row.difference["posted_fen"],
            row.difference["due_fen"],
            row.difference["delta_fen"],
            KINDS[row.kind],
            row.changes,
        )
        for row in found
    ]


class FramePages(Sequence):
    """The rows of a frame as a paginator wants them: only those of a page are explained."""

    def __init__(self, run: Run, frame: pl.DataFrame):
        self.run, self.frame = run, frame

    def __len__(self) -> int:
        return self.frame.height

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return described(self.run, self.frame[place])
        return described(self.run, self.frame[place : place + 1])[0]


def totals_of(frame: pl.DataFrame) -> dict[str, int]:
    """People, months and fen of the differences: more, less, and together."""
    delta = frame["delta_fen"]
    more, less = int(delta.filter(delta > 0).sum() or 0), int(delta.filter(delta < 0).sum() or 0)
    return {"people": frame["person"].n_unique(), "rows": frame.height, "more": more, "less": less, "sum": more + less}
