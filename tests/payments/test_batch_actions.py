"""A batch up to its seal: three pairs of hands, every exclusion with its reason, nothing planned twice."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.secrets.keys import Algorithm, key_source
from juxian.kit.secrets.renewal import rotate_class
from juxian.payments import actions
from juxian.payments.models import BankAccount, Batch, BatchCandidate, PaymentPart
from juxian.payments.queries import obstacles, statement_of
from juxian.payments.queries.sealing import SealBroken, content_of
from juxian.payments.states import BATCH, PAYMENT
from juxian.people.models import Person
from tests.cast import Cast, make_member
from tests.payments.batches import (
    again,
    answer,
    computed,
    drafted,
    make_office,
    make_payee,
    payments,
    reviewed,
    sealed,
    submitted,
)
from tests.payments.money import FEBRUARY, JANUARY, MARCH, POLICY, owe, proposed, usable
from tests.people.audit import last, whole_record

BATCH_CELLS = {
    ("draft", "compute"): "computing",
    ("computing", "finish"): "computed",
    ("computed", "review"): "reviewed",
    ("reviewed", "seal"): "sealed",
    ("sealed", "submit"): "submitted",
    ("submitted", "acknowledge"): "acknowledged",
    ("submitted", "settle"): "settled",
    ("acknowledged", "settle"): "settled",
    ("returned", "settle"): "settled",
    ("submitted", "bounce"): "returned",
    ("acknowledged", "bounce"): "returned",
    ("settled", "bounce"): "returned",
    ("computed", "return"): "draft",
    ("reviewed", "return"): "draft",
    ("draft", "discard"): "discarded",
    ("computing", "discard"): "discarded",
    ("computed", "discard"): "discarded",
    ("reviewed", "discard"): "discarded",
}
PAYMENT_CELLS = {
    ("planned", "disburse"): "in_flight",
    ("planned", "drop"): "dropped",
    ("in_flight", "settle"): "settled",
    ("in_flight", "bounce"): "returned",
    ("in_flight", "lose"): "unknown",
    ("unknown", "settle"): "settled",
    ("unknown", "bounce"): "returned",
    ("returned", "correct_to_settled"): "settled",
    ("settled", "correct_to_returned"): "returned",
}


@pytest.mark.parametrize(("table", "cells"), [(BATCH, BATCH_CELLS), (PAYMENT, PAYMENT_CELLS)])
def test_the_tables_as_the_office_knows_them(table: Any, cells: dict) -> None:
    assert {(state, event): to for state, event, to in table.cells() if to} == cells


def outcomes(batch: Batch) -> dict[str, str]:
    rows = BatchCandidate.objects.filter(batch=batch).select_related("person")
    return {row.person.name: row.outcome for row in rows}


class TestComputing:
    def test_everybody_with_a_balance_is_paid_or_has_a_reason(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        no_account, cooling, held, renamed = (make_member(name) for name in ("无账户", "冷静中", "被暂缓", "改过名"))
        proposed(cooling, 2)
        for serial, member in ((3, held), (4, renamed)):
            usable(member, serial)
        actions.hold_payee(held.person, reason="核实在岗情况", by=office.qian)
        BankAccount.objects.filter(person=renamed.person).update(holder_name="别人")
        debtor = make_payee("欠款人", 5, fen=0)
        for member in (no_account, cooling, held, renamed):
            owe(member, (JANUARY, 80_000))
        owe(debtor, (JANUARY, -80_000))
        batch = computed(office)

        assert outcomes(batch) == {
            "甲一": "paid",
            "无账户": "no_account",
            "冷静中": "cooling",
            "被暂缓": "on_hold",
            "改过名": "name_differs",
            "欠款人": "nothing_due",
        }
        assert (batch.state, batch.count, batch.total_fen) == ("computed", 1, 300_000)
        assert batch.candidates.get(person=debtor.person).amount_fen == -80_000
        assert batch.candidates.get(person=held.person).note == "核实在岗情况"
        assert obstacles(POLICY, [held.person.pk])[held.person.pk] == "on_hold"

    def test_a_name_that_the_bank_cannot_write_is_left_out_with_its_reason(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        make_payee("𠮷㛃龘䶮", 2)
        assert outcomes(computed(office)) == {"甲一": "paid", "𠮷㛃龘䶮": "paid"}
        actions.discard_batch(Batch.objects.get(), reason="换一家银行", by=office.qian)
        batch = computed(office, bank_format="lujiang")
        assert outcomes(batch) == {"甲一": "paid", "𠮷㛃龘䶮": "not_writable"}
        assert "写不出姓名中的“𠮷”" in batch.candidates.get(outcome="not_writable").note

    def test_overpaid_months_are_netted_within_the_share(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        owe(office.payees[0], (MARCH, -200_000))
        batch = computed(office)
        parts = PaymentPart.objects.filter(payment__batch=batch).values_list("month", "amount_fen")
        assert list(parts) == [(JANUARY, 150_000), (FEBRUARY, 150_000), (MARCH, -150_000)]
        assert batch.total_fen == 150_000

    def test_a_month_in_a_batch_is_not_planned_again(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        computed(office)
        assert outcomes(computed(office)) == {"甲一": "in_another_batch"}
        owe(office.payees[0], (MARCH, 150_000))
        third = computed(office)
        assert list(PaymentPart.objects.filter(payment__batch=third).values_list("month", flat=True)) == [MARCH]

    def test_a_worker_that_stops_midway_leaves_the_rest_to_the_next(self, cast: Cast, monkeypatch: Any) -> None:
        monkeypatch.setattr("juxian.payments.actions.computing.CHUNK", 2)
        office = make_office(cast, 3)
        batch = actions.compute_batch(drafted(office), by=office.qian)
        assert actions.compute_chunk(batch) == 2
        assert again(batch).state == "computing"
        assert actions.compute_chunk(batch) == 1
        assert actions.compute_chunk(batch) == 0
        assert actions.compute_chunk(batch) == 0
        assert (again(batch).state, len(payments(batch))) == ("computed", 3)
        assert last("payments.compute_chunk").actor_label == "系统"

    def test_what_cannot_be_a_batch_is_refused(self, cast: Cast) -> None:
        office = make_office(cast, 0)
        with pytest.raises(RuleBroken, match="没有“none”这种银行文件格式"):
            drafted(office, bank_format="none")
        with pytest.raises(RuleBroken, match="最多80字节"):
            drafted(office, title="补" * 41)
        with pytest.raises(RuleBroken, match="没有可以拨付的人"):
            reviewed(office)
        with pytest.raises(PermissionDenied):
            actions.draft_batch(None, policy=POLICY, month=MARCH, bank_format="xiahai", by=cast.lin.actor)

    def test_what_is_owed_to_a_row_that_was_merged_goes_to_the_human_s_account(self, cast: Cast) -> None:
        office = make_office(cast, 0)
        kept, absorbed = make_payee("甲一", 1), make_member("甲一")
        owe(absorbed, (MARCH, 80_000))
        Person.objects.filter(pk=absorbed.person.pk).update(merged_into=kept.person)
        batch = computed(office)
        assert [row.account.person_id for row in payments(batch)] == [kept.person.pk] * 2
        assert batch.total_fen == 380_000
        assert {line.month for line in statement_of(kept.person)} == {JANUARY, FEBRUARY, MARCH}


class TestThreePairsOfHands:
    def test_who_computed_does_not_review_and_who_reviewed_does_not_seal(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        batch = computed(office)
        with pytest.raises(PermissionDenied):
            actions.review_batch(batch, by=office.qian)
        actions.review_batch(batch, by=office.he)
        for officer in (office.qian, office.he):
            with pytest.raises(PermissionDenied):
                actions.seal_batch(batch, by=officer)
        assert actions.seal_batch(batch, by=office.shen).sealed_by == office.shen.label

    def test_whoever_reviews_entitlements_cannot_pay(self, cast: Cast) -> None:
        batch = computed(make_office(cast, 1))
        with pytest.raises(PermissionDenied):
            actions.review_batch(batch, by=cast.lin.actor)

    def test_no_step_is_left_out(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        batch = computed(office)
        with pytest.raises(TransitionNotAllowed):
            actions.seal_batch(batch, by=office.shen)
        with pytest.raises(TransitionNotAllowed):
            actions.submit_batch(batch, by=office.qian)


class TestGoingBack:
    def test_a_batch_sent_back_is_computed_anew_under_new_numbers(self, cast: Cast) -> None:
        office = make_office(cast, 2)
        batch = reviewed(office)
        actions.return_batch(batch, reason="一人的账户有疑问", by=office.qian)
        batch = again(batch)
        assert (batch.state, batch.count, batch.total_fen, batch.note) == ("draft", 0, 0, "一人的账户有疑问")
        actions.compute_batch(batch, by=office.he)
        while actions.compute_chunk(batch):
            pass
        states = {row.number[-5:]: row.state for row in payments(batch)}
        assert states == {"00001": "dropped", "00002": "dropped", "00003": "planned", "00004": "planned"}

    def test_a_discarded_batch_frees_its_months(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        batch = computed(office)
        with pytest.raises(RuleBroken, match="请写明原因"):
            actions.discard_batch(batch, reason="错", by=office.qian)
        actions.discard_batch(batch, reason="政策口径有变", by=office.qian)
        assert outcomes(computed(office)) == {"甲一": "paid"}

    def test_a_line_taken_out_comes_into_the_next_batch(self, cast: Cast) -> None:
        office = make_office(cast, 2)
        batch = reviewed(office)
        first = payments(batch)[0]
        actions.drop_payment(first, reason="本人来电说账户丢失", by=office.qian)
        batch = again(batch)
        assert (batch.count, batch.total_fen) == (1, 300_000)
        assert batch.candidates.get(person=first.person).outcome == "dropped"
        actions.seal_batch(batch, by=office.shen)
        with pytest.raises(RuleBroken, match="只有封存之前才能移出"):
            actions.drop_payment(payments(batch)[1], reason="来不及了的移出", by=office.qian)
        assert [row.person_id for row in payments(computed(office))] == [first.person_id]


class TestTheSeal:
    def test_the_same_bytes_every_time_and_each_export_on_record(self, cast: Cast) -> None:
        office = make_office(cast, 2)
        batch = sealed(office)
        name, content = actions.export_file(batch, by=office.qian)
        assert (name, content) == actions.export_file(again(batch), by=office.he)
        assert name == f"DF_{batch.number}_20250312.TXT"
        assert batch.sealed_file.count == 2
        assert f'"sha256":"{batch.sealed_file.sha256}"' in batch.sealed_file.payload
        assert last("payments.bank_file", "export").data["sha256"] == batch.sealed_file.sha256
        account = payments(batch)[0].account.number.open()
        assert account.encode() in content
        assert account not in whole_record()
        assert account.encode() not in bytes(batch.sealed_file.content.to_bytes())

    def test_an_unsealed_batch_has_no_file(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        with pytest.raises(RuleBroken, match="还没有封存"):
            actions.export_file(computed(office), by=office.qian)

    def test_a_file_altered_behind_our_back_is_not_handed_out(self, cast: Cast) -> None:
        sealed_file = sealed(make_office(cast, 1)).sealed_file
        sealed_file.content = "QUJD"
        sealed_file.save()  # the key of a secret may be renewed, so the database lets the column change
        with pytest.raises(SealBroken):
            content_of(type(sealed_file).objects.get())

    def test_a_new_key_for_the_ciphertext_leaves_the_file_as_it_was(
        self, cast: Cast, settings: Any, tmp_path: Path
    ) -> None:
        settings.KEYS_DIR = tmp_path / "keys"
        office = make_office(cast, 1)
        batch = sealed(office)
        before = bytes(batch.sealed_file.content.to_bytes())
        content = actions.export_file(batch, by=office.qian)
        key_source().add("bank", Algorithm.AES_256_GCM)
        rotate_class("bank")
        assert bytes(again(batch).sealed_file.content.to_bytes()) != before
        assert actions.export_file(again(batch), by=office.qian) == content

    def test_an_account_closed_after_the_computation_is_dropped_at_the_seal(self, cast: Cast) -> None:
        office = make_office(cast, 2)
        batch = reviewed(office)
        first = payments(batch)[0]
        actions.close_account(first.account, reason="银行通知已销户", by=office.qian)
        batch = actions.seal_batch(batch, by=office.shen)
        assert (batch.count, batch.sealed_file.count, batch.total_fen) == (1, 1, 300_000)
        assert again(first).note == "收款账户已“已停用”，列入下一批次，付到新账户。"

    def test_a_balance_that_shrank_or_a_hold_drops_the_payment(self, cast: Cast) -> None:
        office = make_office(cast, 3)
        batch = reviewed(office)
        owe(office.payees[0], (JANUARY, -1), kind="correction")
        actions.hold_payee(office.payees[1].person, reason="有人举报", by=office.qian)
        batch = actions.seal_batch(batch, by=office.shen)
        notes = {row.person_id: row.note for row in payments(batch)}
        assert [notes[member.person.pk] for member in office.payees] == [
            "计算之后应付金额有变化，列入下一批次。",
            "已暂缓拨付：有人举报",
            "",
        ]

    def test_with_nothing_left_there_is_no_seal(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        batch = reviewed(office)
        actions.close_account(payments(batch)[0].account, reason="银行通知已销户", by=office.qian)
        with pytest.raises(RuleBroken, match="没有可封存的内容"):
            actions.seal_batch(batch, by=office.shen)
        assert again(batch).state == "reviewed"


class TestPayingAgain:
    def test_a_returned_payment_waits_for_a_new_account_and_is_then_paid_once(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        batch = submitted(office)
        first = payments(batch)[0]
        answer(batch, office, [first])
        assert again(batch).state == "returned"
        assert outcomes(computed(office)) == {"甲一": "returned_before"}
        usable(office.payees[0], 9)
        second_batch = submitted(office)
        second = payments(second_batch)[0]
        assert (second.replaces_id, second.amount_fen) == (first.pk, first.amount_fen)
        answer(second_batch, office)
        assert outcomes(computed(office)) == {}

    def test_an_officer_may_let_it_go_to_the_same_account_again(self, cast: Cast) -> None:
        office = make_office(cast, 1)
        batch = submitted(office)
        first = payments(batch)[0]
        with pytest.raises(RuleBroken, match="只有已退回的拨付"):
            actions.repay_returned(first, reason="银行系统故障", by=office.qian)
        answer(batch, office, [first], code="9999")
        actions.repay_returned(first, reason="银行系统故障", by=office.qian)
        second = payments(computed(office))[0]
        assert second.replaces_id == first.pk
        with pytest.raises(RuleBroken, match="已经列入后来的批次"):
            actions.repay_returned(first, reason="银行系统故障", by=office.qian)


def test_numbers_of_batches_count_up_without_gaps(cast: Cast) -> None:
    office = make_office(cast, 0)
    numbers = [drafted(office, month=dt.date(2025, 4, 15)).number for _ in range(2)]
    assert numbers == ["B202504-0001", "B202504-0002"]
