"""Entitlements: found once, asked, answered, looked into, ended and taken up again."""

import datetime as dt

import pytest

from juxian.benefits import actions
from juxian.benefits.actions import FoundRow
from juxian.benefits.models import Entitlement
from juxian.benefits.queries.entitlement import granted_people, waived_months
from juxian.benefits.states import ENTITLEMENT, STAFF_REPORT, RunState
from juxian.benefits.states import EntitlementState as S
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from juxian.registers.models import FactQuery
from tests.benefits.promises import GOLD, MONTH, TECHNICIAN_FEN, make_promise, make_run
from tests.cast import Cast, Member, make_person
from tests.jobs import run_jobs
from tests.people.audit import last

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(days=30)


def row_of(person: object, amount: int = TECHNICIAN_FEN) -> FoundRow:
    return FoundRow(person.pk, amount, MONTH)  # type: ignore[attr-defined]


def titles(person: object) -> list[str]:
    run_jobs()
    return list(Message.objects.filter(recipient_id=person.pk).values_list("title", flat=True))  # type: ignore[attr-defined]


class TestFound:
    def test_everybody_once_however_often_it_is_called(self, cast: Cast) -> None:
        run = make_run(RunState.EVALUATED)
        rows = [row_of(cast.lv.person), row_of(cast.chen.person)]
        assert actions.found_by(run, rows=rows) == 2
        assert actions.found_by(run, rows=rows) == 0
        assert set(Entitlement.objects.values_list("state", flat=True)) == {S.FOUND}
        assert last("benefits.found_by").role == "system"

    def test_who_waits_since_a_discarded_run_is_taken_over(self, cast: Cast) -> None:
        old, new = make_run(RunState.DISCARDED), make_run(RunState.EVALUATED)
        promise = make_promise(cast.lv.person, S.FOUND, found_by=old)
        actions.found_by(new, rows=[row_of(cast.lv.person, 200_000)])
        promise.refresh_from_db()
        assert (promise.found_by, promise.amount_fen) == (new, 200_000)

    @pytest.mark.parametrize("state", [S.DECLINED, S.REFUSED, S.GRANTED, S.ASKED])
    def test_whoever_has_an_answer_is_left_alone(self, cast: Cast, state: str) -> None:
        promise = make_promise(cast.lv.person, state)
        actions.found_by(make_run(RunState.EVALUATED), rows=[row_of(cast.lv.person)])
        promise.refresh_from_db()
        assert (promise.state, promise.found_by, Entitlement.objects.count()) == (state, None, 1)

    def test_two_rows_of_one_human_have_one_promise(self, cast: Cast) -> None:
        twin = make_person("吕志强", merged_into=cast.lv.person)
        make_promise(twin, S.GRANTED)
        assert actions.found_by(make_run(RunState.EVALUATED), rows=[row_of(cast.lv.person)]) == 0
        assert list(granted_people(GOLD)) == [cast.lv.person.pk]


class TestAsk:
    def test_the_question_has_a_day_and_says_what_silence_means(self, cast: Cast) -> None:
        run = make_run()
        promise = make_promise(cast.lv.person, S.FOUND, found_by=run)
        held = make_promise(cast.chen.person, S.HELD, found_by=run)
        assert actions.ask_found(run) == 1
        promise.refresh_from_db()
        held.refresh_from_db()
        assert (promise.state, held.state) == (S.ASKED, S.HELD)
        assert promise.due_at
        assert promise.due_at.date() == dt.date(2025, 3, 26)
        run_jobs()
        body = Message.objects.get(recipient_id=cast.lv.person.pk).body
        assert "1,500.00元" in body
        assert "2025-03-26" in body
        assert "视为同意" in body

    def test_an_answer_before_the_message_leaves_needs_no_message(self, cast: Cast) -> None:
        run = make_run()
        promise = make_promise(cast.lv.person, S.FOUND, found_by=run)
        actions.ask_found(run)
        actions.confirm_entitlement(promise, by=cast.lv.citizen)
        assert titles(cast.lv.person) == []


