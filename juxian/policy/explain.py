"""One person, one policy, one day: which clauses are met, which are not, what is missing, and from when it could be."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from juxian.policy.definition import Policy
from juxian.policy.explanation import RECORD_FORMAT, Explanation, Verdict, overall
from juxian.policy.faults import did_you_mean
from juxian.policy.prepared import NOT_IN_FORCE, PreparedPolicy, prepare
from juxian.policy.reasons import PersonReasons
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import FactError, Given, Sheet, read_sheet

LOOK_AHEAD_MONTHS = 60


def explain(
    rulebook: Rulebook,
    policy_id: str,
    facts: Mapping[str, Any],
    on: dt.date,
    *,
    judgements: Mapping[str, bool] | None = None,
    look_ahead_months: int = LOOK_AHEAD_MONTHS,
) -> Explanation:
    """Judges the person whose `facts` are given by the law of the day `on`.

    A fact is a Python or JSON value (date or "2025-03-12"; money in fen; months as ["2025-01", …]) or a `Given` with
    its own trust and source; what is absent or None is not known. `judgements` are the answers people have given to
    clauses that only a person can judge. `look_ahead_months` bounds the search for the earliest date; 0 leaves it out.
    Raises `FactError` for a wrong fact, day or policy name.
    """
    policy = find_policy(rulebook, policy_id)
    sheet = read_sheet(rulebook.vocabulary, policy.state, facts, on, wanted=policy.fact_names)
    answers = _checked(policy, judgements) if judgements else {}
    in_force = policy.holds_on(on)
    prepared = prepare(policy, on) if in_force else NOT_IN_FORCE
    verdicts = prepared.judge(sheet.values.get, answers.get)
    verdict = overall(verdicts) if in_force else Verdict.NOT_MET
    absent = tuple(key for key, found in zip(prepared.keys, verdicts, strict=True) if found is None)
    return Explanation(
        rulebook=rulebook.id,
        policy=policy.id,
        title=policy.title,
        document=policy.document,
        on=on,
        verdict=verdict,
        in_force=in_force,
        not_applicable=prepared.not_in_force + absent,
        amount_fen=_amount(policy, prepared, sheet, verdict),
        judgements=answers,
        look_ahead_months=look_ahead_months,
        reasons=PersonReasons(rulebook, policy, sheet, answers, look_ahead_months, prepared, verdicts),
    )


def replay(rulebook: Rulebook, record: Mapping[str, Any]) -> Explanation:
    """Judges again from a stored record. With the same rulebook the result has the same bytes."""
    if record["format"] != RECORD_FORMAT or record["rulebook"] != rulebook.id:
        raise FactError(f"这份记录出自规则版本 {str(record['rulebook'])[:12]}。请载入那个版本的政策文件夹再重放。")
    return explain(
        rulebook,
        record["policy"],
        {name: Given(given["value"], given["trust"], given["source"]) for name, given in record["facts"].items()},
        dt.date.fromisoformat(record["on"]),
        judgements=record["judgements"],
        look_ahead_months=record["look_ahead_months"],
    )


def find_policy(rulebook: Rulebook, policy_id: str) -> Policy:
    """The policy of that id, or a `FactError` that names the nearest ones."""
    if policy_id not in rulebook.policies:
        near = did_you_mean(policy_id, rulebook.policies)
        raise FactError(f"没有政策“{policy_id}”。请用 policies 文件夹中的 id{near}。")
    return rulebook.policies[policy_id]


def _checked(policy: Policy, judgements: Mapping[str, bool]) -> Mapping[str, bool]:
    keys = {condition.key for condition in policy.conditions if condition.is_judged or condition.judged_when_unknown}
    for key, value in judgements.items():
        if key not in keys or not isinstance(value, bool):
            raise FactError(
                f"条款“{key}”不由人判断，或判断不是真假值。由人判断的条款：{'、'.join(sorted(keys)) or '没有'}。"
            )
    return dict(judgements)


def _amount(policy: Policy, prepared: PreparedPolicy, sheet: Sheet, verdict: Verdict) -> int | None:
    if policy.amount is None or verdict in (Verdict.UNKNOWN, Verdict.JUDGEMENT):
        return None
    return prepared.worth(sheet.values.get) if verdict is Verdict.MET else 0
