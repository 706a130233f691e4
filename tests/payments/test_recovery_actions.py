"""Money that has to come back: claimed, paid in parts, netted, or let go by two."""

import datetime as dt
from typing import Any

import pytest

from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from juxian.payments import actions
from juxian.payments.models import Recovery
from juxian.payments.paper import letter_pdf
from juxian.payments.queries import balances, debt_of
from juxian.payments.queries.recovery import unclaimed_debts, with_debts
from juxian.payments.states import RECOVERY
from juxian.payments.tasks import remind_of_instalments
from tests.cast import Cast, actor_for, finance_team, make_membership
from tests.jobs import run_jobs
from tests.payments.money import FEBRUARY, JANUARY, POLICY, debt, owe
from tests.people.audit import last
from tests.scenes import scene

REASON = "2025年1月已离职，当月不应享受"
APRIL_10 = dt.date(2025, 4, 10)
CELLS = {
    ("open", "agree"): "collecting",
    ("open", "collect"): "collected",
    ("collecting", "collect"): "collected",
    ("open", "waive"): "waived",
    ("collecting", "waive"): "waived",
}


@scene
def recovery(cast: Cast) -> Recovery:
    """1,500 yuan for January, too much."""
    debt(cast.lv)
    return actions.open_recovery(cast.lv.person, policy=POLICY, amount_fen=150_000, reason=REASON, article="第九条")


def collecting(recovery: Recovery, cast: Cast, count: int = 3) -> Recovery:
    return actions.agree_instalments(recovery, count=count, first_due_on=APRIL_10, by=cast.qian.actor)


def repay(recovery: Recovery, cast: Cast, number: int, fen: int, **fields: Any) -> Any:
    part = recovery.instalments.get(number=number)
    values = {"paid_on": clock.today(), "paid_fen": fen, "by": cast.qian.actor, **fields}
    return actions.record_repayment(part, **values)


class TestClaiming:
    def test_the_person_is_told_what_for_and_until_when(self, cast: Cast, recovery: Recovery) -> None:
        run_jobs()
        message = Message.objects.get(kind="payments.recovery_opened")
        assert message.title == "金蓝领人才政府津贴多发1,500.00元，需要退还"
        assert REASON in message.body
        assert (recovery.state, recovery.offset_share, recovery.limitation_on) == ("open", 50, dt.date(2028, 3, 12))
        assert last("payments.open_recovery").data["amount_fen"] == 150_000

    def test_no_more_is_claimed_than_the_ledger_shows(self, cast: Cast) -> None:
        debt(cast.lv)
        with pytest.raises(RuleBroken, match=r"1,500\.00"):
            actions.open_recovery(cast.lv.person, policy=POLICY, amount_fen=150_001, reason=REASON)
        with pytest.raises(RuleBroken, match=r"0\.00"):
            actions.open_recovery(cast.chen.person, policy=POLICY, amount_fen=1, reason=REASON)

    def test_finance_claims_what_nobody_has_claimed(self, cast: Cast) -> None:
        debt(cast.lv)
        assert [(one.name, one.amount_fen) for one in unclaimed_debts()] == [("吕志强", 150_000)]
        for other in (cast.lin.actor, cast.huang.actor, cast.zhou.actor, cast.lv.citizen):
            with pytest.raises(PermissionDenied):
                actions.claim_back(cast.lv.person, policy=POLICY, reason=REASON, by=other)
        row = actions.claim_back(cast.lv.person, policy=POLICY, reason=REASON, by=cast.qian.actor)
        assert (row.amount_fen, row.opened_by) == (150_000, cast.qian.actor.label)
        assert unclaimed_debts() == []
        assert last("payments.claim_back").data["reason"] == REASON

    def test_a_further_debt_joins_the_claim_and_becomes_one_more_part(self, cast: Cast, recovery: Recovery) -> None:
        collecting(recovery, cast)
        debt(cast.lv, 50_000, month=FEBRUARY)
        row = actions.open_recovery(cast.lv.person, policy=POLICY, amount_fen=50_000, reason=REASON)
        assert (row.pk, row.amount_fen, row.instalments.count()) == (recovery.pk, 200_000, 4)
        part = row.instalments.last()
        assert part is not None
        assert (part.number, part.amount_fen, part.due_on) == (4, 50_000, dt.date(2025, 7, 10))

    def test_the_letter_names_what_changed_and_under_which_article(self, cast: Cast, recovery: Recovery) -> None:
        content = letter_pdf(recovery)
        assert content.startswith(b"%PDF")
        assert letter_pdf(recovery) == content


