"""What leaders look at: everybody whom the law gives something is in exactly one place, and each figure opens them."""

import datetime as dt
import re
from uuid import uuid4

import pytest

from juxian.benefits.models import Entitlement, Finding, Run
from juxian.benefits.queries.take_up import NOT_MADE, NOT_POSTED, PAID, take_up
from juxian.payments.actions import ObligationRow, post_obligations
from juxian.payments.ledger import Move, book
from juxian.payments.models import LedgerAccount
from juxian.people.models import Person
from tests.cast import Cast, client_as, make_person

pytestmark = pytest.mark.django_db
MONTH, POLICY, FEN = dt.date(2025, 2, 1), "gold_allowance", 150_000


@pytest.fixture
def run() -> Run:
    return Run.objects.create(number="HD-1", policy=POLICY, month=MONTH, from_month=MONTH, state="posted")


def eligible(run: Run, name: str, state: str = "", *, is_owed: bool = False) -> Person:
    person = make_person(name, with_account=False)
    Finding.objects.create(run=run, person=person, verdict="met", amount_fen=FEN)
    if state:
        Entitlement.objects.create(person=person, policy=POLICY, state=state, found_by=run)
    if is_owed:
        post_obligations(uuid4(), rows=[ObligationRow(person.pk, POLICY, MONTH, FEN)])
    return person


def pay(person: Person) -> None:
    for source, target in (
        (LedgerAccount.OWED, LedgerAccount.IN_FLIGHT),
        (LedgerAccount.IN_FLIGHT, LedgerAccount.BANK),
    ):
        book(
            "disburse" if target == LedgerAccount.IN_FLIGHT else "settle",
            uuid4(),
            [Move(person.pk, POLICY, MONTH, FEN, source, target)],
        )


def test_everybody_eligible_is_in_exactly_one_place(run: Run) -> None:
    pay(eligible(run, "甲已付", "granted", is_owed=True))
    eligible(run, "乙无户", "granted", is_owed=True)
    eligible(run, "丙未入", "granted")
    eligible(run, "丁待确", "asked")
    eligible(run, "戊刚查")
    Finding.objects.create(run=run, person=make_person("己不符", with_account=False), verdict="not_met")
    found = take_up(POLICY)
    assert found is not None
    assert found.counts == {PAID: 1, "no_account": 1, NOT_POSTED: 1, "asked": 1, NOT_MADE: 1}
    assert (found.eligible, found.paid, found.percent) == (5, 1, 20)


def test_a_discarded_run_is_no_basis(run: Run) -> None:
    Run.objects.update(state="discarded")
    assert take_up(POLICY) is None


def test_a_leader_opens_the_people_behind_a_figure(cast: Cast, run: Run) -> None:
    eligible(run, "丁待确", "asked")
    client = client_as(cast.huang.actor)
    page = client.get("/office/benefits/figures/").content.decode()
    link = re.search(r'href="(/office/benefits/figures/gold_allowance/asked/)"', page)
    assert link
    assert "丁待确" in client.get(link[1]).content.decode()


def test_a_place_that_is_none_is_no_page(cast: Cast, run: Run) -> None:
    client = client_as(cast.huang.actor)
    assert client.get("/office/benefits/figures/gold_allowance/nowhere/").status_code == 404
    assert client.get("/office/benefits/figures/nothing/paid/").status_code == 404


@pytest.mark.parametrize("who", ["zhao", "qian", "lv"])
def test_who_does_not_answer_for_it_does_not_see_it(cast: Cast, who: str) -> None:
    client = client_as(getattr(cast, who).actor)
    assert client.get("/office/benefits/figures/").status_code in (302, 403)
