"""Pages of sites, sittings, timetables, the day of the sitting, and the applicant's own, each for whom it is made."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Room, Seat, Site, Sitting
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.tasks import remind_of_sittings
from juxian.kit import clock
from juxian.kit.models import Message
from juxian.kit.work_queue import described, work_queue_items
from tests.cast import client_as, make_member
from tests.evaluation.factories import Stage
from tests.evaluation.seating import Hall, fresh, make_hall, plan, published, seat, serve, waiting
from tests.jobs import run_jobs
from tests.scenes import scene

SITTINGS, SITES = "/office/sittings/", "/office/sites/"
ROOM = {"name": "三号", "seat_count": 9, "methods": ["oral"]}


@scene
def hall(stage: Stage) -> Hall:
    return make_hall(stage)


@scene
def officer(hall: Hall) -> Client:
    return client_as(hall.ye)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


class TestSites:
    def test_a_site_and_a_room_are_made_and_changed(self, officer: Client) -> None:
        officer.post(f"{SITES}new/", {"name": "新校", "address": "路 9 号"})
        site = Site.objects.get(name="新校")
        officer.post(f"{SITES}{site.pk}/rooms/new/", ROOM)
        room = site.rooms.get()
        officer.post(f"/office/rooms/{room.pk}/", {**ROOM, "seat_count": 8})
        officer.post(f"{SITES}{site.pk}/change/", {"name": "新校区", "address": "路 10 号"})
        officer.post(f"{SITES}{site.pk}/close/")
        page = text(officer.get(f"{SITES}{site.pk}/"))
        assert ("新校区" in page, "口试" in page, ">8<" in page, "恢复考点" in page) == (True,) * 4
        officer.post(f"{SITES}{site.pk}/reopen/")
        assert "停用考点" in text(officer.get(f"{SITES}{site.pk}/"))

    def test_a_fault_stands_at_its_field(self, hall: Hall, officer: Client) -> None:
        page = text(officer.post(f"{SITES}new/", {"name": hall.site.name, "address": "x"}), 422)
        assert "已有名为" in page

    def test_an_unknown_credit_code_is_said(self, officer: Client) -> None:
        page = text(officer.post(f"{SITES}new/", {"name": "x", "address": "x", "organisation": "91"}), 422)
        assert "没有登记过这个信用代码" in page

    def test_what_is_exported_is_imported_as_the_same(self, officer: Client) -> None:
        sheet = officer.get(f"{SITES}export/").getvalue()
        answer = officer.post(f"{SITES}import/", {"file": named(sheet)})
        preview = officer.get(answer["Location"])
        assert preview.context["sheet"].preview.counts == {"new": 0, "changed": 0, "same": 2, "faulty": 0}

    def test_wrong_rows_are_said_and_the_others_imported(self, officer: Client) -> None:
        book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{SITES}export/").getvalue()))
        sheet = book.active
        sheet.append(["丙校", "路 3 号", None, None, "实操间", 12, "现场操作、口试"])
        sheet.append(["丙校", "路 3 号", None, None, "坏间", 12, "飞行"])
        content = io.BytesIO()
        book.save(content)
        page = officer.post(f"{SITES}import/", {"file": named(content.getvalue())})["Location"]
        assert "没有“飞行”这种考核方式" in text(officer.get(page))
        assert officer.get(f"{page}faults/").status_code == 200
        officer.post(page, {"is_partial": "on"})
        assert Room.objects.get(name="实操间").methods == ["on_site", "oral"]
        assert not Room.objects.filter(name="坏间").exists()

    def test_the_template_is_a_sheet(self, officer: Client) -> None:
        book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{SITES}template/").getvalue()))
        assert "考点名称*" in [cell.value for row in book.worksheets[0].iter_rows(max_row=5) for cell in row]


def named(content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = "sites.xlsx"
    return file


class TestPlanning:
    def test_from_a_part_of_a_scheme_to_published(self, hall: Hall, officer: Client) -> None:
        application = waiting(hall.stage)
        data = {"part": hall.scheme.parts.get().pk, "room": hall.room.pk, "starts_at": "2025-04-01T09:00"}
        officer.post(f"{SITTINGS}new/", data)
        sitting = Sitting.objects.get()
        page = f"{SITTINGS}{sitting.pk}/"
        officer.post(f"{page}seats/", {"applications": [application.pk]})
        officer.post(f"{page}staff/", {"chief": hall.stage.cast.sun.person.pk})
        officer.post(f"{page}publish/")
        detail = text(officer.get(page))
        assert (fresh(sitting).state, sitting.minutes, sitting.title) == ("published", 90, "焊工高级技师理论知识")
        assert ("孙明华" in detail, "吕志强" in detail, "门贴" in detail) == (True,) * 3

    def test_moving_and_cancelling(self, hall: Hall, officer: Client) -> None:
        sitting = published(hall)
        page = f"{SITTINGS}{sitting.pk}/"
        data = {"room": hall.other_room.pk, "starts_at": "2025-04-01T09:00"}
        assert "写明原因" in text(officer.post(f"{page}change/", data), 422)
        officer.post(f"{page}change/", {**data, "reason": "检修"})
        assert fresh(sitting).room == hall.other_room
        officer.post(f"{page}cancel/", {"reason": "停电"})
        assert fresh(sitting).state == "cancelled"
        assert "停电" in text(officer.get(page))

    def test_one_candidate_is_taken_out(self, hall: Hall, officer: Client) -> None:
        sitting = published(hall)
        officer.post(f"/office/seats/{sitting.seats.get().pk}/release/", {"reason": "调整"})
        assert not sitting.seats.exists()

    def test_all_that_is_ready_is_published_at_once(self, hall: Hall, officer: Client) -> None:
        ready, unready = plan(hall), plan(hall, room=hall.other_room)
        seat(hall, ready, waiting(hall.stage))
        serve(hall, ready)
        page = officer.post(f"{SITTINGS}publish/", follow=True)
        assert "已发布1场" in text(page)
        assert f"{unready.number}：这一场还没有考生" in text(page)

    def test_a_timetable_is_previewed_and_then_committed(self, hall: Hall, officer: Client) -> None:
        application = waiting(hall.stage)
        data = {
            "applications": [application.pk],
            "rooms": [hall.room.pk],
            "from_on": "2025-03-15",
            "until_on": "2025-03-16",
            "days": "all",
            "morning_from": "09:00",
            "morning_until": "12:00",
            "afternoon_from": "14:00",
            "afternoon_until": "17:30",
            "staff": [member.person.pk for member in hall.stage.assessors],
        }
        preview = officer.post(f"{SITTINGS}timetable/", {**data, "preview": "1"})
        assert "将要安排的场次" in text(preview)
        assert not Sitting.objects.exists()
        officer.post(f"{SITTINGS}timetable/", {**data, "commit": "1", "digest": preview.context["digest"]})
        assert (Sitting.objects.get().starts_at.isoformat()[:16], fresh(application).state) == (
            "2025-03-15T01:00",
            S.SCHEDULED,
        )

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"from_on": "2025-03-12"}, "最早从明天"),
            ({"until_on": "2025-03-01"}, "结束日期"),
            ({"until_on": "2025-05-01"}, "三十一天"),
            ({"morning_until": "08:00"}, "晚于开始时间"),
        ],
    )
    def test_days_and_hours_make_sense(self, hall: Hall, officer: Client, change: dict[str, str], words: str) -> None:
        waiting(hall.stage)
        data = {"from_on": "2025-03-15", "until_on": "2025-03-16", "days": "all", "morning_from": "09:00"}
        assert words in text(officer.post(f"{SITTINGS}timetable/", {**data, **change}), 422)

    @pytest.mark.parametrize("rows", [3, 20])
    def test_the_list_asks_as_much_for_many(
        self, hall: Hall, officer: Client, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(rows):
            plan(hall, starts_at=hall.starts_at + dt.timedelta(hours=2 * number))
        with django_assert_max_num_queries(15):
            assert len(officer.get(SITTINGS).context["page"].object_list) == rows

    @pytest.mark.parametrize(
        "address", [SITES, f"{SITES}new/", f"{SITTINGS}new/", f"{SITTINGS}timetable/", f"{SITES}import/"]
    )
    def test_assessors_do_not_arrange(self, hall: Hall, address: str) -> None:
        assert client_as(hall.stage.cast.sun.actor).get(address).status_code == 403


class TestTheDay:
    @scene
    def sitting(self, hall: Hall) -> Sitting:
        return published(hall)

    def test_the_chief_runs_it_on_a_phone(self, hall: Hall, sitting: Sitting) -> None:
        chief, page = client_as(hall.stage.cast.sun.actor), f"{SITTINGS}{sitting.pk}/"
        given = sitting.seats.get()
        with clock.at(sitting.starts_at):
            assert "签到成功" in text(chief.post(f"{page}check-in/", {"code": given.code.lower()}, follow=True))
            chief.post(f"{page}start/")
            chief.post(f"{page}log/", {"kind": "incident", "text": "停电五分钟"})
            chief.post(f"/office/seats/{given.pk}/violation/", {"code": "device", "note": "手机响"})
            day = text(chief.get(f"{page}day/"))
            chief.post(f"{page}end/")
        assert ("停电五分钟" in day, "携带或使用通讯工具" in day) == (True, True)
        assert (fresh(sitting).state, fresh(given).attendance) == ("ended", "violation")

    def test_a_wrong_code_is_said_and_the_field_kept(self, hall: Hall, sitting: Sitting) -> None:
        chief = client_as(hall.stage.cast.sun.actor)
        with clock.at(sitting.starts_at):
            page = text(chief.post(f"{SITTINGS}{sitting.pk}/check-in/", {"code": "ABC"}), 422)
        assert ("准考证码不对" in page, 'value="ABC"' in page) == (True, True)

    def test_a_check_in_is_taken_back(self, hall: Hall, sitting: Sitting) -> None:
        chief, given = client_as(hall.stage.cast.sun.actor), sitting.seats.get()
        with clock.at(sitting.starts_at):
            chief.post(f"{SITTINGS}{sitting.pk}/check-in/", {"code": given.code})
            chief.post(f"/office/seats/{given.pk}/undo/")
        assert fresh(given).attendance == "expected"

    def test_the_code_of_a_ticket_leads_to_its_candidate(self, hall: Hall, sitting: Sitting) -> None:
        chief = client_as(hall.stage.cast.sun.actor)
        assert "吕志强" in text(chief.get(f"/office/tickets/{sitting.seats.get().code}/"))

    def test_an_assessor_sees_only_where_they_serve(self, hall: Hall, sitting: Sitting) -> None:
        stranger = client_as(make_member("旁人", (hall.stage.cast.office, "assessor")).actor)
        assert stranger.get(f"{SITTINGS}{sitting.pk}/").status_code == 404
        assert stranger.get(f"/office/tickets/{sitting.seats.get().code}/").status_code == 404
        assert sitting.number not in text(stranger.get(SITTINGS))
        assert sitting.number in text(client_as(hall.stage.cast.sun.actor).get(SITTINGS))


class TestApplicant:
    @scene
    def application(self, hall: Hall) -> Application:
        application = waiting(hall.stage)
        published(hall, application)
        return application

    def test_time_and_seat_stand_on_the_page(self, hall: Hall, application: Application) -> None:
        page = text(client_as(hall.stage.cast.lv.citizen).get(f"/my/applications/{application.pk}/"))
        assert all(words in page for words in ("2025-03-19 09:00", "演示实训中心 第一考场", "集美区演示路 1 号"))

    def test_a_plan_that_is_not_published_is_not_shown(self, hall: Hall) -> None:
        application = waiting(hall.stage)
        seat(hall, plan(hall), application)
        me = client_as(hall.stage.cast.lv.citizen)
        assert "第一考场" not in text(me.get(f"/my/applications/{application.pk}/"))
        assert "发布后才有准考证" in text(me.get(f"/my/applications/{application.pk}/ticket/"), 409)

    def test_the_calendar_file_holds_the_sitting(self, hall: Hall, application: Application) -> None:
        answer = client_as(hall.stage.cast.lv.citizen).get(f"/my/applications/{application.pk}/calendar/")
        lines = answer.content.decode().split("\r\n")
        assert answer["Content-Type"].startswith("text/calendar")
        assert ("DTSTART:20250319T010000Z" in lines, "DTEND:20250319T023000Z" in lines) == (True, True)
        assert all(len(line.encode()) <= 75 for line in lines)
        unfolded = answer.content.decode().replace("\r\n ", "")
        assert "LOCATION:演示实训中心 第一考场（集美区演示路 1 号）" in unfolded

    def test_another_date_is_asked_for_once(self, hall: Hall, application: Application) -> None:
        me, given = client_as(hall.stage.cast.lv.citizen), Seat.objects.get()
        address = f"/my/seats/{given.pk}/another-date/"
        assert "只能申请一次" in text(me.get(address))
        me.post(address, {"reason": "住院"})
        assert fresh(application).state == S.SECOND_REVIEWED
        assert me.get(address).status_code == 404

    def test_a_stranger_finds_nothing(self, hall: Hall, application: Application) -> None:
        stranger = client_as(hall.stage.cast.chen.citizen)
        for address in (f"applications/{application.pk}/ticket", f"seats/{Seat.objects.get().pk}/another-date"):
            assert stranger.get(f"/my/{address}/").status_code == 404

    def test_the_day_before_there_is_a_reminder_once(self, hall: Hall, application: Application) -> None:
        with clock.at(hall.starts_at - dt.timedelta(days=1)):
            assert (remind_of_sittings(), remind_of_sittings()) == (1, 1)
            run_jobs()
        assert Message.objects.filter(kind="evaluation.sitting_tomorrow").count() == 1


class TestWorkQueue:
    def labels(self, actor: Any) -> dict[str, str]:
        items = [one for one in work_queue_items(actor) if "seat" in one.source.key or "sitting" in one.source.key]
        return {str(item.source.label): str(line.url) for item, line in described(items)}

    def test_what_lies_on_the_officers_desk(self, hall: Hall) -> None:
        sitting = plan(hall)
        waiting(hall.stage)
        assert self.labels(hall.ye) == {"待排考": f"{SITTINGS}timetable/", "场次待发布": f"{SITTINGS}{sitting.pk}/"}

    def test_the_chief_has_the_sitting_of_today(self, hall: Hall) -> None:
        sitting, chief = published(hall), hall.stage.cast.sun.actor
        assert self.labels(chief) == {}
        with clock.at(sitting.starts_at):
            assert self.labels(chief) == {"今天的考试": f"{SITTINGS}{sitting.pk}/day/"}
            actions.start_sitting(sitting, by=chief)
            assert self.labels(chief) == {"考试待结束": f"{SITTINGS}{sitting.pk}/day/"}
