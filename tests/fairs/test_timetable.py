"""The timetable of interviews against a search through everything, and its promises one by one. Pure: no database."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.fairs.timetable import Appointment, Booth, Candidate, Cause, Problem, Terms, faults, repair, solve
from juxian.fairs.timetable.problem import Market

PROVEN = {Cause.NO_COMMON_TIME, Cause.FEW_SLOTS, Cause.SEATS_OWED}
pytestmark = pytest.mark.filterwarnings("error")


def value(problem, appointments):
    """What a timetable is worth, the floor's prices included, counted from its interviews alone."""
    market = Market(problem)
    total, count = 0, list(market.held_count)
    for one in appointments:
        who, where = market.candidate_at[one.candidate], market.booth_at[one.booth]
        total += market.pair[(who, where)].worth + market.bonus(who, count[who])
        count[who] += 1
    return total


def best_value(problem):
    """The best value there is, by trying every pair in every slot and nowhere. For a handful of pairs only."""
    market = Market(problem)

    def search(rest, taken):
        if not rest:
            return value(problem, taken)
        pair, *others = rest
        booth, person = market.booths[pair.booth], market.candidates[pair.candidate]
        best = search(others, taken)
        if sum(one.candidate == person.key for one in taken) + market.held_count[pair.candidate] >= person.limit:
            return best
        for slot in person.slots:
            seated = sum(one.booth == booth.key and one.slot == slot for one in taken)
            is_busy = any(one.candidate == person.key and one.slot == slot for one in taken)
            if not is_busy and slot < len(booth.seats) and seated < booth.seats[slot]:
                best = max(best, search(others, [*taken, Appointment(person.key, booth.key, slot)]))
        return best

    return search(market.pairs, [])


@st.composite
def problems(draw, *, always_free=False):
    """Up to two booths, four candidates and three slots, so that everything can be tried."""
    slot_count = draw(st.integers(1, 3))
    names, places = ["甲", "乙", "丙", "丁"][: draw(st.integers(1, 4))], ["东", "西"]
    people = [
        Candidate(
            name,
            frozenset(range(slot_count)) if always_free else draw(st.frozensets(st.integers(0, slot_count - 1))),
            tuple(draw(st.lists(st.sampled_from(places), unique=True))),
            draw(st.integers(1, 2)),
        )
        for name in names
    ]
    same = draw(st.integers(0, 2))
    booths = [
        Booth(
            place,
            (same,) * slot_count if always_free else tuple(draw(st.integers(0, 2)) for _slot in range(slot_count)),
            tuple(draw(st.lists(st.sampled_from(names), unique=True))),
            frozenset(draw(st.sets(st.sampled_from(names), max_size=1))),
        )
        for place in places
    ]
    terms = Terms(draw(st.sampled_from(["一", "二"])), draw(st.integers(0, 2)), is_mutual_only=draw(st.booleans()))
    return Problem(tuple(booths), tuple(people), terms)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_a_timetable_has_no_clash_and_is_never_above_its_bound(problem):
    found = solve(problem, shakes=20)
    assert faults(problem, found.appointments) == []
    best = best_value(problem)
    assert value(problem, found.appointments) <= best
    if found.is_best:
        assert value(problem, found.appointments) == best
    if not found.shortfalls:
        assert found.worth <= found.bound_worth


@settings(max_examples=60, deadline=None)
@given(problems(always_free=True))
def test_where_everybody_can_come_at_all_times_the_best_is_reached_and_known_to_be_the_best(problem):
    found = solve(problem, shakes=0)
    assert found.is_best
    assert value(problem, found.appointments) == best_value(problem)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_narrow_times_cost_nothing_that_a_search_through_everything_would_find(problem):
    found = solve(problem, shakes=60)
    assert value(problem, found.appointments) == best_value(problem)


