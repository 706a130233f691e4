"""Two entries of one sheet: they become one, or everything stops. Nothing is averaged."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.evaluation.reconciling import Line, Standing, fault_of, may_enter, outcome, reconcile

POINT = st.integers(0, 100)
SHEETS = st.integers(1, 6).flatmap(lambda size: st.tuples(*[st.lists(POINT, min_size=size, max_size=size)] * 2))


@st.composite
def measures(draw: st.DrawFn) -> list[Line]:
    """Lines whose weights come to a hundred."""
    cuts = sorted(draw(st.sets(st.integers(1, 99), max_size=5)))
    edges = [0, *cuts, 100]
    weights = [high - low for low, high in pairwise(edges)]
    return [Line(str(at), weight, draw(POINT)) for at, weight in enumerate(weights)]


@given(SHEETS)
def test_two_sheets_are_one_or_everything_stops(sheets: tuple[list[int], list[int]]) -> None:
    first, second = sheets
    verdict = reconcile(first, second)
    if first == second:
        assert (verdict.standing, verdict.points) == (Standing.AGREED, tuple(first))
    else:
        assert (verdict.standing, verdict.points) == (Standing.DISAGREED, None)
        assert verdict.differing == tuple(at for at in range(len(first)) if first[at] != second[at])


@given(SHEETS)
def test_who_entered_which_makes_no_difference(sheets: tuple[list[int], list[int]]) -> None:
    assert reconcile(*sheets) == reconcile(*reversed(sheets))


@given(st.lists(st.tuples(st.sampled_from(["ye", "gao", "lin"]), st.sampled_from([1, 2]), POINT), max_size=12))
def test_whatever_people_do_a_result_is_one_number_that_two_of_them_wrote(
    steps: list[tuple[str, int, int]],
) -> None:
    """Three people enter and enter again in any order: no result ever appears that two different people did not write."""
    current: dict[int, tuple[str, list[int]]] = {}
    for person, number, point in steps:
        others = [who for other, (who, _points) in current.items() if other != number]
        if not may_enter(person, others=others):
            continue
        current[number] = (person, [point])
        sheets = {at: points for at, (_who, points) in current.items()}
        verdict = reconcile(sheets.get(1), sheets.get(2))
        if verdict.points is not None:
            assert {tuple(points) for points in sheets.values()} == {verdict.points}
            assert len({who for who, _points in current.values()}) == 2


def test_one_entry_is_no_result() -> None:
    assert reconcile(None, None).standing == Standing.WAITING
    assert reconcile([80], None).standing == reconcile(None, [80]).standing == Standing.ENTERED


def test_sheets_of_different_length_are_a_programming_error() -> None:
    with pytest.raises(ValueError, match="2 and 1 lines"):
        reconcile([60, 70], [60])


@given(measures(), st.data())
def test_the_score_is_exact_and_within_a_hundred(measure: list[Line], data: st.DataObject) -> None:
    points = data.draw(st.lists(POINT, min_size=len(measure), max_size=len(measure)))
    result = outcome(points, measure, 60)
    exact = sum(point * line.weight for point, line in zip(points, measure, strict=True))
    assert result.score * 100 == exact
    assert min(points) <= result.score <= max(points)
    assert result.has_passed == (exact >= 6000 and not result.below)


def test_a_line_below_its_minimum_fails_the_part() -> None:
    measure = [Line("操作", 60), Line("成品", 40, minimum=60)]
    result = outcome([100, 59], measure, 60)
    assert (result.score, result.below, result.has_passed) == (Decimal("83.60"), ("成品",), False)
    assert outcome([60, 60], measure, 60).has_passed


@pytest.mark.parametrize(
    ("points", "measure"),
    [([50], [Line("一", 90)]), ([50, 50], [Line("一", 100)]), ([101], [Line("一", 100)]), ([-1], [Line("一", 100)])],
)
def test_a_sheet_that_does_not_fit_is_refused(points: list[int], measure: list[Line]) -> None:
    assert fault_of(points, measure)
    with pytest.raises(ValueError, match=r"weights|lines|points"):
        outcome(points, measure, 60)


def test_nobody_enters_both_rounds() -> None:
    assert may_enter("ye", others=[])
    assert may_enter("ye", others=["gao"])
    assert not may_enter("ye", others=["ye"])
    assert not may_enter(None, others=[])
