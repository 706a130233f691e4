"""What the bank says: followed where it fits, kept for a person where it does not, never twice."""

from dataclasses import replace

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.payments import actions
from juxian.payments.models import BankReply, BankReplyLine, Batch, Entry
from juxian.payments.queries import balances
from tests.cast import Cast
from tests.payments.batches import (
    Office,
    again,
    answer,
    csv_file,
    make_office,
    payments,
    return_file,
    sealed,
    statement,
    submitted,
    take_in,
)
from tests.payments.money import POLICY, owe
from tests.people.audit import last


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast, 2)


def faults(reply: BankReply) -> list[str]:
    return list(reply.lines.order_by("row").values_list("fault", flat=True))


def settle(line: BankReplyLine, office: Office, decision: str, reason: str = "银行查询回单 2025-17") -> BankReplyLine:
    return actions.settle_difference(line, decision=decision, reason=reason, by=office.shen)


def paid_fen() -> int:
    return sum(row.paid_fen for row in balances(POLICY).values())


class TestTakingIn:
    def test_two_come_back_and_are_owed_again(self, office: Office) -> None:
        batch = submitted(office)
        back = payments(batch)[0]
        reply = answer(batch, office, [back])

        assert (reply.line_count, reply.settled_count, reply.returned_count, reply.difference_count) == (2, 1, 1, 0)
        back = again(back)
        assert (back.state, back.bank_message, str(back.answered_on)) == ("returned", "账户已销户", "2025-03-12")
        assert again(batch).state == "returned"
        found = balances(POLICY, [back.person_id])
        assert {row.payable_fen for row in found.values()} == {150_000}
        assert last("payments.take_in_reply").data["content"] is None

    def test_the_same_file_twice_changes_nothing_and_says_so(self, office: Office) -> None:
        batch = submitted(office)
        answer(batch, office)
        entries = Entry.objects.count()
        with pytest.raises(RuleBroken, match=r"这份文件2025-03-12 10:00已由何静怡.*登记过，内容完全相同，没有重复登记"):
            answer(batch, office)
        assert (Entry.objects.count(), BankReply.objects.count()) == (entries, 1)

    def test_a_statement_after_the_return_file_only_confirms(self, office: Office) -> None:
        batch = submitted(office)
        answer(batch, office)
        reply = answer(batch, office, kind="statement")
        assert (reply.line_count, reply.settled_count, reply.difference_count) == (2, 0, 0)
        assert paid_fen() == 600_000

    def test_a_file_that_cannot_be_read_leaves_nothing_behind(self, office: Office) -> None:
        batch = submitted(office)
        with pytest.raises(RuleBroken, match="可能没有传完"):
            take_in(batch, return_file([("P1", 1, "0000")], count=9), office)
        assert not BankReply.objects.exists()
        assert {row.state for row in payments(batch)} == {"in_flight"}

    def test_a_bank_that_lists_failures_only_is_silent_about_the_rest(self, office: Office) -> None:
        batch = submitted(office, bank_format="lujiang")
        first, second = payments(batch)
        head = ["业务流水号", "账号", "金额", "处理结果", "失败原因"]
        row = [first.number, first.account.number.open(), "3000.00", "失败", "户名不符"]
        reply = take_in(batch, csv_file([head, row]), office, bank_format="lujiang")
        assert (reply.returned_count, reply.difference_count) == (1, 0)
        assert (again(first).state, again(second).state, again(batch).state) == ("returned", "in_flight", "submitted")

    def test_what_no_bank_could_have_answered_is_refused(self, office: Office, cast: Cast) -> None:
        batch = sealed(office)
        content = return_file([("P1", 1, "0000")])
        with pytest.raises(RuleBroken, match="还没有报送银行"):
            take_in(batch, content, office)
        with pytest.raises(RuleBroken, match="回盘文件要登记到具体批次"):
            take_in(None, content, office)
        with pytest.raises(RuleBroken, match="没有一笔明细"):
            take_in(None, statement([]), office, kind="statement")
        with pytest.raises(PermissionDenied):
            actions.take_in_reply(batch, content=content, file_name="x", kind="return", by=cast.lin.actor)


