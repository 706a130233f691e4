"""Appeals and quick claims: once at a time, to a different officer, answered in words."""

import datetime as dt

import pytest

from juxian.benefits import actions
from juxian.benefits.models import Appeal, Entitlement, Finding, Origin
from juxian.benefits.states import APPEAL
from juxian.benefits.states import EntitlementState as S
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from tests.benefits.promises import GOLD, make_promise, make_run
from tests.cast import Cast, Member
from tests.jobs import run_jobs
from tests.people.audit import last

pytestmark = pytest.mark.django_db
WHY = "二月的社保是在集美缴的，有缴费单。"
ANSWER = "已向社保经办机构核实，二月参保属实。"


def file(member: Member, **fields: object) -> Appeal:
    return actions.file_appeal(member.person, policy=GOLD, reasons=WHY, by=member.citizen, **fields)  # type: ignore[arg-type]


class TestFile:
    def test_it_waits_twenty_working_days_for_a_different_officer(self, cast: Cast) -> None:
        make_promise(cast.lv.person, S.REFUSED)
        appeal = file(cast.lv, month=dt.date(2025, 2, 1))
        assert (appeal.state, appeal.month) == ("filed", dt.date(2025, 2, 1))
        assert appeal.due_at
        assert str(appeal.due_at.date()) == "2025-04-10"
        assert last("benefits.file_appeal").data["reasons"] is None  # somebody's own words

    def test_a_claim_is_answered_in_sixty_working_days(self, cast: Cast) -> None:
        claim = actions.claim_entitlement(cast.lv.person, policy=GOLD, reasons=WHY, by=cast.lv.citizen)
        assert claim.kind == "claim"
        assert claim.due_at
        assert str(claim.due_at.date()) == "2025-06-10"

    def test_nobody_asks_for_somebody_else(self, cast: Cast) -> None:
        with pytest.raises(PermissionDenied):
            actions.file_appeal(cast.lv.person, policy=GOLD, reasons=WHY, by=cast.li.citizen)

    def test_one_at_a_time(self, cast: Cast) -> None:
        file(cast.lv)
        with pytest.raises(RuleBroken, match="正在办理"):
            file(cast.lv)

    def test_what_is_under_way_is_not_claimed(self, cast: Cast) -> None:
        make_promise(cast.lv.person, S.CONFIRMED)
        with pytest.raises(RuleBroken, match="不用再申请"):
            actions.claim_entitlement(cast.lv.person, policy=GOLD, reasons=WHY, by=cast.lv.citizen)

    def test_an_unknown_benefit_and_no_reason_are_said_in_one_sentence(self, cast: Cast) -> None:
        with pytest.raises(RuleBroken, match="没有这项待遇"):
            actions.file_appeal(cast.lv.person, policy="nothing", reasons=WHY, by=cast.lv.citizen)
        with pytest.raises(RuleBroken, match="理由太短"):
            actions.file_appeal(cast.lv.person, policy=GOLD, reasons="不对", by=cast.lv.citizen)

    def test_withdrawn_it_may_be_filed_again(self, cast: Cast) -> None:
        appeal = actions.withdraw_appeal(file(cast.lv), by=cast.lv.citizen)
        assert appeal.due_at is None
        assert file(cast.lv).state == "filed"
        with pytest.raises(TransitionNotAllowed):
            actions.withdraw_appeal(appeal, by=cast.lv.citizen)


class TestDecide:
    def test_upheld_a_refusal_is_taken_up_again(self, cast: Cast, fang: Member) -> None:
        promise = make_promise(cast.lv.person, S.REFUSED, handled_by=cast.lin.person, found_by=make_run())
        appeal = actions.accept_appeal(file(cast.lv), by=fang.actor)
        appeal = actions.uphold_appeal(appeal, answer=ANSWER, by=fang.actor)
        promise.refresh_from_db()
        assert (appeal.state, appeal.handler, promise.state) == ("upheld", fang.person, S.ASKED)
        run_jobs()
        body = Message.objects.filter(recipient_id=cast.lv.person.pk, kind="benefits.appeal_decided").get().body
        assert ANSWER in body

    def test_an_upheld_claim_waits_for_the_next_run(self, cast: Cast) -> None:
        claim = actions.claim_entitlement(cast.lv.person, policy=GOLD, reasons=WHY, by=cast.lv.citizen)
        actions.uphold_appeal(actions.accept_appeal(claim, by=cast.lin.actor), answer=ANSWER, by=cast.lin.actor)
        promise = Entitlement.objects.get()
        assert (promise.origin, promise.state, promise.found_by) == (Origin.APPLIED, S.FOUND, None)

    def test_dismissed_nothing_moves(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.DECLINED)
        appeal = actions.accept_appeal(file(cast.lv), by=cast.lin.actor)
        assert actions.dismiss_appeal(appeal, answer=ANSWER, by=cast.lin.actor).state == "dismissed"
        promise.refresh_from_db()
        assert promise.state == S.DECLINED
        assert last("benefits.dismiss_appeal").to_state == "dismissed"

    @pytest.mark.parametrize("hand", ["handled", "sampled", "granted", "reviewed", "own"])
    def test_whoever_had_a_hand_in_it_keeps_off(self, cast: Cast, hand: str) -> None:
        lin = cast.lin.person
        run = make_run(reviewed_by=lin if hand == "reviewed" else None)
        hands = {"handled": {"handled_by": lin}, "granted": {"granted_by": lin}}.get(hand, {})
        person = cast.lin if hand == "own" else cast.lv
        make_promise(person.person, S.GRANTED, found_by=run, **hands)
        if hand == "sampled":
            Finding.objects.create(run=run, person=person.person, verdict="met", is_sampled=True, sampled_by=lin)
        with pytest.raises(PermissionDenied):
            actions.accept_appeal(file(person), by=cast.lin.actor)

    def test_who_took_it_up_answers_it(self, cast: Cast, fang: Member) -> None:
        appeal = actions.accept_appeal(file(cast.lv), by=cast.lin.actor)
        with pytest.raises(RuleBroken, match="另一位同事"):
            actions.dismiss_appeal(appeal, answer=ANSWER, by=fang.actor)
        with pytest.raises(RuleBroken, match="至少十个字"):
            actions.dismiss_appeal(appeal, answer="不行", by=cast.lin.actor)

    def test_only_what_was_taken_up_is_decided(self, cast: Cast) -> None:
        with pytest.raises(TransitionNotAllowed):
            actions.uphold_appeal(file(cast.lv), answer=ANSWER, by=cast.lin.actor)


def test_every_cell_of_an_appeal() -> None:
    wanted = {
        ("filed", "accept"): "accepted",
        ("accepted", "uphold"): "upheld",
        ("accepted", "dismiss"): "dismissed",
        ("filed", "withdraw"): "withdrawn",
    }
    assert {(state, event): target for state, event, target in APPEAL.cells() if target} == wanted
