"""How far the streets of Jimei lie from each other."""

import pytest

from juxian.districts.streets import distances_km


def test_a_street_is_nearest_to_itself_and_the_rest_comes_in_order():
    found = distances_km("jimei", "350211003")
    assert next(iter(found)) == "350211003"
    assert found["350211003"] == 0
    assert list(found)[1] == "350211004", "杏滨 lies beside 杏林"
    assert list(found.values()) == sorted(found.values())


def test_the_way_from_guankou_to_jimei_is_about_twelve_kilometres():
    assert distances_km("jimei", "350211102")["350211001"] == pytest.approx(11.8, abs=1.0)


def test_a_place_that_nobody_knows_has_no_distances():
    assert distances_km("jimei", "350211404") == {} == distances_km("nowhere", "350211001")
