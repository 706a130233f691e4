"""`juxian benefits`: judge a decision record again, explain a person's month, prove that no forbidden pair is owed."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import override

from juxian.benefits.explaining import explain_for
from juxian.benefits.models import DecisionRecord
from juxian.benefits.queries.decision import replay
from juxian.benefits.queries.law import benefits, title_of
from juxian.benefits.queries.stacking import forbidden_pairs, months_checked
from juxian.credentials.queries.holder import holder_of_number
from juxian.kit import clock
from juxian.kit.clauses import present_clauses

OK, DIFFERENT, WRONG_INPUT = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Return 0 if all is well, 1 where something differs or is forbidden, 2 for a wrong input."""
    options = _parser().parse_args(arguments)
    with override("zh-hans"):
        return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="juxian benefits", description="Decision records, explanations, and the proof of what stands together."
    )
    commands = parser.add_subparsers(required=True, metavar="replay | explain | stacking")
    replaying = commands.add_parser("replay", help="judge a decision record again and compare byte for byte")
    replaying.add_argument("number", help="the number of the record")
    replaying.set_defaults(run=_replay)
    explaining = commands.add_parser("explain", help="explain one person from what the platform knows")
    explaining.add_argument("person", help="the number of a certificate, or the key of a person")
    explaining.add_argument(
        "--on",
        type=_day,
        default=None,
        help="any day of the month, as 2025-03-12; by default the last month that was looked at",
    )
    explaining.add_argument("--policy", choices=benefits(), help="this benefit only")
    explaining.add_argument("--json", action="store_true", help="print the records as JSON")
    explaining.set_defaults(run=_explain)
    stacking = commands.add_parser("stacking", help="prove that nobody is owed two benefits that exclude each other")
    stacking.set_defaults(run=_stacking)
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it as 2025-03-12") from error


def _replay(options: argparse.Namespace) -> int:
    rows = DecisionRecord.objects.select_related("run__rulebook", "run__snapshot")
    record = rows.filter(number=options.number).first()
    if record is None:
        return _wrong(f"there is no decision record {options.number}; its number stands on its page")
    again = replay(record)
    _say(again.content)
    if again.is_same and again.is_signed:
        _say("the same bytes, and the signature holds", sys.stderr)
        return OK
    _say("the signature does not hold" if again.is_same else "judging again gives other bytes", sys.stderr)
    return DIFFERENT


def _explain(options: argparse.Namespace) -> int:
    person = _person(options.person)
    if person is None:
        return _wrong(f"there is no certificate and no person {options.person}")
    month = options.on.replace(day=1) if options.on else None
    records = [explain_for(person, policy, month) for policy in benefits() if options.policy in (None, policy)]
    for record in filter(None, records):
        if options.json:
            _say(json.dumps(record, ensure_ascii=False, indent=2))
        else:
            _show(record)
    return OK


def _show(record: dict[str, Any]) -> None:
    _say(f"{title_of(record['policy'])} · {record['on']}")
    for clause in present_clauses(record):
        _say(f"  [{clause['label']}] {clause['text']} ({clause['law']})")
        if clause["because"]:
            _say(f"      {clause['because']}")
    if record["amount_fen"] is not None:
        _say(f"  CNY {record['amount_fen'] // 100}.{record['amount_fen'] % 100:02d}")
    if record["met_from"]:
        _say(f"  from {record['met_from']}, if nothing changes")


def _stacking(options: argparse.Namespace) -> int:
    pairs = forbidden_pairs()
    for pair in pairs:
        _say(f"{pair.person} {pair.month:%Y-%m}: {pair.first} and {pair.second} ({pair.law})")
    _say(f"{clock.today()}: {months_checked()} months of people looked at, {len(pairs)} forbidden pairs")
    return DIFFERENT if pairs else OK


def _person(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return holder_of_number(text)


def _wrong(text: str) -> int:
    _say(text, sys.stderr)
    return WRONG_INPUT


def _say(text: str, stream: Any = None) -> None:
    (stream or sys.stdout).write(f"{text}\n")
