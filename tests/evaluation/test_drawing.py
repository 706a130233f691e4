"""The draw: the same seed gives the same result, whoever replays it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.evaluation.drawing import commitment_of, draw, keeps, ranking, seed_of

SEEDS = st.text(min_size=1, max_size=40)
ITEMS = st.text(alphabet=st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1, max_size=12)
POOLS = st.lists(ITEMS, unique=True, max_size=20)


@given(SEEDS, POOLS, st.randoms(use_true_random=False))
def test_the_order_of_the_pool_plays_no_part(seed, pool, random):
    shuffled = list(pool)
    random.shuffle(shuffled)
    assert ranking(seed, shuffled) == ranking(seed, pool)


@given(SEEDS, POOLS, st.data())
def test_as_many_as_asked_are_drawn_each_once_and_from_the_pool(seed, pool, data):
    count = data.draw(st.integers(0, len(pool)))
    drawn = draw(seed, pool, count)
    assert len(drawn) == len(set(drawn)) == count
    assert set(drawn) <= set(pool)
    assert drawn == ranking(seed, pool)[:count]


@given(SEEDS, POOLS, ITEMS)
def test_one_more_in_the_pool_never_changes_the_order_of_the_others(seed, pool, item):
    others = [one for one in pool if one != item]
    assert [one for one in ranking(seed, [*others, item]) if one != item] == ranking(seed, others)


def test_each_is_drawn_about_equally_often():
    pool = [f"K{number:02}" for number in range(10)]
    times = dict.fromkeys(pool, 0)
    for number in range(2000):
        for item in draw(f"seed {number}", pool, 3):
            times[item] += 1
    assert all(500 < count < 700 for count in times.values())  # 600 expected, a standard deviation of 20


def test_the_lot_is_what_sha256sum_prints():
    lots = {item: hashlib.sha256(b"2025-7\n" + item.encode()).hexdigest() for item in ("K01", "K02", "K03")}
    assert draw("2025-7", ["K03", "K01", "K02"], 3) == sorted(lots, key=lots.__getitem__)


def test_a_known_draw_stays_what_it_was():
    """Published draws must replay for ever: this order was computed once and written down."""
    assert draw("juxian", ["K01", "K02", "K03", "K04", "K05"], 3) == ["K05", "K04", "K03"]


def test_a_commitment_holds_its_secret_and_no_other():
    assert keeps(commitment_of("one"), "one")
    assert not keeps(commitment_of("one"), "other")


def test_the_seed_is_the_secret_and_the_public_values():
    assert seed_of("s3cret", "2025-1", "2025-03-12", "厦门日报") == "s3cret|2025-1|2025-03-12|厦门日报"


@pytest.mark.parametrize(("pool", "count"), [(["K01"], 2), (["K01"], -1), ([], 1)])
def test_more_than_there_are_cannot_be_drawn(pool, count):
    with pytest.raises(ValueError, match="cannot be drawn"):
        draw("seed", pool, count)


def test_an_empty_seed_and_a_line_feed_are_refused():
    with pytest.raises(ValueError, match="seed"):
        draw("", ["K01"], 1)
    with pytest.raises(ValueError, match="line feed"):
        draw("seed", ["K\n01"], 1)
