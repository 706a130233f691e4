"""The public pages of vacancies, employers and campaigns, and the files for machines."""

import datetime as dt
import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from juxian.kit import clock
from juxian.recruitment.models import Blacklisting, Campaign, EmployerPage, Listing, Participation, ReplyRecord
from juxian.recruitment.states import CampaignState, ParticipationState, VacancyState
from tests.cast import make_organisation
from tests.recruitment.listings import load_streets, make_listed

pytestmark = pytest.mark.django_db
SECRET_NAME, SECRET_PHONE = "林接待", "13950001111"


@pytest.fixture
def vacancy():
    load_streets()
    return make_listed(
        "电焊工",
        make_organisation("演示船厂有限公司"),
        requirements="会氩弧焊</script><script>alert(1)</script>",
        perks=["insurance", "meals"],
        housing="lodging",
        pay_months=13,
        contact_name=SECRET_NAME,
        contact_phone=SECRET_PHONE,
    )


@pytest.fixture
def visitor():
    return Client()


def words(response):
    return response.content.decode()


def test_a_visitor_finds_a_vacancy_without_javascript_and_filters_stay_in_the_address(visitor, vacancy):
    page = words(visitor.get("/jobs/", {"q": "hangong", "street": "350211003", "pay": "4000"}))
    assert vacancy.title in page
    assert 'value="350211003" checked' in page
    assert f'href="/jobs/{vacancy.number}/"' in page
    assert "street=350211003" in page, "taking the pay away keeps the street"


def test_htmx_gets_only_the_part_and_the_readable_address(visitor, vacancy):
    answer = visitor.get(
        "/jobs/", {"q": "", "kind": "full_time", "major": "", "sort": ""}, headers={"HX-Request": "true"}
    )
    assert "<html" not in words(answer)
    assert 'id="jobs"' in words(answer)
    assert answer["HX-Push-Url"] == "/jobs/?kind=full_time"


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=99999999999",
        "near=x%0d%0ay",
        "sort=;",
        "street=" + "9" * 400,
        "kind=a&kind=b",
        "q=%00",
        "silent=maybe",
    ],
)
def test_whatever_stands_in_the_address_a_page_comes(visitor, vacancy, query):
    assert visitor.get(f"/jobs/?{query}").status_code == 200


def test_an_empty_list_says_what_to_do(visitor):
    assert "现在没有正在招聘的职位" in words(visitor.get("/jobs/"))
    assert "没有符合全部条件的职位" in words(visitor.get("/jobs/?q=宇航员"))


def test_a_vacancy_shows_what_the_law_wants_and_no_contact(visitor, vacancy):
    ReplyRecord.objects.create(organisation=vacancy.organisation, due=20, answered=19, rate=95, median_days=3)
    page = words(visitor.get(f"/jobs/{vacancy.number}/"))
    for expected in (
        "电焊工",
        "演示船厂有限公司",
        "5,000–7,000 元/月 · 13 薪",
        "招 2 人",
        "杏林街道",
        "有效期至",
        "五险",
        "95%",
        vacancy.number,
    ):
        assert expected in page, expected
    assert SECRET_NAME not in page
    assert SECRET_PHONE not in page


def test_the_json_ld_can_be_read_and_cannot_be_broken_out_of(visitor, vacancy):
    page = words(visitor.get(f"/jobs/{vacancy.number}/"))
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL).group(1)
    posting = json.loads(data)
    assert posting["@type"] == "JobPosting"
    assert posting["title"] == "电焊工"
    assert posting["validThrough"].startswith(vacancy.valid_until_on.isoformat())
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 5000.0,
        "maxValue": 7000.0,
        "unitText": "MONTH",
    }
    assert posting["totalJobOpenings"] == 2
    assert posting["directApply"] is True
    assert "&lt;/script&gt;" in posting["description"], "what was written stays text"
    assert "<script>alert" not in page
    assert SECRET_NAME not in data
    assert SECRET_PHONE not in data


@pytest.mark.parametrize("state", [VacancyState.CLOSED, VacancyState.EXPIRED])
def test_a_vacancy_that_is_over_says_so_and_offers_others(visitor, vacancy, state):
    other = make_listed("氩弧焊工")
    over(vacancy, state)
    answer = visitor.get(f"/jobs/{vacancy.number}/")
    assert answer.status_code == 410
    assert "已经结束招聘" in words(answer)
    assert "电焊工" in words(answer)
    assert other.number in words(answer)


def test_a_vacancy_that_was_taken_down_keeps_nothing_but_its_number(visitor, vacancy):
    over(vacancy, VacancyState.TAKEN_DOWN)
    answer = visitor.get(f"/jobs/{vacancy.number}/")
    assert answer.status_code == 410
    assert "电焊工" not in words(answer)
    assert "演示船厂" not in words(answer)
    assert vacancy.number in words(answer)


