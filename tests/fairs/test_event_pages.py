"""The pages of events as each audience meets them."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from juxian.fairs import actions
from juxian.fairs.models import Barring, Booth, Event, Reservation
from juxian.kit.models import AuditEvent
from tests.cast import Cast, client_as
from tests.evaluation.factories import picture
from tests.fairs.factories import make_booth, make_draft, make_event, make_reservation, make_vacancy, run_now
from tests.jobs import run_jobs
from tests.recruitment.applying import applied


def page(client: Client, name: str, *args: Any, **query: Any) -> str:
    response = client.get(reverse(f"fairs:{name}", args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


@pytest.fixture
def fair(cast: Cast) -> Event:
    """A running on-site fair with a plan, a booth, a vacancy, a place, a paper, an answer."""
    event = make_event(cast, rules="请携带身份证。")
    actions.draw_floor(event, rows=2, columns=4, by=cast.zhao.actor)
    spot = event.spots.get(label="A01")
    booth = actions.add_participant(event, organisation=cast.employer, spot=spot, by=cast.zhao.actor)
    actions.show_vacancies(booth, vacancies=[make_vacancy(cast, "焊工", openings=3)], by=cast.wang.actor)
    actions.add_material(event, title="参会手册", file=picture(), by=cast.zhao.actor)
    question = actions.ask_question(event, question="有停车位吗？", by=cast.li.citizen)
    actions.answer_question(question, answer="地下停车场免费。", by=cast.zhao.actor)
    make_reservation(cast, event)
    return run_now(event)


def test_everybody_reads_the_calendar_the_event_and_its_booths(cast: Cast, fair: Event) -> None:
    visitor = Client()
    assert fair.title in page(visitor, "events", kind="onsite_fair", q="chunji")
    assert fair.title not in page(visitor, "events", kind="live_show")
    assert fair.title not in page(visitor, "events", when="past")
    text = page(visitor, "event", fair.pk)
    for words in (cast.employer.name, "焊工", "参会手册", "地下停车场免费", "A01", '"@type": "Event"', "请携带身份证"):
        assert words in text, words
    booth = page(visitor, "booth", fair.booths.get().pk)
    assert "焊工" in booth
    assert cast.li.person.name not in text + booth + page(visitor, "event_screen", fair.pk)
    entry = next(
        iter(Calendar.from_ical(visitor.get(reverse("fairs:event_ics", args=[fair.pk])).content).walk("VEVENT"))
    )
    assert (str(entry["summary"]), str(entry["location"])) == (fair.title, fair.place)
    assert fair.title in page(visitor, "events_atom")


def test_a_script_in_a_title_stays_text(cast: Cast) -> None:
    event = make_event(cast, title="</script><script>alert(1)</script>")
    text = page(Client(), "event", event.pk)
    assert "<script>alert(1)" not in text
    assert "\\u003c/script" in text


def test_the_calendar_asks_no_more_for_thirty_than_for_three(
    cast: Cast, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    for _number in range(3):
        make_booth(cast, make_event(cast))
    with django_assert_max_num_queries(12) as three:
        page(Client(), "events")
    for _number in range(17):
        make_booth(cast, make_event(cast))
    with django_assert_num_queries(len(three)):
        page(Client(), "events")


def test_a_graduate_reserves_shows_the_pass_and_asks(cast: Cast) -> None:
    event = make_event(cast)
    li = client_as(cast.li.citizen)
    assert "还有 50 个名额" in page(li, "event", event.pk)
    response = li.post(reverse("fairs:reserve", args=[event.pk]), follow=True)
    assert "签到码" in response.content.decode()
    place = Reservation.objects.get()
    assert "<svg" in page(li, "my_reservation", place.pk)
    assert event.title in page(li, "my_reservations")
    li.post(reverse("fairs:ask", args=[event.pk]), {"question": "要带简历吗？"})
    assert event.questions.get().question == "要带简历吗？"
    assert client_as(cast.lv.citizen).get(reverse("fairs:my_reservation", args=[place.pk])).status_code == 404
    li.post(reverse("fairs:reservation_cancel", args=[place.pk]))
    place.refresh_from_db()
    assert place.state == "cancelled"


def test_the_door_reads_a_code_and_lets_in(cast: Cast, fair: Event) -> None:
    zhao, place = client_as(cast.zhao.actor), fair.reservations.get(person=cast.li.person)
    response = zhao.post(reverse("fairs:door_look", args=[fair.pk]), {"code": "ABC"})
    assert "签到码不对" in response.content.decode()
    found = zhao.post(reverse("fairs:door_look", args=[fair.pk]), {"code": place.code.lower()})
    assert cast.li.person.name in found.content.decode()
    scanned = zhao.get(reverse("fairs:check_in_code", args=[place.code]), follow=True)
    assert cast.li.person.name in scanned.content.decode()
    zhao.post(reverse("fairs:check_in", args=[place.pk]))
    place.refresh_from_db()
    assert place.state == "checked_in"
    assert cast.li.person.name in page(zhao, "places", fair.pk)
    book = zhao.post(reverse("fairs:places_export", args=[fair.pk]))
    assert openpyxl.load_workbook(io.BytesIO(book.content)).active.max_row == 3
    assert AuditEvent.objects.filter(kind="export", name="fairs.places").exists()
    assert client_as(cast.li.citizen).get(reverse("fairs:check_in_code", args=[place.code])).status_code == 403


def test_an_employer_asks_for_a_spot_and_serves_the_booth(cast: Cast) -> None:
    event = make_event(cast)
    actions.draw_floor(event, rows=1, columns=2, by=cast.zhao.actor)
    wang = client_as(cast.wang.actor)
    assert event.title in page(wang, "org_booths")
    spot = event.spots.get(label="A02")
    wang.post(reverse("fairs:booth_request", args=[event.pk]), {"spot": spot.pk, "intro": "包吃住"})
    booth = Booth.objects.get()
    assert (booth.spot, booth.intro) == (spot, "包吃住")
    vacancy = make_vacancy(cast)
    wang.post(reverse("fairs:booth_show", args=[booth.pk]), {"vacancies": [vacancy.pk]})
    wang.post(reverse("fairs:booth_describe", args=[booth.pk]), {"intro": "三班倒"})
    wang.post(reverse("fairs:booth_material_add", args=[booth.pk]), {"title": "简介", "file": picture()})
    zhao = client_as(cast.zhao.actor)
    zhao.post(reverse("fairs:booth_approve", args=[booth.pk]))
    text = page(wang, "org_booth", booth.pk)
    assert "三班倒" in text
    assert "签到二维码" in text
    assert "扫码看职位" in page(wang, "booth_sheet", booth.pk)
    assert client_as(cast.stranger_employer.actor).get(reverse("fairs:org_booth", args=[booth.pk])).status_code == 404
    question = actions.ask_question(event, booth=Booth.objects.get(), question="几点下班？", by=cast.li.citizen)
    wang.post(reverse("fairs:booth_question_answer", args=[question.pk]), {"answer": "五点半。"})
    question.refresh_from_db()
    assert question.answer == "五点半。"
    wang.post(reverse("fairs:booth_cancel", args=[booth.pk]))
    booth.refresh_from_db()
    assert booth.state == "cancelled"


def test_an_event_is_made_at_the_desk(cast: Cast) -> None:
    zhao = client_as(cast.zhao.actor)
    values = {"kind": "onsite_fair", "title": "夏季招聘会", "summary": "技能人才专场", "place": "体育馆"}
    times = {"starts_at": "2025-03-20T09:00", "ends_at": "2025-03-20T08:00"}
    response = zhao.post(reverse("fairs:event_new"), {**values, **times})
    assert "结束时间应在开始时间之后" in response.content.decode()
    assert not Event.objects.exists()
    zhao.post(reverse("fairs:event_new"), {**values, **times, "ends_at": "2025-03-20T12:00", "seats": 100})
    event = Event.objects.get()
    assert event.check_in_until_at.isoformat() == "2025-03-20T01:30:00+00:00"
    page(zhao, "event_edit", event.pk)
    zhao.post(reverse("fairs:event_submit", args=[event.pk]))
    lin = client_as(cast.lin.actor)
    assert "审核发布" in page(lin, "office_event", event.pk)
    lin.post(reverse("fairs:event_return", args=[event.pk]), {"reason": "请写明参会单位数量"})
    assert "请写明参会单位数量" in page(zhao, "office_event", event.pk)
    zhao.post(reverse("fairs:event_submit", args=[event.pk]))
    lin.post(reverse("fairs:event_publish", args=[event.pk]))
    zhao.post(reverse("fairs:floor_draw", args=[event.pk]), {"rows": 2, "columns": 3})
    assert "A03" in page(zhao, "floor", event.pk)
    zhao.post(reverse("fairs:booth_add", args=[event.pk]), {"employer": cast.employer.name})
    assert cast.employer.name in page(zhao, "office_event", event.pk)
    assert "没有找到" in zhao.post(reverse("fairs:booth_add", args=[event.pk]), {"employer": "无"}).content.decode()
    for name in ("event_reschedule", "event_cancel"):
        page(zhao, name, event.pk)
    zhao.post(reverse("fairs:event_cancel", args=[event.pk]), {"reason": "台风预警"})
    event.refresh_from_db()
    assert (event.state, event.reason) == ("cancelled", "台风预警")


def test_a_host_sees_its_own_desk_and_nobody_elses(cast: Cast) -> None:
    event = make_draft(cast, "info_session", by=cast.wang.actor)
    wang = client_as(cast.wang.actor)
    assert event.title in page(wang, "org_events")
    assert "提交审核" in page(wang, "org_event", event.pk)
    stranger = client_as(cast.stranger_employer.actor)
    for name in ("org_event", "event_edit", "floor", "door", "event_report"):
        assert stranger.get(reverse(f"fairs:{name}", args=[event.pk])).status_code == 404
    assert client_as(cast.li.citizen).get(reverse("fairs:event_edit", args=[event.pk])).status_code == 403


def test_every_number_of_a_report_opens_its_rows(cast: Cast, fair: Event) -> None:
    booth = fair.booths.get()
    vacancy = booth.shown_vacancies.get().vacancy
    ref = f"booth:{booth.pk}"
    for member in (cast.li, cast.lv):
        applied(cast, member, vacancy, source="qr", source_ref=ref)
    actions.check_in_reservation(fair.reservations.get(person=cast.li.person), by=cast.zhao.actor)
    lin = client_as(cast.lin.actor)
    text = page(lin, "event_report", fair.pk)
    assert cast.employer.name in text
    for measure, count in {"participations": 1, "openings": 1, "person_times": 1, "applied": 2, "hired": 0}.items():
        rows = page(lin, "event_report_rows", fair.pk, measure)
        assert rows.count('data-label="') >= count
        assert ("没有记录" in rows) == (count == 0), measure
        assert cast.li.person.name not in rows
        page(lin, "figure_rows", measure)
    assert lin.get(reverse("fairs:event_report_rows", args=[fair.pk, "money"])).status_code == 404
    assert fair.title in page(lin, "figures", kind="onsite_fair")
    book = openpyxl.load_workbook(io.BytesIO(lin.post(reverse("fairs:figures_export")).content)).active
    header, line = [[cell.value for cell in row] for row in book.iter_rows(max_row=2)]
    found = dict(zip(header, line, strict=True))
    assert (found["参会单位"], found["职位"], found["岗位"], found["参加"], found["投递"]) == (1, 1, 3, 1, 2)
    for name, args in (("event_report_pdf", [fair.pk]), ("figures_pdf", [])):
        assert lin.get(reverse(f"fairs:{name}", args=args)).content.startswith(b"%PDF")


def test_barrings_are_explained_and_decided_on_pages(cast: Cast) -> None:
    for _time in range(2):
        event = make_event(cast)
        make_reservation(cast, event)
        actions.end_event(run_now(event), by=cast.zhao.actor)
        run_jobs()
    li, lin = client_as(cast.li.citizen), client_as(cast.lin.actor)
    assert "提交书面说明" in page(li, "my_reservations")
    barring = Barring.objects.get()
    li.post(reverse("fairs:my_barring_explain", args=[barring.pk]), {"explanation": "两次都在住院，附出院小结。"})
    assert cast.li.person.name in page(lin, "barrings", state="explained")
    assert "出院小结" in page(lin, "barring", barring.pk)
    lin.post(reverse("fairs:barring_keep", args=[barring.pk]), {"answer": ""})
    lin.post(reverse("fairs:barring_lift", args=[barring.pk]), {"answer": "情况属实"})
    barring.refresh_from_db()
    assert barring.state == "lifted"


def test_a_crowd_at_a_full_event_is_told_so_from_one_look(
    cast: Cast, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is refused is refused before the account is read; a place that is given back is seen a second later."""
    now = 1000.0
    monkeypatch.setattr("juxian.fairs.queries.seats.time.monotonic", lambda: now)
    event = make_event(cast, seats=1)
    address, late = reverse("fairs:reserve", args=[event.pk]), client_as(cast.lv.citizen)
    assert client_as(cast.li.citizen).post(address, headers={"HX-Request": "true"}).status_code == 204
    now += 0.1
    with django_assert_num_queries(1):
        answers = [late.post(address, headers={"HX-Request": "true"}) for _try in range(3)]
    assert {answer.status_code for answer in answers} == {409}
    assert "名额已约满" in answers[0].content.decode()
    actions.cancel_reservation(Reservation.objects.get(event=event), by=cast.li.citizen)
    assert late.post(address, headers={"HX-Request": "true"}).status_code == 409
    now += 1
    assert late.post(address, headers={"HX-Request": "true"}).status_code == 204
