"""A person keeps searches and is told of what is new, once a day and only once."""

import datetime as dt

import pytest

from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.models import AuditEvent, Message
from juxian.recruitment.actions.saved_search import delete_search, save_search, set_alert
from juxian.recruitment.models import SavedSearch
from juxian.recruitment.queries.saved_search import MOST_SEARCHES
from juxian.recruitment.tasks import tell_new_vacancies
from tests.cast import client_as
from tests.recruitment.listings import load_streets, make_listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(cast):
    return cast.li


def keep(li, query="q=%E7%84%8A%E5%B7%A5"):
    return save_search(li.person, name="焊工", query=query, by=li.citizen)


def later(**values):
    return make_listed("电焊工", approved_at=clock.now() + dt.timedelta(hours=1), **values)


def told(li):
    return Message.objects.filter(recipient_id=li.person.pk, kind="recruitment.new_vacancies")


def test_a_person_keeps_a_search_from_the_list_and_finds_it_again(li):
    load_streets()
    client = client_as(li.citizen)
    client.post(
        "/my/searches/add/", {"query": "street=350211003&q=%E7%84%8A%E5%B7%A5&page=7&sort=pay&x=1", "next": "/jobs/"}
    )
    kept = SavedSearch.objects.get()
    assert kept.query == "q=%E7%84%8A%E5%B7%A5&street=350211003", "its one spelling, without page and order"
    assert kept.name == "焊工 · 杏林街道"
    assert "焊工 · 杏林街道" in client.get("/my/searches/").content.decode()
    assert "这个搜索已保存" in client.get("/jobs/?street=350211003&q=焊工").content.decode()
    assert AuditEvent.objects.filter(name="recruitment.save_search").exists()


def test_keeping_the_same_search_twice_keeps_one(li):
    keep(li)
    keep(li)
    assert SavedSearch.objects.count() == 1


def test_the_eleventh_search_is_refused_in_one_sentence(li):
    for number in range(MOST_SEARCHES):
        keep(li, f"q={number}")
    keep(li, "q=0")
    with pytest.raises(RuleBroken, match="不能再多了"):
        keep(li, "q=new")


def test_nobody_keeps_changes_or_forgets_a_search_of_somebody_else(li, cast):
    kept = keep(li)
    with pytest.raises(PermissionDenied):
        save_search(li.person, name="x", query="", by=cast.chen.citizen)
    with pytest.raises(PermissionDenied):
        set_alert(kept, is_alerting=False, by=cast.chen.citizen)
    with pytest.raises(PermissionDenied):
        delete_search(kept, by=cast.wang.actor)
    assert client_as(cast.chen.citizen).post(f"/my/searches/{kept.pk}/delete/").status_code == 404


def test_new_vacancies_are_told_once_with_the_way_to_the_list(li):
    make_listed("焊工", approved_at=clock.now() - dt.timedelta(days=1))
    keep(li)
    later()
    make_listed("出纳", approved_at=clock.now() + dt.timedelta(hours=1))
    assert tell_new_vacancies() == 1
    message = told(li).get()
    assert "1 个新职位" in message.title
    assert "电焊工" in message.body
    assert message.link == "/jobs/?q=%E7%84%8A%E5%B7%A5&sort=new"
    assert tell_new_vacancies() == 0
    assert told(li).count() == 1


def test_people_with_the_same_words_are_told_each_of_what_is_new_to_them(li, cast):
    keep(li)
    early = save_search(cast.chen.person, name="焊工", query="q=%E7%84%8A%E5%B7%A5", by=cast.chen.citizen)
    later()
    SavedSearch.objects.filter(pk=early.pk).update(seen_until_at=clock.now() + dt.timedelta(hours=9))
    assert tell_new_vacancies() == 1
    assert told(li).exists()
    assert not told(cast.chen).exists()


def test_who_turned_the_alert_off_is_left_alone_and_turning_it_on_again_tells_nothing_old(li):
    kept = keep(li)
    client = client_as(li.citizen)
    client.post(f"/my/searches/{kept.pk}/alert/")
    later()
    assert tell_new_vacancies() == 0
    with clock.at(clock.now() + dt.timedelta(hours=2)):
        client.post(f"/my/searches/{kept.pk}/alert/", {"on": "on"})
        assert tell_new_vacancies() == 0
    client.post(f"/my/searches/{kept.pk}/delete/")
    assert not SavedSearch.objects.exists()


def test_the_empty_page_says_how_to_keep_a_search(li):
    assert "还没有保存的搜索" in client_as(li.citizen).get("/my/searches/").content.decode()
