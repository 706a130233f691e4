"""Fourteen months of money, from the first certificates on: found, asked, confirmed, shown, granted, paid.

The first run of December 2023 finds the technicians; the senior workers follow a year later. On the way somebody
changes the employer, one leaves the district, one certificate is revoked, one worker is promoted, one transfer comes
back, one month of insurance is reported late. After the fourteen months the office settles every half year."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from juxian.benefits import actions as benefits
from juxian.benefits.queries.entitlement import in_state
from juxian.credentials.actions import revoke_credential
from juxian.credentials.queries import valid_credentials
from juxian.demo.cast import District, citizen_actor
from juxian.demo.graduates import register_graduates
from juxian.demo.offices import (
    FIRST_MONTH,
    Town,
    deliver_changed_contracts,
    deliver_late_month,
    deliver_month,
    deliver_rents,
    deliver_what_stands,
    gather,
    instant,
    months,
)
from juxian.demo.payout import Till
from juxian.demo.promotion import promote
from juxian.kit import clock
from juxian.kit.draining import drain
from juxian.notices.actions import close_notice

GOLD, YOUTH = "gold_allowance", "youth_living_subsidy"
CEREMONY = dt.date(2023, 11, 6)
LAST_MONTH = dt.date(2024, 12, 1)
REVOKED_ON = instant(2024, 7, 16)
SILENT = 5  # every fifth does not answer: silence is taken as a yes, as the message said
Tick = Callable[[], object]


@dataclass
class Office:
    """Who does what in this chapter, and what it needs."""

    town: Town
    till: Till
    accounts: dict[Any, Any] = field(default_factory=dict)

    @property
    def officers(self) -> dict[str, Any]:
        return self.town.district.officers


def pay_allowances(district: District, tick: Tick) -> Office:
    """Month by month, as it happened; then every half year until four months ago. What is left is today's work."""
    graduates = register_graduates(district)
    office = Office(gather(district, _holders(), graduates), Till(district))
    _begin(office)
    for month in months(FIRST_MONTH, LAST_MONTH):
        _live_through(office, month)
        _settle_month(office, month)
        tick()
    since = back(LAST_MONTH, -1)
    for until in _half_years(since, back(last_full_month(), 4)):
        _settle_stretch(office, since, until)
        since = back(until, -1)
        tick()
    return office


def last_full_month() -> dt.date:
    """The last month of which the offices have spoken."""
    today = clock.today()
    return back(today.replace(day=1), 1 if today.day > 6 else 2)


def _half_years(since: dt.date, until: dt.date) -> list[dt.date]:
    """The months at whose end the office settled, the last one included."""
    return [month for month in months(since, until) if month == until or month.month in (6, 12)]


def _holders() -> dict[str, Any]:
    """The people of the first ceremony by their document number."""
    rows = valid_credentials().filter(issued_on=CEREMONY).select_related("holder")
    return {row.holder.identity_number.open(): row.holder for row in rows}


def _begin(office: Office) -> None:
    """Files from before the first month, budgets, and the accounts to which the city pays already."""
    town = office.town
    deliver_what_stands(town, instant(2023, 12, 1))
    for month in months(dt.date(2023, 1, 1), dt.date(2023, 10, 1)):
        deliver_month(town, month, instant(2023, 12, 1, 11))
    for quarter in (1, 4, 7):
        deliver_rents(town, dt.date(2023, quarter, 1), instant(2023, quarter + 3, 5))
    office.till.set_budgets()
    office.till.take_over_accounts([graduate.person for graduate in town.graduates], instant(2023, 12, 1, 15))


def _live_through(office: Office, month: dt.date) -> None:
    """What happens to people, and what the offices say of the month."""
    town, start = office.town, after(month)
    if month == dt.date(2024, 4, 1):
        deliver_changed_contracts(town, start)
    if month == dt.date(2024, 7, 1):
        with clock.at(REVOKED_ON):
            credential = valid_credentials().get(holder=revoked(town).person, issued_on=CEREMONY)
            reason = "经查，申报时提交的业绩证明不实。"
            revoke_credential(credential, reason=reason, by=office.officers["huang"])
    if month == dt.date(2024, 8, 1):
        deliver_late_month(town, start)
        promote(town.district, {"technician": town.of_level("senior")[0], "senior": town.of_level("intermediate")[0]})
    deliver_month(town, month, start)
    _pay_rents(town, month)


