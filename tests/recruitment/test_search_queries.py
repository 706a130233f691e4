"""The public search finds, filters, counts and orders vacancies."""

import datetime as dt

import pytest

from juxian.kit import clock
from juxian.recruitment.models import Listing, ReplyRecord, Standing, VisibilityLevel
from juxian.recruitment.queries import columns
from juxian.recruitment.queries.search import PER_PAGE, Asked, newest, search
from juxian.recruitment.states import VacancyState
from tests.cast import make_organisation
from tests.recruitment.listings import load_streets, make_listed, make_open

pytestmark = pytest.mark.django_db


def titles(asked=None, **values):
    return [card.vacancy.title for card in search(asked or Asked(**values)).cards]


def count_of(found, name, key):
    return next(
        choice.count for facet in found.facets if facet.name == name for choice in facet.choices if choice.key == key
    )


@pytest.mark.parametrize("text", ["焊工", "電焊", "hangong", "dhg", "演示船厂", "yanshichuan", "氩弧", "DIAN"])
def test_a_vacancy_is_found_by_title_employer_and_requirements(text):
    make_listed("电焊工", make_organisation("演示船厂有限公司"), requirements="会氩弧焊")
    make_listed("出纳")
    assert titles(text=text) == ["电焊工"]


def test_a_word_in_the_title_comes_before_one_in_the_requirements():
    make_listed("焊工", approved_at=clock.now() - dt.timedelta(days=5))
    make_listed("质检员", requirements="懂焊工工艺")
    assert titles(text="焊工") == ["焊工", "质检员"]


def test_filters_narrow_and_each_filter_counts_as_if_it_were_not_set():
    load_streets()
    make_listed("甲", street_code="350211003", kind="full_time")
    make_listed("乙", street_code="350211004", kind="full_time")
    make_listed("丙", street_code="350211004", kind="internship")
    found = search(Asked(chosen={"street": ("350211004",), "kind": ("full_time",)}))
    assert [card.vacancy.title for card in found.cards] == ["乙"]
    assert found.total == 1
    assert count_of(found, "street", "350211003") == 1
    assert count_of(found, "street", "350211004") == 1
    assert count_of(found, "kind", "full_time") == 1
    assert count_of(found, "kind", "internship") == 1


def test_pay_counts_whoever_offers_at_least_that_much_whatever_the_unit():
    make_listed("月薪", pay_low_fen=650_000, pay_high_fen=700_000)
    make_listed("日薪", pay_low_fen=30_000, pay_high_fen=30_000, pay_unit="day")
    make_listed("低薪", pay_low_fen=350_000)
    assert set(titles(chosen={"pay": ("6000",)})) == {"月薪", "日薪"}
    assert titles(sort="pay") == ["日薪", "月薪", "低薪"]


def test_the_list_is_ordered_by_distance_from_a_street():
    for street in ("350211102", "350211003", "350211004", "350211404"):
        make_listed(street, street_code=street)
    assert titles(near="350211003", sort="near") == ["350211003", "350211004", "350211102", "350211404"]
    first = search(Asked(near="350211003", sort="near")).cards[0]
    assert first.kilometres == 0


def test_employers_that_seldom_answer_come_last_and_those_that_never_do_only_when_asked_for():
    quick, slow, silent = (make_organisation(name) for name in ("快公司", "慢公司", "哑公司"))
    make_listed("哑", silent)
    make_listed("慢", slow)
    make_listed("快", quick)
    Listing.objects.place({slow.pk: Standing.LOWERED, silent.pk: Standing.HIDDEN})
    assert titles() == ["快", "慢"]
    assert titles(sort="pay") == ["快", "慢"], "no order lets silence come first"
    assert titles(shows_silent=True) == ["快", "慢", "哑"]
    Listing.objects.place({silent.pk: Standing.FULL})
    assert titles()[1:] == ["哑", "慢"]


