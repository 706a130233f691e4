"""Cohorts beside the worked cases of a policy: how many people are like which case, and what they draw a month.

A cohort says in one line what a newspaper said: *40 senior workers, 15 technicians, 5 senior technicians: 32,500 yuan a
month in the first year*. Facts go on from the day of their case; state is counted from the cohort's own first month.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from juxian.policy.continuation import continued
from juxian.policy.dates import add_months, month_end
from juxian.policy.explain import explain
from juxian.policy.rulebook import Rulebook
from juxian.policy.state import state_before
from juxian.policy.worked_case import Cohort, Member


def total_of(rulebook: Rulebook, cohort: Cohort) -> Iterator[tuple[dt.date, int, int]]:
    """What a cohort draws: each month with the sum in fen and the number of people who are paid."""
    owed: list[dict[dt.date, int]] = [{} for _member in cohort.members]
    month = cohort.first
    while month <= cohort.last:
        for member, paid in zip(cohort.members, owed, strict=True):
            paid[month] = _amount(rulebook, member, month, paid)
        amounts = [(member.count, paid[month]) for member, paid in zip(cohort.members, owed, strict=True)]
        yield month, sum(count * fen for count, fen in amounts), sum(count for count, fen in amounts if fen > 0)
        month = add_months(month, 1) or dt.date.max


def differences_of(rulebook: Rulebook, cohort: Cohort) -> Iterator[str]:
    """What differs from the total and the number of people that an officer signed for."""
    for month, total, people in total_of(rulebook, cohort):
        if total != cohort.total_fen:
            yield f"{month:%Y-%m} 应发 {cohort.total_fen}，算得 {total}"
        if cohort.paid_people is not None and people != cohort.paid_people:
            yield f"{month:%Y-%m} 应发 {cohort.paid_people} 人，算得 {people} 人"


def _amount(rulebook: Rulebook, member: Member, month: dt.date, paid: Mapping[dt.date, int]) -> int:
    case, day = member.case, month_end(month)
    facts = continued(rulebook.vocabulary, case.facts, case.on, day)
    state = {name: value for name, value in state_before(paid, month).items() if name in facts}
    facts |= {name: facts[name] + value for name, value in state.items()}
    found = explain(rulebook, case.policy, facts, day, judgements=case.judgements, look_ahead_months=0)
    return found.amount_fen or 0
