"""`juxian policy simulate`: what a change of the law would do to the people of a file."""

import argparse
import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from juxian.policy.dates import add_months, month_end, month_start
from juxian.policy.explanation import in_words
from juxian.policy.kinds import FEN
from juxian.policy.rulebook import Rulebook

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def add_simulation(parser: argparse.ArgumentParser, day: Callable[[str], dt.date]) -> None:
    """Puts the options on the parser. `day` reads a date."""
    parser.add_argument("policy", help="政策的 id")
    parser.add_argument("--set", dest="changes", action="append", required=True, metavar="参数=值", help="可以写几次")
    parser.add_argument("--from", dest="from_on", type=day, required=True, help="从哪天起，如 2025-01-01")
    parser.add_argument("--people", type=Path, required=True, help="事实文件 (.parquet .csv .json)，每人一行")
    parser.add_argument("--months", type=int, default=12, help="看几个月，缺省 12")
    parser.add_argument("--first", type=_month, help="从哪个月看起，如 2025-01；不写为 --from 那个月")
    parser.add_argument("--as-of", type=_month, help="事实是哪个月的；不写为看的第一个月")
    parser.add_argument("--json", action="store_true", help="输出全部数字")
    parser.set_defaults(run=run)


def _month(text: str) -> dt.date:
    match = _MONTH.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是月份，请写成 2025-03")
    return dt.date(int(match[1]), int(match[2]), 1)


def run(rulebook: Rulebook, options: argparse.Namespace) -> int:
    """Prints the figures; wrong input is raised as `RulebookError` or `FactError`."""
    from juxian.policy.people_file import read_people  # Polars is slow to load, and the other commands do without
    from juxian.policy.proposal import read_change
    from juxian.policy.simulation import simulate

    changes = [read_change(text, options.from_on) for text in options.changes]
    first = options.first or month_start(options.from_on)
    as_of = options.as_of or first
    people = read_people(rulebook, options.policy, options.people, month_end(as_of))
    months = [month for n in range(options.months) if (month := add_months(first, n))]
    found = simulate(rulebook, options.policy, changes, people, months, as_of=as_of)
    if options.json:
        text = json.dumps(found.to_dict(), ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_told(found.to_dict(), found.policy.title.zh))
    sys.stdout.write(f"{text}\n")
    return 0


def _told(found: dict, title: str) -> Iterator[str]:  # type: ignore[type-arg]
    yield f"{title} · {'；'.join(found['changes'])} 起"
    yield (
        f"{found['people']} 人：{found['gainers']} 人增加，{found['losers']} 人减少；"
        f"新享受 {found['newly_paid']} 人，不再享受 {found['no_longer_paid']} 人"
    )
    yield f"合计：{_yuan(found['before_fen'])} → {_yuan(found['after_fen'])}；每年多支出 {_yuan(found['year_fen'])}"
    for line in found["months"]:
        missing = f"，缺少材料 {line['after_open']} 人" if line["after_open"] else ""
        yield (
            f"  {line['month']}  {_yuan(line['before_fen'])} ({line['before_people']} 人)"
            f" → {_yuan(line['after_fen'])} ({line['after_people']} 人){missing}"
        )
    yield "每人差额："
    for step in found["steps"]:
        high = f" 至 {_yuan(step['high_fen'])}" if step["high_fen"] != step["low_fen"] else ""
        yield f"  {_yuan(step['low_fen'])}{high}：{step['people']} 人"
    for line in found["groups"]:
        if line["delta_fen"]:
            yield f"  {line['member']}：{line['people']} 人，差额 {_yuan(line['delta_fen'])}"


def _yuan(fen: int) -> str:
    return in_words(FEN, fen).zh