class TestAnswer:
    def test_one_tap(self, cast: Cast) -> None:
        promise = actions.confirm_entitlement(make_promise(cast.lv.person), by=cast.lv.citizen)
        assert (promise.state, promise.due_at) == (S.CONFIRMED, None)
        assert last("benefits.confirm_entitlement").to_state == S.CONFIRMED

    def test_nobody_answers_for_somebody_else(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person)
        for act in (actions.confirm_entitlement, actions.decline_entitlement):
            with pytest.raises(PermissionDenied):
                act(promise, by=cast.li.citizen)

    def test_what_was_answered_is_answered(self, cast: Cast) -> None:
        with pytest.raises(TransitionNotAllowed):
            actions.confirm_entitlement(make_promise(cast.lv.person, S.ON_NOTICE), by=cast.lv.citizen)

    def test_who_declines_gives_up_every_month_and_may_come_back(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, found_by=make_run())
        actions.decline_entitlement(promise, by=cast.lv.citizen)
        assert waived_months(GOLD) == {cast.lv.person.pk: [["2025-02", None]]}
        with clock.at(clock.now() + 2 * LATER):  # in May
            promise = actions.take_up_entitlement(promise, by=cast.lv.citizen)
        assert (promise.state, promise.waived) == (S.ASKED, [["2025-02", "2025-04"]])
        assert promise.is_waived(dt.date(2025, 3, 1))
        assert not promise.is_waived(dt.date(2025, 5, 1))

    def test_who_renounces_a_running_allowance_keeps_this_month(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.GRANTED)
        promise = actions.decline_entitlement(promise, reason="调到外地", by=cast.lv.citizen)
        assert (promise.state, promise.waived) == (S.DECLINED, [["2025-04", None]])
        assert titles(cast.lv.person) == ["金蓝领人才政府津贴：您已放弃"]

    def test_a_change_of_mind_within_the_month_gives_up_nothing(self, cast: Cast) -> None:
        promise = actions.decline_entitlement(make_promise(cast.lv.person, S.GRANTED), by=cast.lv.citizen)
        assert actions.take_up_entitlement(promise, by=cast.lv.citizen).waived == []

    def test_a_refusal_is_not_taken_up_by_oneself(self, cast: Cast) -> None:
        with pytest.raises(RuleBroken, match="请提出申诉"):
            actions.take_up_entitlement(make_promise(cast.lv.person, S.REFUSED), by=cast.lv.citizen)

    def test_a_wrong_fact_goes_to_the_office_and_to_the_register(self, cast: Cast) -> None:
        promise = actions.dispute_entitlement(
            make_promise(cast.lv.person), reason="三月的社保在集美缴的", register="insurance", by=cast.lv.citizen
        )
        query = FactQuery.objects.get()
        assert (promise.state, promise.fact_query_id) == (S.DISPUTED, query.pk)
        assert last("benefits.dispute_entitlement").data["reason"] is None  # somebody's own words

    def test_a_dispute_says_what_is_wrong(self, cast: Cast) -> None:
        with pytest.raises(RuleBroken, match="哪里不对"):
            actions.dispute_entitlement(make_promise(cast.lv.person), reason="错", by=cast.lv.citizen)