class TestInstalments:
    def test_parts_are_agreed_and_nothing_is_kept_back_any_more(self, cast: Cast, recovery: Recovery) -> None:
        row = collecting(recovery, cast)
        assert (row.state, row.offset_share) == ("collecting", 0)
        assert [part.amount_fen for part in row.instalments.all()] == [50_000] * 3
        assert last("payments.agree_instalments").to_state == "collecting"
        with pytest.raises(TransitionNotAllowed):
            collecting(recovery, cast)

    @pytest.mark.parametrize(
        ("fields", "field"), [({"first_due_on": dt.date(2025, 3, 12)}, "first_due_on"), ({"count": 37}, "count")]
    )
    def test_what_cannot_be_agreed_is_named(
        self, cast: Cast, recovery: Recovery, fields: dict[str, Any], field: str
    ) -> None:
        values = {"count": 3, "first_due_on": APRIL_10, **fields}
        with pytest.raises(RuleBroken) as refused:
            actions.agree_instalments(recovery, by=cast.qian.actor, **values)
        assert refused.value.field == field

    def test_repayments_are_booked_until_nothing_is_owed(self, cast: Cast, recovery: Recovery) -> None:
        collecting(recovery, cast)
        repay(recovery, cast, 1, 20_000, reference="A1")
        repay(recovery, cast, 1, 30_000)
        assert debt_of(cast.lv.person.pk, POLICY) == 100_000
        repay(recovery, cast, 2, 50_000)
        repay(recovery, cast, 3, 50_000)
        recovery.refresh_from_db()
        balance = balances(POLICY)[cast.lv.person.pk, JANUARY]
        assert (recovery.state, balance.payable_fen, balance.recovered_fen) == ("collected", 0, 150_000)
        with pytest.raises(RuleBroken, match="已经结束"):
            repay(recovery, cast, 3, 1)
        assert last("payments.record_repayment").data["paid_fen"] == 50_000

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"paid_fen": 50_001}, "paid_fen"),
            ({"paid_fen": 0}, "paid_fen"),
            ({"paid_on": dt.date(2025, 3, 13)}, "paid_on"),
            ({"reference": "A1"}, "reference"),
        ],
    )
    def test_what_does_not_fit_is_not_booked(
        self, cast: Cast, recovery: Recovery, fields: dict[str, Any], field: str
    ) -> None:
        collecting(recovery, cast)
        repay(recovery, cast, 1, 10_000, reference="A1")
        values = {"fen": 10_000, **fields}
        fen = values.pop("paid_fen", values.pop("fen"))
        with pytest.raises(RuleBroken) as refused:
            repay(recovery, cast, 2, fen, **{key: value for key, value in values.items() if key != "fen"})
        assert refused.value.field == field
        assert debt_of(cast.lv.person.pk, POLICY) == 140_000

    def test_others_record_nothing_and_nobody_their_own(self, cast: Cast, recovery: Recovery) -> None:
        collecting(recovery, cast)
        for other in (cast.lin.actor, cast.zhou.actor, cast.lv.citizen):
            with pytest.raises(PermissionDenied):
                repay(recovery, cast, 1, 1, by=other)
        make_membership(cast.lv.person, cast.office, "finance")
        with pytest.raises(RuleBroken, match="自己的追回"):
            repay(recovery, cast, 1, 1, by=actor_for(cast.lv.person, cast.office, "finance"))

    def test_a_part_is_reminded_of_once_five_days_before(self, cast: Cast, recovery: Recovery) -> None:
        collecting(recovery, cast)
        with clock.at(clock.now() + dt.timedelta(days=24)):
            assert remind_of_instalments() == 1
            assert remind_of_instalments() == 1
        assert Message.objects.filter(kind="payments.instalment_due").count() == 1

    def test_a_claim_whose_debt_is_gone_ends(self, cast: Cast, recovery: Recovery) -> None:
        owe(cast.lv, (JANUARY, 150_000), kind="correction")
        assert with_debts([recovery]) == {recovery.pk: 0}
        remind_of_instalments()
        recovery.refresh_from_db()
        assert recovery.state == "collected"


class TestWaiver:
    def test_one_proposes_another_waives(self, cast: Cast, recovery: Recovery) -> None:
        actions.propose_waiver(recovery, reason="本人去世，无遗产", by=cast.qian.actor)
        with pytest.raises(RuleBroken, match="另一位人员"):
            actions.waive_recovery(recovery, by=cast.qian.actor)
        other = finance_team(cast)[1]
        actions.waive_recovery(recovery, by=other)
        recovery.refresh_from_db()
        balance = balances(POLICY)[cast.lv.person.pk, JANUARY]
        assert (recovery.state, balance.waived_fen, balance.payable_fen) == ("waived", 150_000, 0)
        assert last("payments.waive_recovery").to_state == "waived"
        with pytest.raises(RuleBroken, match="已经结束"):
            actions.waive_recovery(recovery, by=other)

    def test_nothing_is_waived_that_nobody_proposed(self, cast: Cast, recovery: Recovery) -> None:
        with pytest.raises(RuleBroken, match="还没有人提出"):
            actions.waive_recovery(recovery, by=cast.qian.actor)
        with pytest.raises(RuleBroken, match="理由"):
            actions.propose_waiver(recovery, reason="免", by=cast.qian.actor)
        for other in (cast.lin.actor, cast.zhou.actor, cast.lv.citizen):
            with pytest.raises(PermissionDenied):
                actions.waive_recovery(recovery, by=other)

    def test_a_refused_waiver_leaves_the_claim_as_it_was(self, cast: Cast, recovery: Recovery) -> None:
        actions.propose_waiver(recovery, reason="本人困难，申请免除", by=cast.qian.actor)
        row = actions.refuse_waiver(recovery, by=finance_team(cast)[1])
        assert (row.state, row.waiver_proposed_by_id) == ("open", None)
        assert debt_of(cast.lv.person.pk, POLICY) == 150_000
        assert last("payments.refuse_waiver").subject_id == row.pk


@pytest.mark.parametrize(("state", "event", "target"), list(RECOVERY.cells()))
def test_every_cell_of_a_recovery(state: str, event: str, target: str | None) -> None:
    assert target == CELLS.get((state, event))
