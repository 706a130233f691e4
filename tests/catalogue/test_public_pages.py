"""The catalogue as everybody reads it."""

import io
from datetime import date

import openpyxl
import pytest

from juxian.catalogue.models import Opinion
from juxian.catalogue.states import EditionState
from tests.catalogue.factories import (
    make_alias,
    make_edition,
    make_group,
    make_item,
    make_occupation,
    put_into,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    edition = make_edition(2025, is_illustrative=True)
    software = make_group("software", "软件和信息服务")
    make_item(edition, make_occupation("焊工", "6-18-02-04"), stars=5)
    make_item(edition, make_occupation("电工", "6-31-01-03"), stars=3, levels=["senior"])
    make_item(edition, make_occupation("人工智能训练师", "4-04-05-05"), stars=4, group=software)
    return put_into(edition, EditionState.PUBLISHED)


def names(response) -> list[str]:
    return [item.name for item in response.context["page"]]


def test_the_list_shows_what_was_published_and_no_draft(client, edition):
    make_edition(2026)
    page = client.get("/catalogue/").content.decode()
    assert "2025 年度目录" in page
    assert "2026 年度目录" not in page


def test_an_invented_catalogue_is_labelled(client, edition):
    for address in ("/catalogue/", "/catalogue/2025/", "/catalogue/2025/6-18-02-04/"):
        assert "演示" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["焊工", "人工智能训练师", "电工"]),
        ("q=dian", ["电工"]),
        ("q=電工", ["电工"]),
        ("q=6-18", ["焊工"]),
        ("group=software", ["人工智能训练师"]),
        ("level=chief", ["焊工", "人工智能训练师"]),
        ("stars=5", ["焊工"]),
        ("level=senior&group=machinery&q=工", ["焊工", "电工"]),
        ("q=没有的工种", []),
    ],
)
def test_search_and_filters_are_in_the_address(client, edition, query, found):
    assert names(client.get(f"/catalogue/2025/?{query}")) == found


@pytest.mark.parametrize(
    "query", ["stars=9", "stars=x", "level=god", "group=%00", "page=-1", "page=zzz", "q=" + "工" * 500]
)
def test_a_nonsensical_address_breaks_nothing(client, edition, query):
    assert client.get(f"/catalogue/2025/?{query}").status_code == 200


def test_the_download_holds_what_the_filters_leave(client, edition):
    response = client.get("/catalogue/2025/items.xlsx?stars=5")
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(response))).active.values)
    assert [row[:2] for row in rows[1:]] == [("6-18-02-04", "焊工")]


def test_an_items_page_shows_its_levels_other_names_and_other_years(client, edition):
    occupation = edition.items.get(occupation__code="6-18-02-04").occupation
    make_alias(occupation, title="电焊工", source="原职业资格名称")
    earlier = make_edition(2024)
    make_item(earlier, occupation, stars=2)
    put_into(earlier, EditionState.PUBLISHED)
    page = client.get("/catalogue/2025/6-18-02-04/").content.decode()
    assert all(word in page for word in ("首席技师", "电焊工", "2024"))


@pytest.mark.parametrize("address", ["/catalogue/2026/", "/catalogue/1999/", "/catalogue/2025/9-99-99-99/"])
def test_what_the_public_may_not_see_does_not_exist(client, edition, address):
    make_edition(2026)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_a_page_asks_the_database_the_same_number_of_times(client, django_assert_max_num_queries, rows):
    edition = make_edition(2025)
    for _ in range(rows):
        make_item(edition)
    put_into(edition, EditionState.PUBLISHED)
    with django_assert_max_num_queries(14):
        assert len(names(client.get("/catalogue/2025/"))) == rows


class TestOpinion:
    address = "/catalogue/2025/opinion/"
    data = {"text": "建议把氩弧焊列入目录，企业很缺。", "contact": "13800000001"}

    @pytest.fixture
    def asked(self):
        return put_into(make_edition(2025), EditionState.OPINION, opinion_until_on=date(2025, 3, 31))

    def test_a_visitor_sends_an_opinion(self, client, asked):
        assert self.address in client.get("/catalogue/2025/").content.decode()
        assert client.post(self.address, self.data).status_code == 302
        assert Opinion.objects.get().edition == asked

    def test_a_short_one_comes_back_with_the_reason(self, client, asked):
        response = client.post(self.address, {"text": "好"})
        assert (response.status_code, Opinion.objects.count()) == (422, 0)
        assert "意见太短" in response.content.decode()

    def test_after_the_period_there_is_no_form(self, client, edition):
        assert "现在不征求意见" in client.get(self.address).content.decode()
        assert client.post(self.address, self.data).status_code == 422

    def test_a_flood_is_stopped(self, client, asked):
        codes = [client.post(self.address, self.data).status_code for _ in range(11)]
        assert codes == [302] * 10 + [429]
        assert Opinion.objects.count() == 10