class TestSilence:
    def test_it_is_a_yes_for_this_benefit_and_only_when_the_time_is_over(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person)
        with pytest.raises(RuleBroken, match="还没有到"):
            actions.presume_entitlement(promise)
        with clock.at(clock.now() + LATER):
            with pytest.raises(RuleBroken, match="另有规定"):
                actions.lapse_entitlement(promise)
            assert actions.presume_entitlement(promise).state == S.CONFIRMED
        assert last("benefits.presume_entitlement").role == "system"

    def test_for_another_it_is_none(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        from dataclasses import replace

        from juxian.benefits.actions import answer
        from juxian.benefits.queries.law import procedure_of

        monkeypatch.setattr(answer, "procedure_of", lambda policy: replace(procedure_of(policy), silence="lapse"))
        promise = make_promise(cast.lv.person)
        with clock.at(clock.now() + LATER):
            assert actions.lapse_entitlement(promise).state == S.LAPSED
            assert actions.take_up_entitlement(promise, by=cast.lv.citizen).waived == []
        with pytest.raises(TransitionNotAllowed):
            actions.confirm_entitlement(promise, by=cast.lv.citizen)


class TestOfficer:
    def test_held_and_released_it_is_asked_at_once(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.FOUND, found_by=make_run())
        promise = actions.hold_entitlement(promise, reason="社保记录不清楚", by=cast.lin.actor)
        assert (promise.state, promise.handled_by) == (S.HELD, cast.lin.person)
        assert actions.release_entitlement(promise, by=cast.lin.actor).state == S.ASKED

    def test_released_before_the_sample_is_done_it_waits_with_the_others(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.HELD, found_by=make_run(RunState.EVALUATED))
        assert actions.release_entitlement(promise, by=cast.lin.actor).state == S.FOUND

    def test_a_refusal_says_why_and_how_to_appeal(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.DISPUTED)
        actions.refuse_entitlement(promise, reason="当月没有参保。", by=cast.lin.actor)
        run_jobs()
        body = Message.objects.get(recipient_id=cast.lv.person.pk).body
        assert "当月没有参保。" in body
        assert "申诉" in body

    def test_a_corrected_fact_is_asked_about_again(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.DISPUTED)
        promise = actions.ask_again(promise, reason="社保已经更正。", by=cast.lin.actor)
        assert (promise.state, promise.reason) == (S.ASKED, "社保已经更正。")

    def test_ended_and_reopened(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.GRANTED, found_by=make_run())
        assert actions.end_entitlement(promise, reason="已去外地工作。", by=cast.lin.actor).state == S.ENDED
        promise = actions.reopen_entitlement(promise, reason="回到本区工作。", by=cast.lin.actor)
        assert promise.state == S.ASKED
        assert "您可以享受：金蓝领人才政府津贴" in titles(cast.lv.person)

    def test_a_reason_is_written(self, cast: Cast) -> None:
        with pytest.raises(RuleBroken, match="理由"):
            actions.hold_entitlement(make_promise(cast.lv.person), reason=" ", by=cast.lin.actor)

    def test_nobody_looks_into_their_own_and_nobody_else_than_reviewers_does(self, cast: Cast) -> None:
        own = make_promise(cast.lin.person, S.HELD)
        for promise, officer in ((own, cast.lin), (make_promise(cast.lv.person, S.HELD), cast.qian)):
            with pytest.raises(PermissionDenied):
                actions.release_entitlement(promise, by=officer.actor)


class TestNoticeAndGrant:
    def publish(self, cast: Cast, *promises: Entitlement, by: Member | None = None) -> object:
        return actions.publish_entitlements(GOLD, title="公示", entitlements=promises, by=(by or cast.lin).actor)

    def test_masked_names_five_working_days(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.CONFIRMED)
        notice = self.publish(cast, promise)
        promise.refresh_from_db()
        entry = notice.entries.get()  # type: ignore[attr-defined]
        assert (promise.state, promise.notice_id) == (S.ON_NOTICE, notice.pk)  # type: ignore[attr-defined]
        assert (entry.masked_name, entry.organisation_name) == ("吕*强", "")
        assert entry.details["每月金额（元）"] == "1,500.00"
        assert str(notice.ends_on) == "2025-03-19"  # type: ignore[attr-defined]

    def test_all_or_nothing(self, cast: Cast) -> None:
        rows = [make_promise(cast.lv.person, S.CONFIRMED), make_promise(cast.chen.person, S.HELD)]
        with pytest.raises(TransitionNotAllowed):
            self.publish(cast, *rows)
        rows[0].refresh_from_db()
        assert rows[0].state == S.CONFIRMED
        with pytest.raises(RuleBroken, match="至少勾选"):
            self.publish(cast)
        with pytest.raises(RuleBroken, match="您本人"):
            self.publish(cast, make_promise(cast.lin.person, S.CONFIRMED))

    def test_granted_by_somebody_who_reviewed_none_of_it(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.CLEARED, found_by=make_run(), handled_by=cast.lin.person)
        (granted,) = actions.grant_entitlements(GOLD, entitlements=[promise], by=cast.huang.actor)
        assert (granted.state, granted.granted_by) == (S.GRANTED, cast.huang.person)
        assert list(granted_people(GOLD)) == [cast.lv.person.pk]
        assert titles(cast.lv.person) == ["金蓝领人才政府津贴：已兑现"]
        assert last("benefits.grant_entitlements").actor_label.startswith("黄海波")

    @pytest.mark.parametrize("hand", ["handled", "reviewed", "own"])
    def test_four_eyes(self, cast: Cast, hand: str) -> None:
        leader = cast.huang.person
        run = make_run(reviewed_by=leader if hand == "reviewed" else None)
        person = leader if hand == "own" else cast.lv.person
        handled = leader if hand == "handled" else None
        promise = make_promise(person, S.CLEARED, found_by=run, handled_by=handled)
        with pytest.raises(RuleBroken, match="另一位"):
            actions.grant_entitlements(GOLD, entitlements=[promise], by=cast.huang.actor)

    def test_who_reviews_does_not_grant_and_what_is_not_cleared_is_not_granted(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.CLEARED)
        with pytest.raises(PermissionDenied):
            actions.grant_entitlements(GOLD, entitlements=[promise], by=cast.lin.actor)
        with pytest.raises(TransitionNotAllowed):
            actions.grant_entitlements(
                GOLD, entitlements=[make_promise(cast.chen.person, S.ON_NOTICE)], by=cast.huang.actor
            )


OPEN = (S.FOUND, S.HELD, S.ASKED, S.DISPUTED, S.CONFIRMED, S.ON_NOTICE, S.CLEARED, S.GRANTED)
CELLS = {
    "ask": {S.FOUND: S.ASKED, S.DISPUTED: S.ASKED},
    "hold": {S.FOUND: S.HELD, S.ASKED: S.HELD, S.CONFIRMED: S.HELD},
    "release": {S.HELD: S.FOUND},
    "confirm": {S.ASKED: S.CONFIRMED},
    "presume": {S.ASKED: S.CONFIRMED},
    "lapse": {S.ASKED: S.LAPSED},
    "decline": {S.ASKED: S.DECLINED, S.CONFIRMED: S.DECLINED, S.GRANTED: S.DECLINED},
    "dispute": {S.ASKED: S.DISPUTED},
    "publish": {S.CONFIRMED: S.ON_NOTICE},
    "take_off_notice": {S.ON_NOTICE: S.CONFIRMED},
    "clear": {S.ON_NOTICE: S.CLEARED},
    "uphold": {S.CONFIRMED: S.REFUSED, S.ON_NOTICE: S.REFUSED, S.CLEARED: S.REFUSED},
    "grant": {S.CLEARED: S.GRANTED},
    "refuse": {S.HELD: S.REFUSED, S.DISPUTED: S.REFUSED},
    "reopen": {S.DECLINED: S.FOUND, S.LAPSED: S.FOUND, S.REFUSED: S.FOUND, S.ENDED: S.FOUND},
    "end": {S.GRANTED: S.ENDED},
    "absorb": dict.fromkeys(OPEN, S.ENDED),
}


def test_every_cell_of_an_entitlement() -> None:
    """Written down a second time, so that the table cannot change unseen."""
    for state, event, target in ENTITLEMENT.cells():
        assert target == CELLS[event].get(S(state)), (state, event)


def test_every_cell_of_an_employers_report() -> None:
    wanted = {("reported", "settle"): "settled", ("reported", "withdraw"): "withdrawn"}
    assert {(s, e): t for s, e, t in STAFF_REPORT.cells() if t} == wanted
