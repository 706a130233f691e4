"""The timetable: no clash, no room over its seats, everything placed or reported with a true reason."""

import datetime as dt
from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.evaluation.timetable import (
    BREAK,
    Cause,
    Demand,
    Hall,
    Occupied,
    Planned,
    Resources,
    Server,
    Timetable,
    Window,
    make_timetable,
)

DAY = dt.datetime(2025, 4, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
MORNING = Window(DAY.replace(hour=9), DAY.replace(hour=12))
WHOLE_DAY = Window(DAY.replace(hour=9), DAY.replace(hour=17))
PARTS = {"ethics": ("computer", 30), "theory": ("computer", 90), "practice": ("on_site", 120)}
METHODS = ("computer", "on_site")


def demand(candidate: str, part: str = "theory", group: str = "welder") -> Demand:
    method, minutes = PARTS[part]
    return Demand(candidate, part, method, minutes, group)


def hall(key: str = "room", seat_count: int = 10, *methods: str) -> Hall:
    return Hall(key, seat_count, frozenset(methods or METHODS))


windows = st.lists(
    st.builds(
        lambda day, hour, length: Window(
            DAY + dt.timedelta(days=day, hours=hour), DAY + dt.timedelta(days=day, hours=hour + length)
        ),
        st.integers(0, 2),
        st.integers(8, 15),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=3,
)
candidates = [f"c{number}" for number in range(12)]
demands = st.lists(
    st.builds(demand, st.sampled_from(candidates), st.sampled_from(list(PARTS)), st.sampled_from(["welder", "fitter"])),
    max_size=30,
    unique_by=lambda one: (one.candidate, one.part),
)
halls = st.lists(
    st.builds(
        lambda key, seats, methods: Hall(f"h{key}", seats, frozenset(methods)),
        st.integers(0, 3),
        st.integers(1, 8),
        st.sets(st.sampled_from(METHODS)),
    ),
    max_size=3,
    unique_by=lambda one: one.key,
)
servers = st.lists(
    st.builds(
        lambda key, avoids: Server(f"s{key}", frozenset(avoids)),
        st.integers(0, 4),
        st.sets(st.sampled_from(candidates), max_size=4),
    ),
    max_size=5,
    unique_by=lambda one: one.key,
)
occupied = st.lists(
    st.builds(
        lambda key, hour, minutes: Occupied(
            key, DAY + dt.timedelta(hours=hour), DAY + dt.timedelta(hours=hour, minutes=minutes)
        ),
        st.sampled_from([*candidates, "h0", "h1", "s0"]),
        st.integers(8, 17),
        st.integers(15, 180),
    ),
    max_size=5,
)
resources = st.builds(Resources, halls, windows, servers)


def times(timetable: Timetable, taken: list[Occupied]) -> dict[str, list[tuple[dt.datetime, dt.datetime, bool]]]:
    """For every key its times; True where the timetable put it there."""
    found = defaultdict(list)
    for one in taken:
        found[one.key].append((one.starts_at, one.ends_at, False))
    for one in timetable.planned:
        for key in (one.hall, *one.candidates, *one.servers):
            found[key].append((one.starts_at, one.ends_at, True))
    return found


@given(demands, resources, occupied, st.booleans())
def test_nobody_and_no_room_is_in_two_places(
    wanted: list[Demand], given_: Resources, taken: list[Occupied], mixes: bool
) -> None:
    timetable = make_timetable(wanted, given_, taken, mixes_groups=mixes)
    for rows in times(timetable, taken).values():
        for one, other in combinations(rows, 2):
            if one[2] or other[2]:  # what was occupied before may clash with itself; that is not ours
                assert one[1] + BREAK <= other[0] or other[1] + BREAK <= one[0]


@given(demands, resources, occupied, st.booleans())
def test_every_demand_is_placed_once_or_reported(
    wanted: list[Demand], given_: Resources, taken: list[Occupied], mixes: bool
) -> None:
    timetable = make_timetable(wanted, given_, taken, mixes_groups=mixes)
    placed = [(candidate, one.part) for one in timetable.planned for candidate in one.candidates]
    reported = [(one.demand.candidate, one.demand.part) for one in timetable.unplaced]
    assert sorted(placed + reported) == sorted((one.candidate, one.part) for one in wanted)


@given(demands, resources, occupied, st.booleans())
def test_each_sitting_fits_its_room_its_window_and_its_staff(
    wanted: list[Demand], given_: Resources, taken: list[Occupied], mixes: bool
) -> None:
    rooms = {one.key: one for one in given_.halls}
    avoided = {one.key: one.avoids for one in given_.servers}
    groups = {(one.candidate, one.part): one.group for one in wanted}
    for sitting in make_timetable(wanted, given_, taken, mixes_groups=mixes).planned:
        room = rooms[sitting.hall]
        assert 0 < len(sitting.candidates) <= room.seat_count
        assert sitting.method in room.methods
        assert any(one.starts_at <= sitting.starts_at and sitting.ends_at <= one.ends_at for one in given_.windows)
        assert len(sitting.servers) == (given_.servers_each if given_.servers else 0)
        assert all(avoided[server].isdisjoint(sitting.candidates) for server in sitting.servers)
        of_sitting = {groups[(candidate, sitting.part)] for candidate in sitting.candidates}
        assert sitting.group == (of_sitting.pop() if len(of_sitting) == 1 else "")
        assert sitting.group or mixes


@given(demands, resources, occupied)
def test_the_same_request_gives_the_same_timetable(
    wanted: list[Demand], given_: Resources, taken: list[Occupied]
) -> None:
    assert make_timetable(wanted, given_, taken) == make_timetable(wanted, given_, taken)


@given(demands, resources)
def test_what_is_reported_would_not_have_fitted_alone_either(wanted: list[Demand], given_: Resources) -> None:
    """Brute force: put the reported part into what is left; nothing must come of it."""
    timetable = make_timetable(wanted, given_)
    left = [Occupied(key, begins, ends) for key, rows in times(timetable, []).items() for begins, ends, _ours in rows]
    for one in timetable.unplaced:
        assert not make_timetable([one.demand], given_, left).planned


class TestCauses:
    def only_cause(self, resources: Resources, *taken: Occupied) -> Cause:
        timetable = make_timetable([demand("lv")], resources, taken)
        assert not timetable.planned
        return timetable.unplaced[0].cause

    def test_no_room_for_the_method(self) -> None:
        assert self.only_cause(Resources([hall("yard", 9, "on_site")], [MORNING])) is Cause.NO_HALL

    def test_no_window_as_long(self) -> None:
        short = Window(MORNING.starts_at, MORNING.starts_at + dt.timedelta(minutes=89))
        assert self.only_cause(Resources([hall()], [short])) is Cause.TOO_LONG

    def test_rooms_taken(self) -> None:
        full = Occupied("room", MORNING.starts_at, MORNING.ends_at)
        assert self.only_cause(Resources([hall()], [MORNING]), full) is Cause.HALLS_FULL

    def test_a_colleague_may_not_serve(self) -> None:
        servers = [Server("a", frozenset({"lv"})), Server("b")]
        assert self.only_cause(Resources([hall()], [MORNING], servers)) is Cause.STAFF_SHORT

    def test_the_candidate_sits_elsewhere(self) -> None:
        elsewhere = Occupied("lv", MORNING.starts_at, MORNING.ends_at)
        assert self.only_cause(Resources([hall()], [MORNING]), elsewhere) is Cause.CANDIDATE_BUSY


def test_two_parts_of_one_candidate_follow_with_a_break() -> None:
    wanted = [demand("lv"), demand("lv", "ethics")]
    rows = make_timetable(wanted, Resources([hall()], [WHOLE_DAY])).planned
    assert [(one.part, one.starts_at.strftime("%H:%M")) for one in rows] == [("theory", "09:00"), ("ethics", "10:45")]


@pytest.mark.parametrize(("mixes", "sittings"), [(False, 2), (True, 1)])
def test_groups_sit_together_only_where_allowed(mixes: bool, sittings: int) -> None:
    wanted = [demand("lv"), demand("li", group="fitter")]
    planned = make_timetable(wanted, Resources([hall()], [WHOLE_DAY]), mixes_groups=mixes).planned
    assert len(planned) == sittings


def test_a_colleague_does_not_stop_the_others() -> None:
    """One server must avoid 吕, and there are but two: 吕 waits, 李 sits."""
    servers = [Server("a", frozenset({"lv"})), Server("b")]
    timetable = make_timetable([demand("lv"), demand("li")], Resources([hall()], [MORNING], servers))
    assert [one.candidates for one in timetable.planned] == [("li",)]
    assert [one.demand.candidate for one in timetable.unplaced] == ["lv"]


def test_the_end_of_a_sitting_counts_its_minutes() -> None:
    sitting = Planned("theory", "computer", 90, "", "room", MORNING.starts_at, ("lv",))
    assert sitting.ends_at == MORNING.starts_at.replace(hour=10, minute=30)