def test_a_new_vacancy_of_a_silent_employer_takes_its_standing_with_it():
    silent = make_organisation("哑公司")
    ReplyRecord.objects.create(organisation=silent, due=9, answered=1, rate=11, visibility=VisibilityLevel.HIDDEN)
    make_listed("哑", silent)
    assert titles() == []


def test_only_open_vacancies_whose_day_has_not_passed_are_listed():
    kept = make_listed("开着")
    closed = make_listed("关了")
    closed.state = VacancyState.CLOSED
    closed.save()
    Listing.objects.follow([closed, kept])
    over = make_listed("过期")
    Listing.objects.filter(pk=over.pk).update(valid_until_on=clock.today() - dt.timedelta(days=1))
    assert titles() == ["开着"]


def test_following_twice_changes_nothing_and_a_reindex_repairs_whatever_was_lost():
    lost, kept = make_open("没进来"), make_listed("在里面")
    Listing.objects.follow([kept])
    assert Listing.objects.reindex() == 2
    assert set(titles()) == {lost.title, kept.title}
    kept.state = VacancyState.TAKEN_DOWN
    kept.save()
    assert Listing.objects.reindex() == 1


def test_a_major_finds_only_vacancies_that_name_it():
    make_listed("工艺员", majors=["机械设计制造及其自动化"])
    make_listed("机械工", requirements="机械专业优先")
    assert titles(major="机械设计") == ["工艺员"]


def test_pages_hold_twenty_and_the_deepest_is_bounded(monkeypatch):
    monkeypatch.setattr("juxian.recruitment.queries.search.MOST_PAGES", 2)
    employer = make_organisation()
    Listing.objects.follow([make_open(f"职位{number}", employer) for number in range(PER_PAGE * 2 + 1)])
    found = search(Asked(), number=99)
    assert found.total == 41
    assert found.is_deep
    assert found.page.number == 2
    assert len(found.cards) == PER_PAGE


def test_the_search_takes_as_many_queries_for_thirty_vacancies_as_for_three(django_assert_max_num_queries):
    for _ in range(3):
        make_listed("焊工")
    for asked in (Asked(), Asked(text="焊工", chosen={"kind": ("full_time",)}, near="350211003", sort="near")):
        with django_assert_max_num_queries(10):
            search(asked)
    employer = make_organisation()
    Listing.objects.follow([make_open(f"焊工{number}", employer) for number in range(27)])
    with django_assert_max_num_queries(10):
        assert search(Asked(text="焊工")).total == 30


def test_the_columns_of_a_long_list_are_kept_for_ten_seconds_and_rows_come_fresh(monkeypatch):
    monkeypatch.setattr(columns, "LONG_LIST", 1)
    monkeypatch.setattr(columns, "_kept", {})
    make_listed("一")
    assert search(Asked()).total == 1
    make_listed("二")
    found = search(Asked())
    assert found.total == 1
    assert found.cards[0].vacancy.title == "二"
    monkeypatch.setattr(columns, "_kept", {})
    assert search(Asked()).total == 2


def test_more_matches_than_are_counted_are_said_to_be_cut(monkeypatch):
    for module in ("columns", "search"):
        monkeypatch.setattr(f"juxian.recruitment.queries.{module}.MOST_MATCHES", 2)
    for number in range(3):
        make_listed(f"焊工{number}")
    found = search(Asked(text="焊工"))
    assert found.is_cut
    assert found.total == 2


def test_the_newest_are_found_without_counting():
    make_listed("甲", kind="internship")
    later = make_listed("乙", kind="internship")
    make_listed("丙")
    assert newest(Asked(chosen={"kind": ("internship",)}), 1) == [later.pk]


def test_nothing_typed_makes_a_query_fail():
    make_listed("焊工")
    for text in ("'", "\\", "a & b | !c", "焊工' | 'x", "\x00", "：*", "()", "%_", "🙂", "<->"):
        search(Asked(text=text, major=text))
