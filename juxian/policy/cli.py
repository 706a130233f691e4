"""`juxian policy`: run the worked cases, explain one person's case, or try out a change of the law."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from juxian.policy.examples import run_cases
from juxian.policy.explain import explain, find_policy
from juxian.policy.explanation import Clause, Explanation
from juxian.policy.faults import Faults, RulebookError
from juxian.policy.outlook import Outlook, outlook
from juxian.policy.rulebook import Rulebook, load_rulebook
from juxian.policy.sheet import FactError
from juxian.policy.simulation_cli import add_simulation
from juxian.policy.source import read_tree
from juxian.policy.stacking_case import STACKING
from juxian.policy.worked_case import plain

DISTRICTS = Path(__file__).parents[1] / "districts"
OK, DIFFERENT, WRONG_INPUT = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Returns 0 if all is well, 1 if a worked case differs, 2 if a folder or an input is wrong."""
    options = _parser().parse_args(argv)
    try:
        rulebook = load_rulebook(options.folder or DISTRICTS / options.district)
        return options.run(rulebook, options)
    except RulebookError as error:
        for fault in error.faults:
            _say(str(fault), sys.stderr)
        _say(f"共 {len(error.faults)} 处问题。", sys.stderr)
    except FactError as error:
        _say(str(error), sys.stderr)
    return WRONG_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="juxian policy", description="检查政策文件夹，运行案例，解释个案")
    parser.add_argument("--district", default="jimei", help="juxian/districts 下的文件夹名")
    parser.add_argument("--folder", type=Path, help="别处的地区文件夹")
    commands = parser.add_subparsers(required=True, metavar="test | explain | simulate")
    test = commands.add_parser("test", help="运行 examples.yaml 的全部案例")
    test.add_argument("policy", nargs="?", help="只运行这一项政策的案例；stacking 为叠加规则的案例")
    test.set_defaults(run=_test)
    explaining = commands.add_parser("explain", help="解释一个人的情况")
    explaining.add_argument("policy", help="政策的 id")
    explaining.add_argument("--facts", type=Path, required=True, help="事实文件 (YAML 或 JSON)")
    explaining.add_argument("--on", type=_day, default=None, help="判断日期，如 2025-03-12；不写为今天")
    explaining.add_argument("--json", action="store_true", help="输出决定记录")
    explaining.set_defaults(run=_explain)
    add_simulation(commands.add_parser("simulate", help="修改参数以后谁多谁少、多花多少，公布之前先看"), _day)
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2025-03-12") from error


def _test(rulebook: Rulebook, options: argparse.Namespace) -> int:
    if options.policy not in (None, STACKING):
        find_policy(rulebook, options.policy)
    outcomes = list(run_cases(rulebook, options.policy))
    different = [outcome for outcome in outcomes if outcome.differences]
    for case, differences in different:
        _say(f"{case.place.file} 第 {case.place.line} 行，案例“{case.name}”：")
        for difference in differences:
            _say(f"  {difference}")
    _say(f"规则版本 {rulebook.id[:12]}：{len(outcomes)} 个案例，{len(different)} 个不一致。")
    return DIFFERENT if different else OK


def _explain(rulebook: Rulebook, options: argparse.Namespace) -> int:
    on = options.on or dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
    explanation = explain(rulebook, options.policy, _facts(options.facts), on)
    if options.json:
        _say(json.dumps(explanation.to_dict(), ensure_ascii=False, indent=2))
    else:
        _show(explanation, outlook(rulebook, explanation))
    return OK


def _facts(path: Path) -> dict[str, Any]:
    """JSON is YAML, so one reader does for both."""
    faults = Faults()
    tree = read_tree(path, path.parent, faults)
    faults.raise_if_any()
    facts = plain(tree) if tree else None
    if not isinstance(facts, dict):
        raise FactError(f"{path.name} 里应当是“事实: 值”。请每行写一个事实。")
    return facts


def _show(explanation: Explanation, seen: Outlook) -> None:
    _say(f"{explanation.title.zh} · {explanation.on} · {explanation.verdict.zh}")
    if not explanation.in_force:
        _say("  政策在这一天不适用。")
    for clause in explanation.clauses:
        _say(f"  [{clause.verdict.zh}] {clause.label.zh} ({clause.law})")
        lack = seen.lack(clause.key)
        for line in [*_details(clause), *([f"还差：{lack.sentence.zh}"] if lack else [])]:
            _say(f"      {line}")
    if explanation.amount_fen is not None:
        _say(f"金额：{explanation.amount_fen // 100}.{explanation.amount_fen % 100:02d} 元")
    if seen.from_on:
        _say(f"情况不变的话，最早 {seen.from_on} 起符合。")


def _details(clause: Clause) -> list[str]:
    lines = [_value_line(used.to_dict()) for used in clause.values]
    lines += [_limit_line(limit.to_dict()) for limit in clause.thresholds]
    return lines


def _value_line(used: dict[str, Any]) -> str:
    return f"{used['label']['zh']}：{used['text']['zh']} ({used['trust_label']})"


def _limit_line(limit: dict[str, Any]) -> str:
    level = f" · {limit['level']['zh']}" if limit["level"] else ""
    return f"规定 {limit['label']['zh']}{level}：{limit['text']['zh']} (自 {limit['since']})"


def _say(text: str, stream: Any = None) -> None:
    (stream or sys.stdout).write(f"{text}\n")