@pytest.mark.parametrize(
    "state", [VacancyState.DRAFT, VacancyState.SUBMITTED, VacancyState.RETURNED, VacancyState.DISCARDED]
)
def test_a_vacancy_that_never_was_public_is_not_found(visitor, vacancy, state):
    vacancy.approved_at = None
    over(vacancy, state)
    for address in ("", "poster/", "code.png"):
        assert visitor.get(f"/jobs/{vacancy.number}/{address}").status_code == 404


def test_the_poster_and_the_code_lead_to_the_vacancy(visitor, vacancy):
    assert "<svg" in words(visitor.get(f"/jobs/{vacancy.number}/poster/"))
    assert visitor.get(f"/jobs/{vacancy.number}/code.png").content.startswith(b"\x89PNG")


def test_an_employer_shows_what_was_approved_and_not_what_it_writes_now(visitor, vacancy):
    EmployerPage.objects.create(
        organisation=vacancy.organisation,
        story="正在改的话",
        published={"summary": "造船六十年", "story": "批准的话", "pictures": []},
        published_at=clock.now(),
    )
    page = words(visitor.get(f"/employers/{vacancy.organisation.uscc}/"))
    assert "造船六十年" in page
    assert "批准的话" in page
    assert "正在改的话" not in page
    assert "1 个职位，2 个岗位" in page
    assert vacancy.title in page
    assert "造船六十年" in words(visitor.get("/employers/?q=船厂"))


def test_a_barred_employer_and_one_with_nothing_to_show_are_not_found(visitor, vacancy):
    assert visitor.get(f"/employers/{make_organisation().uscc}/").status_code == 404
    Blacklisting.objects.create(
        organisation=vacancy.organisation,
        reason="收押金",
        document="厦集人社罚1号",
        from_on=clock.today(),
        listed_by="赵",
    )
    assert visitor.get(f"/employers/{vacancy.organisation.uscc}/").status_code == 404


def test_the_sub_site_of_a_university_holds_its_own_vacancies_and_three_measures(visitor, vacancy):
    today = clock.today()
    campaign = Campaign(name="集大专场", kind="season", state=CampaignState.OPEN, starts_on=today, ends_on=today)
    campaign.save()
    place = Participation.objects.create(
        campaign=campaign, organisation=vacancy.organisation, state=ParticipationState.CONFIRMED
    )
    inside = make_listed("助理工程师", vacancy.organisation, participation=place, openings=7)
    page = words(visitor.get(f"/campaigns/{campaign.pk}/"))
    assert inside.title in page
    assert vacancy.title not in page
    assert "参加单位 1 家次，职位 1 个，岗位 7 个" in page
    assert "集大专场" in words(visitor.get("/campaigns/"))


def test_feeds_can_be_read_and_hold_no_contact(visitor, vacancy):
    make_listed("出纳")
    for address, count in (
        ("/jobs/feed.atom", 2),
        ("/jobs/feed.atom?q=电焊", 1),
        ("/jobs/feed.xml", 2),
        ("/jobs/sitemap-1.xml", 2),
    ):
        answer = visitor.get(address)
        tree = ElementTree.fromstring(answer.content)
        found = [each for each in tree.iter() if each.tag.rpartition("}")[2] in ("entry", "job", "loc")]
        assert len(found) == count, address
        assert answer["Content-Type"].split(";")[0].endswith("xml"), address
        assert SECRET_NAME not in words(answer)
        assert SECRET_PHONE not in words(answer)
    assert visitor.get("/jobs/sitemap-9.xml").status_code == 404


def test_pages_ask_for_no_more_rows_with_thirty_vacancies_than_with_three(
    visitor, vacancy, django_assert_max_num_queries
):
    for number in range(3):
        make_listed(f"电焊工{number}", vacancy.organisation)
    with django_assert_max_num_queries(15):
        visitor.get("/jobs/?q=焊工")
    for number in range(27):
        make_listed(f"焊工{number}", vacancy.organisation)
    with django_assert_max_num_queries(15):
        answer = visitor.get("/jobs/?q=焊工&near=350211003&sort=near")
    assert len(answer.content) < 120_000
    with django_assert_max_num_queries(20):
        visitor.get(f"/employers/{vacancy.organisation.uscc}/")


def over(vacancy, state):
    vacancy.state = state
    vacancy.save()
    Listing.objects.follow([vacancy])
    assert not Listing.objects.filter(pk=vacancy.pk, valid_until_on__gte=clock.today() + dt.timedelta(days=0)).exists()
