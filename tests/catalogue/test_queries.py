"""Which catalogue rules on a day, what a code means, and what changes from year to year."""

from datetime import date

import pytest

from juxian.catalogue.levels import HIGHLY_SKILLED, RECOGNISED, SkillLevel, in_order, level_of
from juxian.catalogue.models import Edition, Occupation
from juxian.catalogue.queries import difference, edition_in_force, item_for, open_editions, resolve_occupation
from juxian.catalogue.states import EditionState
from juxian.kit.access import VISITOR
from tests.catalogue.factories import make_alias, make_edition, make_item, make_occupation, put_into

pytestmark = pytest.mark.django_db
OPINION, PUBLISHED, ARCHIVED = EditionState.OPINION, EditionState.PUBLISHED, EditionState.ARCHIVED


class TestInForce:
    def test_no_catalogue_rules_before_the_first_is_published(self):
        make_edition(2025, state=PUBLISHED)
        assert edition_in_force(date(2025, 2, 28)) is None

    def test_it_rules_from_the_day_of_publication(self):
        edition = make_edition(2025, state=PUBLISHED)
        assert edition_in_force(date(2025, 3, 1)) == edition

    def test_last_years_rules_until_this_years_is_published(self):
        old, new = make_edition(2024, state=PUBLISHED), make_edition(2025, state=PUBLISHED)
        assert [edition_in_force(day) for day in (date(2025, 2, 28), date(2025, 3, 1))] == [old, new]

    def test_an_archived_one_ruled_until_the_day_it_was_archived(self):
        old = make_edition(2024, state=ARCHIVED)
        assert edition_in_force(date(2024, 12, 30)) == old
        assert edition_in_force(date(2024, 12, 31)) is None

    def test_a_draft_never_rules(self):
        make_edition(2025, state=OPINION)
        assert edition_in_force(date(2025, 12, 31)) is None


def test_an_item_is_found_by_its_occupation():
    edition = make_edition()
    item = make_item(edition)
    assert item_for(edition, item.occupation) == item
    assert item_for(edition, make_occupation()) is None


def test_opinions_are_open_from_the_first_day_to_the_last():
    edition = make_edition(2025, state=OPINION)
    days = [date(2025, 1, 31), date(2025, 2, 1), date(2025, 2, 28), date(2025, 3, 1)]
    assert [edition in open_editions(day) for day in days] == [False, True, True, False]


def test_the_public_does_not_see_drafts_and_the_office_does(cast):
    draft, shown = make_edition(2026), make_edition(2025, state=OPINION)
    assert set(Edition.objects.visible_to(VISITOR)) == {shown}
    assert set(Edition.objects.visible_to(cast.lin.actor)) == {draft, shown}


class TestResolve:
    def test_a_code_of_the_classification(self):
        welder = make_occupation("焊工", "6-18-02-04")
        assert resolve_occupation("6-18-02-04") == welder
        assert resolve_occupation("6-18-02-05") is None

    def test_a_code_that_has_since_been_given_to_somebody_else(self):
        repair = make_occupation("机电设备维修工", "6-31-01-10")
        robots = make_occupation("工业机器人系统运维员", "6-31-07-01")
        make_alias(robots, code="6-31-01-10", valid_from=date(2020, 1, 1), valid_until=date(2022, 9, 28))
        assert resolve_occupation("6-31-01-10", on=date(2021, 5, 1)) == robots
        assert resolve_occupation("6-31-01-10") == repair
        assert resolve_occupation("6-31-01-10", title="工业机器人系统运维员") == robots

    def test_another_title(self):
        welder = make_occupation("焊工", "6-18-02-04")
        make_alias(welder, title="电焊工")
        assert resolve_occupation(title="电焊工") == welder
        assert resolve_occupation("6-18-02-04", title="电焊工") == welder

    def test_the_newest_version_of_a_code(self):
        make_occupation("焊接工", "6-18-02-04", version="2015", is_active=False)
        new = make_occupation("焊工", "6-18-02-04", version="2022")
        assert resolve_occupation("6-18-02-04") == new


class TestSearch:
    @pytest.mark.parametrize("words", ["电工", "電工", "diangong", "dg", "6-31-01", "电 6-31", "ＤＩＡＮＧＯＮＧ"])
    def test_chinese_traditional_pinyin_initials_and_codes(self, words):
        electrician = make_occupation("电工", "6-31-01-03")
        make_occupation("车工", "6-18-01-01")
        assert list(Occupation.objects.search(words)) == [electrician]

    @pytest.mark.parametrize("words", ["100%", "_", "\\", "'; DROP TABLE"])
    def test_wildcards_mean_themselves(self, words):
        make_occupation("焊工", "6-18-02-04")
        assert not Occupation.objects.search(words).exists()


class TestDifference:
    def test_added_removed_and_changed_items_with_who_gains_and_who_loses(self):
        old, new = make_edition(2024), make_edition(2025)
        gone, kept, came = make_occupation(), make_occupation(), make_occupation()
        make_item(old, gone, levels=["senior"])
        make_item(old, kept, levels=["senior", "technician"], stars=2)
        make_item(new, kept, levels=["technician", "chief"], stars=4)
        make_item(new, came, levels=["intermediate"])
        found = difference(new, old)
        assert ([row.occupation for row in found.added], [row.occupation for row in found.removed]) == ([came], [gone])
        (change,) = found.changed
        assert (change.levels_added, change.levels_removed, change.stars_delta) == (["chief"], ["senior"], 2)
        assert found.gains() == {(came.pk, "intermediate"), (kept.pk, "chief")}
        assert found.losses() == {(gone.pk, "senior"), (kept.pk, "senior")}

    def test_a_copy_differs_in_nothing(self):
        old, new = make_edition(2024), make_edition(2025)
        occupation = make_occupation()
        make_item(old, occupation)
        make_item(new, occupation)
        found = difference(put_into(new, PUBLISHED), old)
        assert (found.added, found.removed, found.changed) == ([], [], [])


class TestLevels:
    def test_eight_levels_of_which_the_district_recognises_six(self):
        assert [level.number for level in SkillLevel] == list(range(8))
        assert [str(level.label) for level in RECOGNISED] == [
            "中级工",
            "高级工",
            "技师",
            "高级技师",
            "特级技师",
            "首席技师",
        ]

    def test_highly_skilled_begins_with_senior(self):
        assert HIGHLY_SKILLED[0] is SkillLevel.SENIOR
        assert not SkillLevel.INTERMEDIATE.is_highly_skilled

    def test_levels_are_kept_in_order_and_once(self):
        assert in_order(["chief", "senior", "chief"]) == ["senior", "chief"]

    @pytest.mark.parametrize(("word", "level"), [("技师", "technician"), (" 首席技师 ", "chief"), ("大师", None)])
    def test_an_official_word_names_a_level(self, word, level):
        assert level_of(word) == level
