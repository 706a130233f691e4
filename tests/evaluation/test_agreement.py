"""Agreement of assessors, against values worked out by hand and against what must hold always."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.evaluation.agreement import band, deviations, drift, kappas, weighted_kappa

PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("score", "expected"), [(0, 0), (59.9, 0), (60, 1), (69, 1), (70, 2), (89, 3), (90, 4), (100, 4)]
)
def test_scores_fall_into_five_bands(score: float, expected: int) -> None:
    assert band(score) == expected


def test_kappa_of_a_worked_example() -> None:
    """Two raters, three categories, ten cases; the sums by hand: seen 4/10, by chance 130/100."""
    pairs = [(0, 0)] * 3 + [(1, 1)] * 2 + [(2, 2)] + [(0, 1), (1, 0), (1, 2), (2, 1)]
    first, second = [4, 4, 2], [4, 4, 2]
    by_chance = sum(first[i] * second[j] * (i - j) ** 2 for i in range(3) for j in range(3)) / 100
    assert by_chance == pytest.approx(1.12)
    assert weighted_kappa(pairs, 3) == pytest.approx(1 - 0.4 / 1.12)


@given(PAIRS)
def test_kappa_is_at_most_one_and_the_same_both_ways(pairs: list[tuple[int, int]]) -> None:
    found, turned = weighted_kappa(pairs), weighted_kappa([(b, a) for a, b in pairs])
    assert (found is None) == (turned is None)
    if found is not None:
        assert found <= 1 + 1e-12
        assert found == pytest.approx(turned)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=30).filter(lambda row: len(set(row)) > 1))
def test_full_agreement_is_one(row: list[int]) -> None:
    assert weighted_kappa([(one, one) for one in row]) == pytest.approx(1)


def test_opposite_judgements_are_worse_than_chance() -> None:
    assert weighted_kappa([(0, 4), (4, 0)]) == pytest.approx(-1)


@pytest.mark.parametrize("pairs", [[], [(2, 2)] * 5])
def test_nothing_to_agree_upon_has_no_kappa(pairs: list[tuple[int, int]]) -> None:
    assert weighted_kappa(pairs) is None


def test_each_assessor_is_compared_with_all_colleagues() -> None:
    found = kappas([{"a": 95, "b": 92, "c": 50}, {"a": 65, "b": 61, "c": 99}])
    assert found["a"][1] == found["b"][1] == found["c"][1] == 4
    assert found["c"][0] < 0 < found["a"][0] + 1  # c says the opposite of both


def test_the_strict_one_is_found() -> None:
    found = deviations([{"a": 80, "b": 82, "c": 70}] * 3 + [{"alone": 90}])
    assert found["c"] == [-11.0] * 3
    assert "alone" not in found


@given(st.dictionaries(st.sampled_from("abcde"), st.floats(0, 100), min_size=2))
def test_deviations_of_a_case_sum_to_nothing(scores: dict[str, float]) -> None:
    assert math.isclose(sum(row[0] for row in deviations([scores]).values()), 0, abs_tol=1e-9)


def test_somebody_who_grows_strict_raises_an_alarm() -> None:
    steady = [1.0, -1.0] * 10
    assert drift(steady) is not None
    assert drift(steady).is_alarming is False
    grown = [0.5, -0.5] * 5 + [-7.5, -8.5] * 5
    assert drift(grown).is_alarming
    assert drift(grown).change == pytest.approx(-8)


def test_a_small_or_uncertain_change_raises_none() -> None:
    assert drift([0.0, 0.1] * 5 + [2.0, 2.1] * 5).is_alarming is False  # certain, but under three points
    assert drift([-30.0, 30.0] * 5 + [-20.0, 36.0] * 5).is_alarming is False  # eight points, but it may be luck


def test_a_few_cases_say_nothing() -> None:
    assert drift([5.0] * 19) is None