@settings(max_examples=40, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_published_seed_decides_and_not_the_order_of_the_file(problem, shuffler):
    booths, people = list(problem.booths), list(problem.candidates)
    shuffler.shuffle(booths)
    shuffler.shuffle(people)
    again = replace(problem, booths=tuple(booths), candidates=tuple(people))
    assert solve(again, shakes=10) == solve(problem, shakes=10)


@settings(max_examples=60, deadline=None)
@given(problems(), st.sampled_from(["甲", "乙", "东"]))
def test_after_somebody_fails_what_was_told_is_kept_where_it_still_can_be(problem, gone):
    told = solve(problem, shakes=0).appointments
    people = tuple(replace(one, slots=frozenset()) if one.key == gone else one for one in problem.candidates)
    without = replace(problem, candidates=people, booths=tuple(one for one in problem.booths if one.key != gone))
    mended = repair(without, told)
    assert faults(without, mended.appointments) == []
    lost_of_gone = {one for one in told if gone in (one.candidate, one.booth)}
    assert set(mended.lost) == lost_of_gone, "nobody else loses an interview"
    assert set(told) == {*mended.kept, *mended.lost, *(old for old, _new in mended.moved)}
    assert mended.changed_count == len(mended.lost) + len(mended.moved) + len(mended.added)


def fair(booth_count=60, people_count=600, slot_count=24, *, floor=1):
    """A fair of the size we promise: popular booths, lunch, and people who come for a part of the day."""
    draw = random.Random("fair")
    names = [f"b{at}" for at in range(booth_count)]
    popularity = [1 / (1 + at / 10) for at in range(booth_count)]
    people = []
    for at in range(people_count):
        wishes = tuple(dict.fromkeys(draw.choices(names, popularity, k=10)))
        begins, length = draw.randrange(slot_count - 6), draw.choice([6, 8, 12, 24])
        slots = frozenset(range(begins, min(slot_count, begins + length)))
        people.append(Candidate(f"p{at}", slots, wishes, limit=4))
    asking = {name: [one.key for one in people if name in one.wishes] for name in names}
    seats = tuple(0 if slot in (11, 12) else 1 for slot in range(slot_count))
    booths = [Booth(name, seats, tuple(draw.sample(asking[name], min(40, len(asking[name]))))) for name in names]
    return Problem(tuple(booths), tuple(people), Terms("2026-11-24", floor))


def test_a_whole_fair_is_made_and_mended_within_two_seconds_when_somebody_does_not_show():
    problem = fair()
    made = solve(problem, shakes=20)
    assert faults(problem, made.appointments) == []
    assert not [short for short in made.shortfalls if short.cause not in PROVEN]
    assert made.quality > 0.95
    missing = made.appointments[0].candidate
    people = tuple(replace(one, slots=frozenset()) if one.key == missing else one for one in problem.candidates)
    begins = time.process_time()
    mended = repair(replace(problem, candidates=people), made.appointments)
    assert time.process_time() - begins < 2
    assert {one.candidate for one in mended.lost} == {missing}
    assert mended.changed_count <= 3 * len(mended.lost)
    closing = replace(problem, booths=tuple(one for one in problem.booths if one.key != "b0"))
    begins = time.process_time()
    assert {one.booth for one in repair(closing, made.appointments).lost} == {"b0"}
    assert time.process_time() - begins < 2


def one_slot(wishes, seats=(1,), **terms):
    people = tuple(Candidate(name, frozenset({0}), ("东",)) for name in wishes)
    return Problem((Booth("东", seats, tuple(wishes)),), people, Terms(**terms))


def test_a_popular_person_does_not_take_what_another_has_alone():
    booths = (Booth("东", (1, 0), ("甲", "乙")), Booth("西", (1, 1), ("甲",)))
    people = (
        Candidate("甲", frozenset({0, 1}), ("东", "西")),
        Candidate("乙", frozenset({0}), ("东",)),
    )
    found = solve(Problem(booths, people, Terms(floor=1)))
    assert {one.candidate for one in found.appointments} == {"甲", "乙"}
    assert not found.shortfalls
    without_floor = solve(Problem(booths, people, Terms(floor=0)))
    assert [one.candidate for one in without_floor.appointments] == ["甲", "甲"]


def test_who_is_under_the_floor_is_told_the_plainest_true_reason():
    assert [short.cause for short in solve(one_slot(["甲", "乙"])).shortfalls] == [Cause.SEATS_OWED]
    closed = Problem((Booth("东", (0, 1), ("甲",)),), (Candidate("甲", frozenset({0}), ("东",)),))
    assert solve(closed).shortfalls[0].cause == Cause.NO_COMMON_TIME
    twice = Problem(
        (Booth("东", (1,), ("甲",)), Booth("西", (1,), ("甲",))),
        (Candidate("甲", frozenset({0}), ("东", "西")),),
        Terms(floor=2),
    )
    assert solve(twice).shortfalls[0].cause == Cause.FEW_SLOTS


def test_who_wishes_without_being_wished_is_promised_nothing():
    problem = Problem((Booth("东", (0,)),), (Candidate("甲", frozenset({0}), ("东",)),))
    assert solve(problem).shortfalls == ()


def test_what_took_place_counts_and_does_not_come_again():
    booths = (Booth("东", (1, 1), ("甲",)), Booth("西", (1, 1), ("甲",)))
    people = (Candidate("甲", frozenset({1}), ("东", "西"), limit=2),)
    found = solve(Problem(booths, people, held=(Appointment("甲", "东", 0),)))
    assert found.appointments == (Appointment("甲", "西", 1),)


def test_one_person_moves_so_that_another_is_helped_unless_nobody_may_move():
    booths = (Booth("东", (1, 1), ("甲", "乙")),)
    people = (Candidate("甲", frozenset({0, 1}), ("东",)), Candidate("乙", frozenset({0}), ("东",)))
    told = [Appointment("甲", "东", 0)]
    helped = repair(Problem(booths, people), told)
    assert helped.moved == ((Appointment("甲", "东", 0), Appointment("甲", "东", 1)),)
    assert helped.added == (Appointment("乙", "东", 0),)
    kept = repair(Problem(booths, people), told, may_move=False)
    assert kept.kept == tuple(told)
    assert [short.candidate for short in kept.shortfalls] == ["乙"]


def test_the_judge_finds_every_kind_of_fault():
    booths = (Booth("东", (1, 0), (), frozenset({"丙"})), Booth("西", (1, 1)))
    people = tuple(Candidate(name, frozenset({0}), ("东", "西"), limit=1) for name in "甲乙丙")
    problem = Problem(booths, people, Terms(is_mutual_only=True))
    wrong = [
        Appointment("甲", "东", 0),
        Appointment("甲", "西", 0),
        Appointment("乙", "东", 0),
        Appointment("丙", "东", 1),
    ]
    found = " · ".join(faults(problem, wrong))
    for words in (
        "two places",
        "东 has 2",
        "东 has 1 people in slot 1",
        "cannot come",
        "may not meet",
        "does not wish",
        "more than wished",
    ):
        assert words in found
