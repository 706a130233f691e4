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
    parser = argparse.ArgumentParser(prog="juxian benefits", description="重算核定说明，解释个案，核对叠加")
    commands = parser.add_subparsers(required=True, metavar="replay | explain | stacking")
    replaying = commands.add_parser("replay", help="用存档的数据和规则重算一份核定说明，逐字比较")
    replaying.add_argument("number", help="核定说明的编号")
    replaying.set_defaults(run=_replay)
    explaining = commands.add_parser("explain", help="按平台已有的数据解释一个人")
    explaining.add_argument("person", help="证书编号，或平台上的人员编号")
    explaining.add_argument(
        "--on", type=_day, default=None, help="那个月的任意一天，如 2025-03-12；不写为最近核过的月份"
    )
    explaining.add_argument("--policy", choices=benefits(), help="只看这一项待遇")
    explaining.add_argument("--json", action="store_true", help="输出决定记录")
    explaining.set_defaults(run=_explain)
    stacking = commands.add_parser("stacking", help="证明没有人在同一个月得到不能同时享受的两项")
    stacking.set_defaults(run=_stacking)
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2025-03-12") from error


def _replay(options: argparse.Namespace) -> int:
    rows = DecisionRecord.objects.select_related("run__rulebook", "run__snapshot")
    record = rows.filter(number=options.number).first()
    if record is None:
        return _wrong(f"没有编号为“{options.number}”的核定说明。编号在“我的待遇”和入账清单上。")
    again = replay(record)
    _say(again.content)
    if again.is_same and again.is_signed:
        _say("逐字相同，签名有效。", sys.stderr)
        return OK
    _say("与记录不一致：" + ("签名无效。" if again.is_same else "重算的内容不同。"), sys.stderr)
    return DIFFERENT


def _explain(options: argparse.Namespace) -> int:
    person = _person(options.person)
    if person is None:
        return _wrong(f"找不到“{options.person}”。请给出证书编号，或人员页面地址里的编号。")
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
        _say(f"  金额：{record['amount_fen'] // 100}.{record['amount_fen'] % 100:02d} 元")
    if record["met_from"]:
        _say(f"  情况不变的话，最早 {record['met_from']} 起符合。")


def _stacking(options: argparse.Namespace) -> int:
    pairs = forbidden_pairs()
    for pair in pairs:
        _say(f"{pair.person} {pair.month:%Y-%m}：{title_of(pair.first)} × {title_of(pair.second)} ({pair.law})")
    _say(f"{clock.today()}：核对 {months_checked()} 个应发的人月，不能同时享受的有 {len(pairs)} 对。")
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