class TestDifferences:
    def test_lines_that_do_not_fit_wait_for_a_person_and_move_nothing(self, office: Office) -> None:
        batch = submitted(office)
        first, second = payments(batch)
        rows = [
            ("B199901-0001-00001", 100, "0000"),
            (first.number, first.amount_fen - 1, "0000"),
            (second.number, second.amount_fen, "0000"),
            (second.number, second.amount_fen, "0000"),
        ]
        reply = take_in(batch, return_file(rows), office)
        assert faults(reply) == ["unknown_line", "wrong_amount", "", "twice"]
        assert reply.difference_count == 3
        assert (again(first).state, again(second).state) == ("in_flight", "settled")
        assert paid_fen() == 300_000

    def test_a_line_of_another_batch_is_not_followed_before_somebody_says_so(self, office: Office) -> None:
        batch = submitted(office)
        stranger = payments(batch)[0]
        owe(office.payees[0], (payments(batch)[0].parts.first().month.replace(month=4), 1_000))
        other = submitted(office)
        own = payments(other)[0]
        reply = take_in(other, return_file([(own.number, 1_000, "0000"), (stranger.number, 300_000, "0000")]), office)
        assert faults(reply) == ["", "wrong_batch"]
        assert again(stranger).state == "in_flight"
        line = settle(reply.lines.get(fault="wrong_batch"), office, "follow")
        assert (again(stranger).state, line.settled_by, again(other).state) == ("settled", office.shen.label, "settled")

    def test_another_account_than_ours_is_a_difference(self, office: Office) -> None:
        batch = submitted(office)
        first = payments(batch)[0]
        reply = take_in(batch, return_file([(first.number, first.amount_fen, "0000")], account="6200"), office)
        assert faults(reply) == ["missing", "wrong_account"]
        assert again(first).state == "in_flight"

    def test_what_a_complete_file_leaves_out_is_missing(self, office: Office) -> None:
        batch = submitted(office)
        first, second = payments(batch)
        reply = take_in(batch, return_file([(first.number, first.amount_fen, "0000")]), office)
        line = reply.lines.get(fault="missing")
        assert (line.row, line.payment_id) == (0, second.pk)
        settle(line, office, "keep")
        assert again(second).state == "in_flight"

    def test_a_person_settles_with_a_reason_and_only_as_the_difference_allows(self, office: Office, cast: Cast) -> None:
        batch = submitted(office)
        first = payments(batch)[0]
        reply = take_in(batch, return_file([(first.number, 1, "0000"), ("P9", 5, "0000")]), office)
        unknown, wrong = reply.lines.get(fault="unknown_line"), reply.lines.get(fault="wrong_amount")
        with pytest.raises(RuleBroken, match="可选：维持我方记录。"):
            settle(unknown, office, "follow")
        with pytest.raises(RuleBroken, match="请写明原因"):
            settle(wrong, office, "paid", reason="对")
        with pytest.raises(PermissionDenied):
            actions.settle_difference(wrong, decision="paid", reason="银行查询回单", by=cast.lin.actor)
        settle(wrong, office, "not_paid")
        assert again(first).state == "returned"
        with pytest.raises(RuleBroken, match="可能已有人处理"):
            settle(wrong, office, "paid")
        settle(unknown, office, "keep")
        assert last("payments.settle_difference").data["decision"] == "keep"

    def test_nobody_settles_their_own_payment(self, office: Office) -> None:
        batch = submitted(office)
        first = payments(batch)[0]
        reply = take_in(batch, return_file([(first.number, 1, "0000")]), office)
        payee = replace(office.shen, person_id=first.person_id)
        with pytest.raises(PermissionDenied):
            actions.settle_difference(reply.lines.get(row=2), decision="not_paid", reason="银行查询回单", by=payee)
        with pytest.raises(PermissionDenied):
            actions.repay_returned(first, reason="银行系统故障", by=payee)


class TestContradiction:
    def test_a_statement_that_contradicts_the_return_file_is_settled_and_booked(self, office: Office) -> None:
        batch = submitted(office)
        first = payments(batch)[0]
        answer(batch, office, [first])
        reply = answer(batch, office, kind="statement")
        line = reply.lines.get(fault="contradiction")
        assert (line.payment_id, again(first).state) == (first.pk, "returned")

        settle(line, office, "follow")
        assert (again(first).state, again(batch).state) == ("settled", "settled")
        assert paid_fen() == 600_000
        assert {row.payable_fen for row in balances(POLICY).values()} == {0}

    def test_money_that_arrived_after_it_was_paid_again_is_a_debt_and_not_lost(self, office: Office) -> None:
        batch = submitted(office)
        first = payments(batch)[0]
        answer(batch, office, [first], code="9999")
        actions.repay_returned(first, reason="银行系统故障", by=office.qian)
        answer(submitted(office), office)
        reply = answer(batch, office, kind="statement")
        settle(reply.lines.get(fault="contradiction"), office, "follow")
        assert paid_fen() == 900_000
        assert sum(row.payable_fen for row in balances(POLICY, [first.person_id]).values()) == -300_000

    def test_a_payment_may_be_corrected_back_and_forth(self, office: Office) -> None:
        batch = submitted(office)
        first, second = payments(batch)
        answer(batch, office)
        for result, state, paid in (
            ("BACK", "returned", 300_000),
            ("PAID", "settled", 600_000),
            ("BACK", "returned", 300_000),
        ):
            rows = [(first.number, first.amount_fen, result), (second.number, second.amount_fen, "PAID")]
            content = statement(rows) + b"\r\n" * BankReply.objects.count()  # another file of the same day
            reply = take_in(batch, content, office, kind="statement")
            settle(reply.lines.get(fault="contradiction"), office, "follow")
            assert (again(first).state, paid_fen()) == (state, paid)
        assert again(batch).state == "returned"
        assert sum(Entry.objects.values_list("amount_fen", flat=True)) == 0


def test_every_batch_ends_when_its_last_payment_is_answered(office: Office) -> None:
    batch: Batch = submitted(office)
    first, second = payments(batch)
    take_in(None, statement([(first.number, first.amount_fen, "PAID")]), office, kind="statement")
    assert again(batch).state == "submitted"
    take_in(None, statement([(second.number, second.amount_fen, "PAID")]), office, kind="statement")
    assert again(batch).state == "settled"