def _pay_rents(town: Town, month: dt.date) -> None:
    """The city pays for a quarter when it is over."""
    if month.month % 3 == 0:
        deliver_rents(town, back(month, 2), after(month))


def _settle_month(office: Office, month: dt.date) -> None:
    """One month of the allowance; the subsidy of the young once a quarter."""
    settle(office, GOLD, month, after(month))
    if month.month in (3, 6, 9, 12):
        settle(office, YOUTH, month, after(month) + dt.timedelta(days=1))


def _settle_stretch(office: Office, since: dt.date, until: dt.date) -> None:
    """The months since the last settlement at once."""
    for month in months(since, until):
        deliver_month(office.town, month, after(month))
        _pay_rents(office.town, month)
    for policy in (GOLD, YOUTH):
        settle(office, policy, until, after(until))


def settle(office: Office, policy: str, month: dt.date, start: dt.datetime, upto: str = "answered") -> None:
    """A run with its sample; who is found is asked, shown and granted; then the books and the bank."""
    run = run_and_sample(office, policy, month, start + dt.timedelta(hours=3))
    ready = _answer_and_grant(office, policy, start)
    with clock.at(ready):
        run.refresh_from_db()
        benefits.post_run(run, by=office.officers["lin"])
        drain()
    office.till.pay(policy, month, ready + dt.timedelta(days=1), upto)


def run_and_sample(office: Office, policy: str, month: dt.date, at: dt.datetime) -> Any:
    """Freeze, evaluate, look at the sample, ask whoever was found. Return the run."""
    with clock.at(at):
        run = evaluate(office, policy, month)
        for finding in run.findings.sampled():
            benefits.record_sample(finding, result="right", by=office.officers["xu"])
        run.refresh_from_db()
        benefits.review_run(run, by=office.officers["xu"])
        drain()
    return run


def evaluate(office: Office, policy: str, month: dt.date) -> Any:
    """A run as it lies before whoever looks at the sample."""
    lin = office.officers["lin"]
    run = benefits.open_run(policy, month=month, by=lin)
    benefits.evaluate_run(benefits.freeze_run(run, by=lin), by=lin)
    drain()
    run.refresh_from_db()
    return run


def _answer_and_grant(office: Office, policy: str, start: dt.datetime) -> dt.datetime:
    """People answer, or are silent; the notice; the decision. Return when the run may be posted."""
    asked = list(in_state(policy, "asked"))
    if not asked:
        return start + dt.timedelta(hours=6)
    with clock.at(start + dt.timedelta(days=2)):
        office.till.propose_accounts([row.person for row in asked])
        for number, row in enumerate(asked):
            if number % SILENT:
                benefits.confirm_entitlement(row, by=citizen_actor(row.person))
    with clock.at(start + dt.timedelta(days=16)):
        office.till.activate_accounts()
        for row in in_state(policy, "asked"):
            benefits.presume_entitlement(row)
        drain()
    return _show_and_grant(office, policy, start + dt.timedelta(days=17))


def _show_and_grant(office: Office, policy: str, start: dt.datetime) -> dt.datetime:
    officers, confirmed = office.officers, list(in_state(policy, "confirmed"))
    with clock.at(start):
        title = f"{start.year}年{start.month}月拟兑现人才待遇人员名单公示"
        notice = benefits.publish_entitlements(policy, title=title, entitlements=confirmed, by=officers["lin"])
        drain()
    with clock.at(start + dt.timedelta(days=12)):
        notice.refresh_from_db()
        close_notice(notice)
        drain()
        cleared: Sequence[Any] = list(in_state(policy, "cleared"))
        benefits.grant_entitlements(policy, entitlements=cleared, by=officers["huang"])
        drain()
    return start + dt.timedelta(days=12, hours=2)


def revoked(town: Town) -> Any:
    """The technician whose certificate is taken back."""
    return town.of_level("technician")[5]


def after(month: dt.date) -> dt.datetime:
    """The fifth of the following month, when the offices have spoken."""
    following = back(month, -1)
    return instant(following.year, following.month, 5)


def back(month: dt.date, count: int) -> dt.date:
    index = month.year * 12 + month.month - 1 - count
    return dt.date(index // 12, index % 12 + 1, 1)
