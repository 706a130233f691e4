"""Notices as everybody reads them, and an objection without an account."""

import io
from datetime import date
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from juxian.notices.models import Objection
from juxian.notices.states import NoticeState
from tests.cast import client_as
from tests.notices.factories import REASON, make_entry, make_notice

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def picture() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "JPEG")
    file.seek(0)
    file.name = "证据.jpg"
    return file


@pytest.mark.parametrize(
    ("state", "is_shown"), [("draft", False), ("published", True), ("closed", True), ("withdrawn", False)]
)
def test_only_what_is_or_was_shown_is_public(client, state, is_shown):
    notice = make_notice(state)
    assert (notice.title in client.get("/notices/").content.decode()) is is_shown
    assert client.get(f"/notices/{notice.pk}/").status_code == (200 if is_shown else 404)
    assert client.get(f"/notices/{notice.pk}/objection/").status_code == (200 if is_shown else 404)


def test_a_notice_names_people_only_masked_and_says_its_days(client):
    page = client.get(f"/notices/{make_notice().pk}/").content.decode()
    assert all(word in page for word in ("吕*强", "演示精密制造（集美）有限公司", "高级技师", "5 个工作日", "提出异议"))


def test_after_the_end_each_name_has_its_result_and_no_link(client):
    notice = make_notice(NoticeState.CLOSED, entries=1)
    notice.entries.update(state="objected")
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    assert "异议成立" in page
    assert "objection/" not in page


@pytest.mark.parametrize(("day", "is_shown"), [("2025-04-18", True), ("2025-04-19", False)])
def test_thirty_days_after_the_end_the_names_are_gone_and_the_numbers_stay(client, frozen_time, day, is_shown):
    notice = make_notice(NoticeState.CLOSED, entries=3)  # its last day is 2025-03-19
    notice.entries.filter(position__lt=3).update(state="clear")
    notice.entries.filter(position=3).update(state="objected")
    frozen_time.move_to(f"{day}T12:00:00+08:00")
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    assert ("吕*强" in page) is is_shown
    assert ("演示精密制造" in page) is is_shown
    assert ("名单已撤下" in page) is not is_shown
    if not is_shown:
        assert [result[1] for result in client.get(f"/notices/{notice.pk}/").context["results"]] == [2, 1]


def test_the_district_says_how_long_names_stay(client, settings, frozen_time):
    settings.NOTICE_NAMES_DAYS = 0
    notice = make_notice(NoticeState.CLOSED)
    frozen_time.move_to("2025-03-19T23:00:00+08:00")
    assert "吕*强" in client.get(f"/notices/{notice.pk}/").content.decode()
    frozen_time.move_to("2025-03-20T00:10:00+08:00")
    assert "吕*强" not in client.get(f"/notices/{notice.pk}/").content.decode()


def test_a_notice_that_runs_keeps_its_names_and_the_office_sees_them_always(client, cast, frozen_time):
    running, old = make_notice(), make_notice(NoticeState.CLOSED)
    frozen_time.move_to("2025-09-01T12:00:00+08:00")
    assert "吕*强" in client.get(f"/notices/{running.pk}/").content.decode()
    office = client_as(cast.zhao.actor)
    assert "吕*强" in office.get(f"/office/notices/{old.pk}/").content.decode()


def test_the_feed_lists_notices_without_any_name(client):
    notice = make_notice(published_at=timezone.now())
    make_notice(NoticeState.DRAFT)
    response = client.get("/notices/feed.atom")
    entries = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}id").text for entry in entries] == [notice.pk.urn]
    assert "吕" not in response.content.decode()


@pytest.mark.parametrize("rows", [3, 30])
def test_a_page_asks_the_database_the_same_number_of_times(client, django_assert_max_num_queries, rows):
    notice = make_notice(entries=rows)
    with django_assert_max_num_queries(10):
        client.get(f"/notices/{notice.pk}/")


class TestObjection:
    def test_a_visitor_objects_to_one_entry_with_evidence(self, client):
        notice = make_notice()
        entry = notice.entries.last()
        address = f"/notices/{notice.pk}/objection/"
        assert client.get(f"{address}?entry={entry.pk}").context["form"]["entry"].value() == entry.pk
        data = {"entry": entry.pk, "reason": REASON, "objector_name": "何远", "objector_contact": "13800000009"}
        assert client.post(address, {**data, "file": picture()}).status_code == 302
        objection = Objection.objects.get()
        assert (objection.entry, objection.is_anonymous) == (entry, False)
        assert objection.evidence.purpose == "notices.objection"

    @pytest.mark.parametrize(
        ("data", "word"),
        [
            ({"reason": ""}, "请填写这一项"),
            ({"reason": "不服"}, "理由太短"),
            ({"reason": REASON, "objector_name": "何远"}, "联系方式"),
            ({"reason": REASON, "entry": "01958814-8100-7d35-8223-5bbd772854cf"}, "不在这份公示中"),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_kept(self, client, data, word):
        response = client.post(f"/notices/{make_notice().pk}/objection/", data)
        assert (response.status_code, Objection.objects.count()) == (422, 0)
        assert word in response.content.decode()

    def test_an_entry_of_another_notice_cannot_be_named(self, client):
        other = make_notice().entries.first()
        response = client.post(f"/notices/{make_notice().pk}/objection/", {"entry": other.pk, "reason": REASON})
        assert (response.status_code, Objection.objects.count()) == (422, 0)

    def test_after_the_last_day_there_is_no_form(self, client):
        notice = make_notice(starts_on=date(2025, 3, 3), ends_on=date(2025, 3, 11))
        address = f"/notices/{notice.pk}/objection/"
        assert "公示期已过" in client.get(address).content.decode()
        assert client.post(address, {"reason": REASON}).status_code == 422

    @pytest.mark.parametrize("query", ["entry=x", "entry=", "entry=0000"])
    def test_a_nonsensical_address_breaks_nothing(self, client, query):
        assert client.get(f"/notices/{make_notice().pk}/objection/?{query}").status_code == 200

    def test_a_flood_is_stopped(self, client):
        address = f"/notices/{make_notice().pk}/objection/"
        codes = [client.post(address, {"reason": REASON}).status_code for _ in range(6)]
        assert codes == [302] * 5 + [429]


class TestEvidence:
    def test_only_who_handles_objections_reads_it(self, client, cast):
        notice = make_notice(entries=0)
        make_entry(notice, position=1)
        client.post(f"/notices/{notice.pk}/objection/", {"reason": REASON, "file": picture()})
        evidence = Objection.objects.get().evidence_id
        codes = [
            client_as(who).get(reverse("kit:upload", args=[evidence])).status_code
            for who in (cast.zhao.actor, cast.huang.actor, cast.lv.citizen)
        ]
        assert codes == [200, 404, 404]
