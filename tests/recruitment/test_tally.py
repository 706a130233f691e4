"""Counting with bit sets says the same as counting one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.recruitment.tally import Column, Columns

ROWS = st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from([-1, 0, 258, 618, 631])), max_size=40)
CHOICES = {"kind": {"a": [0], "b": [1, 2]}, "group": {"none": [-1], "x": [618], "y": [258, 631]}}


def columns(rows):
    data = [b"".join(row[place].to_bytes(2, "big", signed=True) for row in rows) for place in (0, 1)]
    return Columns(len(rows), {"kind": Column(data[0]), "group": Column(data[1])})


@settings(max_examples=40, deadline=None)
@given(ROWS, st.sets(st.sampled_from(["a", "b"]), max_size=2), st.sets(st.sampled_from(["none", "x", "y"]), max_size=2))
def test_every_choice_is_counted_among_the_rows_that_pass_the_other_filters(rows, kinds, groups):
    picked = {"kind": kinds, "group": groups}
    chosen = {name: [v for key in keys for v in CHOICES[name][key]] for name, keys in picked.items() if keys}
    tally = columns(rows)
    passes = [all(row[place] in chosen.get(name, [row[place]]) for place, name in enumerate(CHOICES)) for row in rows]
    assert tally.total(chosen) == sum(passes)
    for place, name in enumerate(CHOICES):
        other = 1 - place
        other_name = list(CHOICES)[other]
        among = [row for row in rows if row[other] in chosen.get(other_name, [row[other]])]
        expected = {key: sum(row[place] in values for row in among) for key, values in CHOICES[name].items()}
        assert tally.counts(name, CHOICES[name], chosen) == expected


def test_an_empty_list_counts_nothing():
    assert columns([]).counts("kind", CHOICES["kind"], {}) == {"a": 0, "b": 0}
