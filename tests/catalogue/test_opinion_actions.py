"""What the public says about a draft, and what it is answered."""

from datetime import date

import pytest

from juxian.catalogue.actions import answer_opinion, give_opinion
from juxian.catalogue.models import Opinion
from juxian.catalogue.states import EditionState
from juxian.kit.access import VISITOR
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent
from tests.catalogue.factories import make_edition, put_into

pytestmark = pytest.mark.django_db
TEXT = "建议把氩弧焊列入目录，企业很缺。"


@pytest.fixture
def edition():
    return put_into(make_edition(), EditionState.OPINION, opinion_until_on=date(2025, 3, 31))


@pytest.fixture
def opinion(edition) -> Opinion:
    return Opinion.objects.create(edition=edition, text=TEXT)


class TestGive:
    def test_a_visitor_gives_an_opinion(self, edition):
        opinion = give_opinion(edition, text=TEXT, contact="13800000001", by=VISITOR)
        assert (opinion.edition, opinion.state) == (edition, "received")
        assert "13800000001" not in str(opinion.contact)

    def test_a_contact_is_not_asked_for(self, edition, cast):
        assert give_opinion(edition, text=TEXT, by=cast.lv.citizen).contact is None

    def test_an_unknown_role_cannot(self, edition):
        with pytest.raises(PermissionDenied):
            give_opinion(edition, text=TEXT, by=type(VISITOR)(role="nobody"))

    @pytest.mark.parametrize("state", [EditionState.DRAFT, EditionState.PUBLISHED])
    def test_only_while_opinions_are_asked_for(self, state):
        with pytest.raises(TransitionNotAllowed, match="不征求意见"):
            give_opinion(make_edition(2024, state=state), text=TEXT, by=VISITOR)

    def test_the_day_after_the_last_is_too_late(self, edition, frozen_time):
        frozen_time.move_to("2025-04-01 00:00:01+08:00")
        with pytest.raises(TransitionNotAllowed):
            give_opinion(edition, text=TEXT, by=VISITOR)

    def test_the_last_day_still_counts(self, edition, frozen_time):
        frozen_time.move_to("2025-03-31 23:59:00+08:00")
        assert give_opinion(edition, text=TEXT, by=VISITOR)

    def test_a_word_is_no_opinion(self, edition):
        with pytest.raises(RuleBroken, match="太短"):
            give_opinion(edition, text=" 好 ", by=VISITOR)

    def test_the_record_names_the_inputs_and_keeps_no_contact(self, edition):
        give_opinion(edition, text=TEXT, contact="13800000001", by=VISITOR)
        line = AuditEvent.objects.get(kind="action", name="catalogue.give_opinion")
        assert (line.data["text"], line.data["contact"]) == (None, None)


class TestAnswer:
    def test_an_officer_answers(self, opinion, cast):
        answer_opinion(opinion, answer="已采纳，列入焊工条目。", by=cast.lin.actor)
        opinion.refresh_from_db()
        assert (opinion.state, opinion.answer) == ("answered", "已采纳，列入焊工条目。")
        assert opinion.answered_by == cast.lin.actor.label

    def test_the_counter_cannot(self, opinion, cast):
        with pytest.raises(PermissionDenied):
            answer_opinion(opinion, answer="好", by=cast.zhao.actor)

    def test_an_answer_is_given_once(self, opinion, cast):
        answer_opinion(opinion, answer="已采纳。", by=cast.lin.actor)
        with pytest.raises(TransitionNotAllowed):
            answer_opinion(opinion, answer="未采纳。", by=cast.lin.actor)

    def test_an_empty_answer_is_none(self, opinion, cast):
        with pytest.raises(RuleBroken, match="是否采纳"):
            answer_opinion(opinion, answer=" ", by=cast.lin.actor)

    def test_answering_is_on_record(self, opinion, cast):
        answer_opinion(opinion, answer="已采纳。", by=cast.lin.actor)
        line = AuditEvent.objects.get(kind="action", name="catalogue.answer_opinion")
        assert (line.subject_id, line.from_state, line.to_state) == (opinion.pk, "received", "answered")
