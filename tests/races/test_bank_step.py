"""Money under kill -9 and under many hands: nothing is paid twice, nothing gets lost without a word.

Negative controls: a worker that sends again what it does not know, and officers who look before they write."""

import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count as Total

from juxian.kit import clock
from juxian.kit.errors import TransitionNotAllowed
from juxian.payments import actions
from juxian.payments.models import BatchCandidate, Payment, PaymentPart, SealedFile
from juxian.payments.planning import plan
from juxian.payments.queries.planning import standings
from juxian.payments.states import BATCH
from tests.cast import make_cast
from tests.payments import kills
from tests.payments.batches import Office, again, drafted, make_office, make_payee, payments
from tests.payments.money import POLICY
from tests.races.together import all_at_once

pytestmark = pytest.mark.race


@pytest.fixture
def office(transactional_db: None, settings: Any, tmp_path: Path) -> Office:
    settings.BANK_GATEWAY = "juxian.payments.gateways.bank.FolderDrop"
    settings.BANK_DROP_DIR = tmp_path
    return make_office(make_cast(), 2, fen=0)


def test_killed_four_times_nothing_is_paid_twice_and_nothing_lost_silently(office: Office, tmp_path: Path) -> None:
    kills.seal_batches(office, 8)
    bank = kills.Bank(tmp_path)
    killed = kills.kill_again_and_again(partial(kills.ours, office), bank, 4)
    found = kills.count(bank, killed)
    assert (found.paid_twice, found.silently_lost, found.payments) == (0, 0, 16)
    assert killed
    kills.clear_up(office, bank)
    assert kills.is_exact(office, bank)


def test_a_worker_that_sends_again_what_it_does_not_know_pays_twice(office: Office, tmp_path: Path) -> None:
    """Negative control."""
    kills.seal_batches(office, 8)
    bank = kills.Bank(tmp_path)
    killed = kills.kill_again_and_again(partial(kills.naive, office), bank, 8, on_sight=1)
    assert kills.count(bank, killed).paid_twice


def test_workers_killed_while_computing_leave_a_batch_as_if_nothing_had_been(
    office: Office, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr("juxian.payments.actions.computing.CHUNK", 2)
    for serial in range(10, 30):
        make_payee(f"乙{serial}", serial)
    batch = actions.compute_batch(drafted(office), by=office.qian)
    kills.kill_again_and_again(kills.computing(batch), kills.Bank(tmp_path), 4, on_sight=0)
    batch = again(batch)
    assert (batch.state, batch.count, batch.total_fen) == ("computed", 20, 20 * 300_000)
    assert len({row.person_id for row in payments(batch)}) == len(payments(batch)) == 20


def test_two_officers_seal_one_batch_and_one_is_told(office: Office) -> None:
    batch = _reviewed(office)
    results = all_at_once([partial(actions.seal_batch, batch, by=officer) for officer in (office.shen, office.shen)])
    assert sorted(type(result).__name__ for result in results) == ["Batch", "TransitionNotAllowed"]
    assert next(result for result in results if isinstance(result, TransitionNotAllowed)).message
    assert SealedFile.objects.count() == 1


def test_the_naive_seal_lets_both_believe_they_did(office: Office) -> None:
    """Negative control: look at the state, then save, without a lock."""
    batch = _reviewed(office)
    both_have_looked = threading.Barrier(2)

    def seal() -> Any:
        row = again(batch)
        BATCH.move(row, "seal")
        both_have_looked.wait(20)
        row.sealed_at = clock.now()
        row.save(update_fields=["state"])
        return row

    assert all(getattr(result, "state", "") == "sealed" for result in all_at_once([seal, seal]))


def test_two_batches_computed_at_once_never_hold_the_same_month(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr("juxian.payments.actions.computing.CHUNK", 3)
    for serial in range(10, 22):
        make_payee(f"丙{serial}", serial)
    batches = [actions.compute_batch(drafted(office), by=office.qian) for _ in range(2)]
    results = all_at_once([kills.computing(batch) for batch in batches])
    assert results == [None, None]
    assert [again(batch).state for batch in batches] == ["computed", "computed"]
    months = PaymentPart.objects.values("person", "month").annotate(times=Total("pk"))
    assert {row["times"] for row in months} == {1}
    assert sum(again(batch).count for batch in batches) == Payment.objects.count() == 12
    outcomes = BatchCandidate.objects.values_list("outcome", flat=True)
    assert sorted(outcomes) == ["in_another_batch"] * 12 + ["paid"] * 12


def test_two_batches_that_only_look_plan_the_same_month_twice(office: Office) -> None:
    """Negative control: both look at what is owed before either has written. The database's index is the last guard."""
    member = make_payee("丁一", 10)
    both_have_looked = threading.Barrier(2)

    def look() -> int:
        standing = standings(POLICY, [member.person.pk])[member.person.pk]
        both_have_looked.wait(20)
        return plan(standing, lambda name: "").net.amount_fen

    assert all_at_once([look, look]) == [300_000, 300_000]


def _reviewed(office: Office) -> Any:
    make_payee("戊一", 10)
    batch = actions.compute_batch(drafted(office), by=office.qian)
    with transaction.atomic():
        while actions.compute_chunk(batch):
            pass
    connection.close()
    return actions.review_batch(batch, by=office.he)
