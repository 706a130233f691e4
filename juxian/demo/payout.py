"""The till of the demo: accounts, budgets, and a batch of each settlement from draft to statement."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from juxian.demo import bank
from juxian.demo.cast import TIME_ZONE, District, citizen_actor
from juxian.kit import clock
from juxian.kit.draining import drain
from juxian.payments import actions
from juxian.payments.queries.batch import preview_of

FIRST_SERIAL = 1000
BUDGETS = {"gold_allowance": 90_000_000, "youth_living_subsidy": 6_000_000}
CLOSED_IN = dt.date(2024, 3, 1)  # in this payout one account turns out to be closed
STEPS = ("computed", "reviewed", "sealed", "answered")
CODES = ("105", "102", "313", "403")


class Till:
    """Three pairs of hands: 钱丽 computes, 何静怡 reviews, 沈国栋 seals and submits."""

    def __init__(self, district: District):
        self.district, self.serial = district, FIRST_SERIAL
        self.cooling: list[Any] = []
        self.accounts: dict[Any, str] = {}
        self.people: dict[Any, Any] = {}
        self.closed: set[str] = set()

    def set_budgets(self) -> None:
        """What the district set aside for each year."""
        with clock.at(dt.datetime(2023, 12, 1, 9, 0, tzinfo=TIME_ZONE)):
            for policy, fen in BUDGETS.items():
                for year in (2023, 2024, 2025, 2026):
                    reason = f"{year}年度人才专项资金预算"
                    actions.set_budget(policy, year=year, amount_fen=fen, reason=reason, by=self._qian)

    def take_over_accounts(self, people: Iterable[Any], at: dt.datetime) -> None:
        """Accounts to which the city pays already."""
        with clock.at(at):
            for person in people:
                actions.record_account(person, **self._account(person))
            drain()

    def propose_accounts(self, people: Iterable[Any]) -> None:
        """Each names an account of their own, if there is none yet."""
        for person in people:
            if person.pk not in self.accounts:
                self.cooling.append(actions.propose_account(person, by=citizen_actor(person), **self._account(person)))
        drain()

    def activate_accounts(self) -> None:
        """What has cooled is used."""
        for account in self.cooling:
            account.refresh_from_db()
            actions.activate_account(account)
        self.cooling = []

    def pay(self, policy: str, month: dt.date, at: dt.datetime, upto: str = "answered") -> None:
        """One batch with everybody to whom something is owed, as far as `upto`: a word of `STEPS`."""
        if not preview_of(policy, bank.FORMAT).paid_count:
            return
        with clock.at(at):
            batch = actions.draft_batch(
                None, policy=policy, month=at.date().replace(day=1), bank_format=bank.FORMAT, by=self._qian
            )
            actions.compute_batch(batch, by=self._qian)
            drain()
            batch.refresh_from_db()
            done = STEPS.index(upto)
            if done >= STEPS.index("reviewed"):
                batch = actions.review_batch(batch, by=self.district.officers["jing"])
            if done >= STEPS.index("sealed"):
                batch = actions.seal_batch(batch, by=self.district.officers["shen"])
        if upto == "answered":
            self._send(batch, month, at)

    def _send(self, batch: Any, month: dt.date, at: dt.datetime) -> None:
        """To the bank, and the next day its answer."""
        with clock.at(at):
            actions.submit_batch(batch, by=self._qian)
            drain()
        with clock.at(at + dt.timedelta(days=1)):
            batch.refresh_from_db()
            self._take_answers(batch, month)

    def _take_answers(self, batch: Any, month: dt.date) -> None:
        batch = actions.acknowledge_batch(batch, bank_reference=f"LJ{batch.number}", by=self._qian)
        _name, content = actions.export_file(batch, by=self._qian)
        transfers = bank.read(content)
        if month == CLOSED_IN and not self.closed:
            self.closed = {transfers[3].account}
        for kind, answer in (
            ("return", bank.return_file(transfers, self.closed)),
            ("statement", bank.statement(transfers, self.closed, clock.today())),
        ):
            if answer:
                name = f"{kind}-{batch.number}.csv"
                actions.take_in_reply(
                    batch, content=answer, file_name=name, kind=kind, bank_format=bank.FORMAT, by=self._qian
                )
        drain()
        if self.closed:
            self._correct()

    def _correct(self) -> None:
        """Whose account was closed names another one; the next batch pays."""
        closed, self.closed = self.closed, set()
        for person in [self.people[key] for key, number in self.accounts.items() if number in closed]:
            account = actions.propose_account(person, by=citizen_actor(person), **self._account(person))
            drain()
            with clock.at(clock.now() + dt.timedelta(days=4)):
                account.refresh_from_db()
                actions.activate_account(account)
                drain()

    def _account(self, person: Any) -> dict[str, str]:
        self.serial += 1
        number = bank.account_number(self.serial)
        self.accounts[person.pk], self.people[person.pk] = number, person
        return {"bank_code": CODES[self.serial % len(CODES)], "number": number, "holder_name": person.name}

    @property
    def _qian(self) -> Any:
        return self.district.officers["qian"]
