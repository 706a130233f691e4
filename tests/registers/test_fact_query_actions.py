"""A person asks about a fact; an officer answers."""

import pytest

from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from juxian.kit.work_queue import SOURCES
from juxian.registers import actions
from juxian.registers.models import FactQuery
from juxian.registers.states import FactQueryState
from tests.cast import Cast, actor_for, make_membership
from tests.jobs import run_jobs
from tests.people.audit import last


def asked(cast: Cast, register: str = "insurance") -> FactQuery:
    return actions.ask_about_fact(
        cast.lv.person, register=register, question="二月我在厂里上班，单位交了保险", by=cast.lv.citizen
    )


class TestAsk:
    def test_a_person_asks_about_themselves_and_gets_a_date(self, cast: Cast) -> None:
        query = asked(cast)
        assert (query.state, query.person) == (FactQueryState.ASKED, cast.lv.person)
        assert query.due_at is not None
        assert query.due_at > clock.now()
        assert last("registers.ask_about_fact").data["question"] is None

    def test_nobody_asks_for_somebody_else(self, cast: Cast) -> None:
        with pytest.raises(PermissionDenied):
            actions.ask_about_fact(cast.lv.person, register="insurance", question="某事", by=cast.chen.citizen)

    def test_one_open_question_a_register(self, cast: Cast) -> None:
        query = asked(cast)
        with pytest.raises(RuleBroken, match="正在办理"):
            asked(cast)
        assert asked(cast, "contract").state == FactQueryState.ASKED
        actions.withdraw_fact_query(query, by=cast.lv.citizen)
        assert asked(cast).state == FactQueryState.ASKED


class TestAnswer:
    @pytest.mark.parametrize(
        ("do", "state", "word"),
        [(actions.correct_fact, "corrected", "已更正"), (actions.explain_fact, "explained", "已说明")],
    )
    def test_the_person_is_told_once(self, cast: Cast, do: object, state: str, word: str) -> None:
        query = do(asked(cast), answer="已与社保经办机构核对。", by=cast.du.actor)  # type: ignore[operator]
        run_jobs()
        message = Message.objects.get(recipient_id=cast.lv.person.pk)
        assert (query.state, query.due_at) == (state, None)
        assert word in message.body
        assert "已与社保经办机构核对" in message.body
        assert last(f"registers.{do.__name__}").to_state == state  # type: ignore[attr-defined]

    def test_it_needs_words_and_an_open_question(self, cast: Cast) -> None:
        query = asked(cast)
        with pytest.raises(RuleBroken, match="写明核实的结果"):
            actions.explain_fact(query, answer=" ", by=cast.du.actor)
        actions.explain_fact(query, answer="无误。", by=cast.du.actor)
        with pytest.raises(TransitionNotAllowed):
            actions.correct_fact(query, answer="又改了。", by=cast.du.actor)

    def test_not_a_reviewer_and_nobody_their_own(self, cast: Cast) -> None:
        query = asked(cast)
        make_membership(cast.lv.person, cast.office, "registrar")
        own = actor_for(cast.lv.person, cast.office, "registrar")
        for by in (cast.lin.actor, own):
            with pytest.raises(PermissionDenied):
                actions.correct_fact(query, answer="改好了。", by=by)

    def test_it_waits_on_the_desk_of_the_registrar_and_not_on_ones_own(self, cast: Cast) -> None:
        query = asked(cast)
        make_membership(cast.lv.person, cast.office, "registrar")
        source = SOURCES["registers.2_query"]
        assert [each.key for each in source.waiting(cast.du.actor)] == [query.pk]
        assert not list(source.waiting(actor_for(cast.lv.person, cast.office, "registrar")))


class TestWithdraw:
    def test_only_ones_own_and_only_while_it_waits(self, cast: Cast) -> None:
        query = asked(cast)
        with pytest.raises(PermissionDenied):
            actions.withdraw_fact_query(query, by=cast.chen.citizen)
        actions.withdraw_fact_query(query, by=cast.lv.citizen)
        with pytest.raises(TransitionNotAllowed):
            actions.withdraw_fact_query(query, by=cast.lv.citizen)
        assert last("registers.withdraw_fact_query").to_state == FactQueryState.WITHDRAWN
