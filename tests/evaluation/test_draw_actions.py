"""Draws: committed before, revealed after, of a fit pool only; who leaves is replaced by the next of the same draw."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.evaluation import actions
from juxian.evaluation.drawing import commitment_of, draw_seats, next_in_line, ranking
from juxian.evaluation.models import Draw, Panel
from juxian.evaluation.queries.avoidance import avoidances_of
from juxian.evaluation.queries.draw import published, replay
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import make_member
from tests.catalogue.factories import make_occupation
from tests.evaluation.drawing_room import commit, draw_panel, enlarge
from tests.evaluation.factories import Stage, bring_to
from tests.people.audit import last


class TestCommitment:
    def test_the_secret_stays_hidden_until_the_draw(self, stage: Stage) -> None:
        draw = commit(stage)
        assert draw.commitment == commitment_of(draw.secret.open())
        assert "secret" not in published(draw)
        assert draw.secret.open() not in str(published(draw))

    def test_others_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.commit_draw(None, by=stage.cast.sun.actor)

    def test_a_void_draw_keeps_its_reason_and_is_never_held(self, stage: Stage) -> None:
        draw = actions.void_draw(commit(stage), reason="会议改期", by=stage.cast.lin.actor)
        assert published(draw)["reason"] == "会议改期"
        with pytest.raises(TransitionNotAllowed):
            draw_panel(stage, bring_to(S.SECOND_REVIEWED, stage), draw=draw)

    def test_it_is_on_record_without_the_secret(self, stage: Stage) -> None:
        secret = commit(stage).secret.open()
        assert secret not in str(last("evaluation.commit_draw").data)


class TestDrawPanel:
    def test_the_members_are_the_first_of_the_published_order(self, stage: Stage) -> None:
        enlarge(stage, 4)
        panel = draw_panel(stage, bring_to(S.SECOND_REVIEWED, stage))
        numbers = set(Draw.objects.get().result)
        register = {row.person_id: row.number for row in register_rows()}
        assert {register[seat.assessor_id] for seat in panel.members.all()} == numbers
        assert set(panel.draw.ranking[:3]) == numbers
        assert replay(published(panel.draw)) == panel.draw.result

    def test_a_draw_is_held_once(self, stage: Stage) -> None:
        enlarge(stage, 4)
        draw = commit(stage)
        draw_panel(stage, bring_to(S.SECOND_REVIEWED, stage), draw=draw)
        again = bring_to(S.SECOND_REVIEWED, stage, make_member("李四"))
        with pytest.raises((TransitionNotAllowed, RuleBroken)):
            draw_panel(stage, again, draw=draw)

    def test_others_cannot(self, stage: Stage) -> None:
        application, draw = bring_to(S.SECOND_REVIEWED, stage), commit(stage)
        with pytest.raises(PermissionDenied):
            draw_panel(stage, application, draw=draw, by=stage.cast.zhao.actor)

    @pytest.mark.parametrize("size", [1, 2, 4])
    def test_an_even_or_small_panel_is_refused(self, stage: Stage, size: int) -> None:
        with pytest.raises(RuleBroken, match="单数的考评员"):
            draw_panel(stage, bring_to(S.SECOND_REVIEWED, stage), size=size)

    def test_too_small_a_pool_says_so(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="只有3位") as refused:
            draw_panel(stage, bring_to(S.SECOND_REVIEWED, stage), size=5)
        assert refused.value.field == "size"
        assert not Panel.objects.exists()

    def test_a_trade_that_nobody_knows_says_so(self, stage: Stage) -> None:
        other = make_occupation("磨刀工", "6-99-01-01")
        for row in register_rows():
            row.occupations.set([other])
        with pytest.raises(RuleBroken, match="没有可以参加抽签的“焊工”考评员"):
            draw_panel(stage, bring_to(S.SECOND_REVIEWED, stage))

    def test_it_is_on_record(self, stage: Stage) -> None:
        panel = draw_panel(stage, bring_to(S.SECOND_REVIEWED, stage))
        assert last("evaluation.draw_panel").subject_id == panel.pk


def register_rows() -> list:
    from juxian.evaluation.models import Assessor

    return list(Assessor.objects.all())


def test_random_panels_never_break_avoidance_or_parity(stage: Stage) -> None:
    """Twenty draws over people who are colleagues, kin and masters of each other at random."""
    from django.db import transaction

    chance = random.Random(7)
    members = [*stage.assessors, *enlarge(stage, 6)]
    rows = [bring_to(S.SECOND_REVIEWED, stage, make_member(f"工人{name}")) for name in "甲乙丙"]
    register = {row.person_id: row for row in register_rows()}
    for row in rows:
        for member in chance.sample(members, 2):
            line = register[member.person.pk]
            actions.declare_interest(line, kind="kin", person=row.applicant, by=member.actor)
    held = 0
    for _number in range(20):
        chosen = chance.sample(rows, chance.randint(1, 3))
        with transaction.atomic():
            try:
                panel = draw_panel(stage, *chosen, size=chance.choice([3, 5]))
            except RuleBroken as refusal:
                if "抽不出" not in refusal.message:
                    raise
                continue
            seats = list(panel.members.values_list("assessor_id", flat=True))
            assert len(seats) % 2 == 1
            assert len(seats) >= 3
            kin = {one.assessor.person_id for row in chosen for one in declared_about(row.applicant_id)}
            assert not kin & set(seats)
            held += 1
            transaction.set_rollback(True)
    assert held > 5


def declared_about(person: object) -> list:
    from juxian.evaluation.models import DeclaredInterest

    return list(DeclaredInterest.objects.filter(person=person).select_related("assessor"))


def test_a_whole_panel_is_asked_about_in_few_queries(stage: Stage, django_assert_max_num_queries) -> None:
    enlarge(stage, 6)
    rows = [bring_to(S.SECOND_REVIEWED, stage, make_member(f"工人{name}")) for name in "甲乙丙"]
    people = [row.person_id for row in register_rows()]
    with django_assert_max_num_queries(12):
        assert avoidances_of(rows, people) == {}


NEEDS = st.sets(st.sampled_from(["焊", "车", "钳", "电"]), max_size=3)
POOLS = st.lists(NEEDS, min_size=3, max_size=12).map(lambda all: {f"K{n:02}": needs for n, needs in enumerate(all)})


@given(st.text(min_size=1, max_size=9), POOLS, NEEDS, st.sampled_from([3, 5, 7]), st.data())
def test_seats_are_odd_cover_every_need_and_stay_so_when_members_leave(seed, pool, needs, size, data) -> None:
    try:
        seats = draw_seats(seed, pool, sorted(needs), size)
    except ValueError:
        return  # too few, or nobody knows the trade: the office is told
    barred: set[str] = set()
    while True:
        assert len(seats) == len(set(seats)) == size
        assert needs <= set().union(*(pool[item] for item in seats))
        assert not barred & set(seats)
        leaves = data.draw(st.sampled_from(seats))
        staying, barred = [item for item in seats if item != leaves], barred | {leaves}
        follows = next_in_line(ranking(seed, list(pool)), pool, sorted(needs), staying, barred)
        if follows is None:
            return
        seats = [*staying, follows]


def test_every_seat_is_drawn_about_equally_often() -> None:
    pool = {f"K{number}": {"焊"} for number in range(6)}
    times = Counter(item for number in range(1200) for item in draw_seats(f"s{number}", pool, ["焊"], 3))
    assert all(540 < count < 660 for count in times.values())  # 600 expected, a standard deviation of 17
