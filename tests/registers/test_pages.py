"""Pages of registers: the officers' and the person's."""

import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from juxian.demo import register_files as files
from juxian.demo.register_files import csv_file
from juxian.registers.models import Delivery, FactQuery
from juxian.registers.states import DeliveryState
from tests.cast import client_as, make_person
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.registers.factories import FEBRUARY, JANUARY, STRANGER, Desk, human


@pytest.fixture
def registrar(desk: Desk) -> Client:
    return client_as(desk.by)


@pytest.fixture
def lv(desk: Desk) -> Client:
    return client_as(desk.cast.lv.citizen)


def text(answer: Any) -> str:
    return answer.content.decode()


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get(address).status_code == 200
    return len(context)


class TestDeliveryPages:
    def test_a_file_is_sent_previewed_and_taken_in(self, registrar: Client, desk: Desk) -> None:
        file = csv_file("insurance", files.wrong_digit(desk.insurance()))
        form = {"register": "insurance", "month": "2025-02", "file": file}
        page = registrar.post(reverse("registers:delivery_create"), form, follow=True)
        assert "正在检查每一行" in text(page)
        run_jobs()
        delivery = Delivery.objects.get()
        address = reverse("registers:delivery_detail", args=[delivery.pk])
        assert "校验不通过" in text(registrar.get(address))
        registrar.post(reverse("registers:delivery_take_in", args=[delivery.pk]), {"mode": "right"})
        run_jobs()
        assert "已导入" in text(registrar.get(address))
        assert "撤销导入" in text(registrar.get(address))

    def test_a_monthly_file_without_its_month_is_asked_for_it(self, registrar: Client, desk: Desk) -> None:
        form = {"register": "insurance", "file": csv_file("insurance", desk.insurance())}
        page = registrar.post(reverse("registers:delivery_create"), form)
        assert page.status_code == 422
        assert "请选择所属月份" in text(page)

    def test_faults_come_back_as_a_file_and_on_record(self, registrar: Client, desk: Desk) -> None:
        delivery = desk.send("insurance", files.wrong_digit(desk.insurance()), FEBRUARY)
        answer = registrar.post(reverse("registers:delivery_faults", args=[delivery.pk]))
        rows = list(load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
        assert len(rows) == 2
        assert "校验不通过" in str(rows[1][-1])
        assert last("registers.delivery_faults", "export").subject_id == delivery.pk

    def test_every_register_has_a_template_with_its_lists(self, registrar: Client) -> None:
        from juxian.registers.kinds import REGISTERS

        for key, register in REGISTERS.items():
            answer = registrar.get(reverse("registers:template", args=[key]))
            book = load_workbook(io.BytesIO(answer.content))
            assert [cell.value for cell in book.worksheets[0][1]] == [column.heading for column in register.columns]
        assert registrar.get(reverse("registers:template", args=["unheard-of"])).status_code == 404

    def test_withdrawing_asks_for_a_reason(self, registrar: Client, desk: Desk) -> None:
        delivery = desk.deliver("insurance", desk.insurance(), FEBRUARY)
        address = reverse("registers:delivery_withdraw", args=[delivery.pk])
        assert registrar.post(address, {"reason": ""}).status_code == 422
        assert registrar.post(address, {"reason": "报送部门发错了文件"}).status_code == 302
        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.WITHDRAWN

    def test_discarding_leaves_nothing(self, registrar: Client, desk: Desk) -> None:
        delivery = desk.send("insurance", desk.insurance(), FEBRUARY)
        registrar.post(reverse("registers:delivery_discard", args=[delivery.pk]))
        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.DISCARDED

    def test_the_overview_shows_gaps_and_how_far_each_register_reaches(self, registrar: Client, desk: Desk) -> None:
        december = dt.date(2024, 12, 1)
        for month in (december, FEBRUARY):
            desk.deliver("insurance", desk.insurance(month), month)
        page = text(registrar.get(reverse("registers:overview")))
        assert "2025-01" in page
        assert "还没有数据" in page

    def test_the_list_keeps_its_filters_and_its_count_of_queries(self, registrar: Client, desk: Desk) -> None:
        desk.deliver("insurance", desk.insurance(), FEBRUARY)
        address = reverse("registers:delivery_list")
        assert "没有这样的文件" in text(registrar.get(address, {"register": "contract"}))
        row = Delivery.objects.get()
        copies(row, 2)
        few = count_queries(registrar, address)
        copies(row, 27)
        assert count_queries(registrar, address) == few


class TestLookUp:
    def test_facts_and_files_for_a_reason_on_record(self, registrar: Client, desk: Desk) -> None:
        desk.deliver("insurance", desk.insurance(JANUARY), JANUARY)
        desk.deliver("insurance", desk.insurance(), FEBRUARY)
        address = reverse("registers:look_up")
        page = text(registrar.post(address, {"number": desk.lv.number, "reason": "核对补贴"}))
        assert "2025-01 至 2025-02（2个月）" in page
        assert "insurance.csv" in page
        assert desk.lv.number not in page.replace(f'value="{desk.lv.number}"', "")
        assert last("registers.facts", "read").data["reason"] == "核对补贴"
        assert registrar.post(address, {"number": desk.lv.number, "reason": ""}).status_code == 422

    def test_a_number_that_nobody_named_or_that_is_none(self, registrar: Client, desk: Desk) -> None:
        address = reverse("registers:look_up")
        assert "没有这个人的部门数据" in text(registrar.post(address, {"number": STRANGER.number, "reason": "核对"}))
        assert "应为18位" in text(registrar.post(address, {"number": "12345678901234567", "reason": "核对"}))

    def test_a_name_is_put_right(self, registrar: Client, desk: Desk) -> None:
        from juxian.registers.models import Subject

        desk.deliver("end", [files.ended(STRANGER, "退休", dt.date(2024, 5, 1))])
        subject = Subject.objects.get()
        form = {"name": "欧阳远山", "reason": "户籍变更"}
        registrar.post(reverse("registers:subject_rename", args=[subject.pk]), form)
        subject.refresh_from_db()
        assert subject.name == "欧阳远山"


class TestMyPages:
    def test_a_person_reads_what_offices_say_of_them_and_of_nobody_else(self, lv: Client, desk: Desk) -> None:
        desk.deliver("insurance", desk.insurance(), FEBRUARY)
        desk.deliver("dishonesty", [files.dishonest(desk.chen, dt.date(2024, 1, 1))])
        page = text(lv.get(reverse("registers:my_registers")))
        assert desk.here.name in page
        assert desk.there.name not in page
        assert "没有记录" in page
        assert "这个部门还没有报送过数据" in page

    def test_a_person_asks_and_takes_back(self, lv: Client, desk: Desk) -> None:
        address = reverse("registers:my_query_create")
        assert 'value="contract" selected' in text(lv.get(address, {"register": "contract"}))
        form = {"register": "contract", "month": "2025-02", "question": "合同日期不对"}
        assert "十个工作日" in text(lv.get(address))
        assert "合同日期不对" in text(lv.post(address, form, follow=True))
        query = FactQuery.objects.get()
        lv.post(reverse("registers:my_query_withdraw", args=[query.pk]))
        query.refresh_from_db()
        assert query.state == "withdrawn"

    def test_the_number_of_queries_does_not_grow_with_rows(self, lv: Client, desk: Desk) -> None:
        def entries(count: int) -> list[dict[str, str]]:
            return [files.dishonest(desk.lv, dt.date(2020, 1, day), dt.date(2020, 3, day)) for day in range(1, count)]

        desk.deliver("dishonesty", entries(4))
        few = count_queries(lv, reverse("registers:my_registers"))
        desk.deliver("dishonesty", entries(31))
        assert count_queries(lv, reverse("registers:my_registers")) == few


class TestQueryPages:
    def test_an_officer_looks_and_answers(self, registrar: Client, lv: Client, desk: Desk) -> None:
        desk.deliver("insurance", desk.insurance(), FEBRUARY)
        lv.post(reverse("registers:my_query_create"), {"register": "insurance", "question": "少了一月"})
        query = FactQuery.objects.get()
        assert desk.lv.name in text(registrar.get(reverse("registers:query_list"), {"state": "asked"}))
        address = reverse("registers:query_detail", args=[query.pk])
        assert desk.here.name not in text(registrar.get(address))
        assert desk.here.name in text(registrar.post(reverse("registers:query_facts", args=[query.pk])))
        assert last("registers.facts", "read").subject_id == query.pk
        answer = reverse("registers:query_answer", args=[query.pk])
        assert registrar.post(answer, {"outcome": "explain", "answer": ""}).status_code == 422
        registrar.post(answer, {"outcome": "explain", "answer": "一月您在外地参保。"})
        run_jobs()
        assert "一月您在外地参保" in text(lv.get(reverse("registers:my_registers")))

    def test_the_list_takes_the_same_queries_for_three_and_for_thirty(self, registrar: Client, desk: Desk) -> None:
        def ask(count: int) -> None:
            for _each in range(count):
                person = make_person("问者")
                now = desk.cast.du.person.created_at
                FactQuery.objects.create(
                    person=person, register="rent", question="问", asked_at=now, state_since_at=now
                )

        ask(3)
        few = count_queries(registrar, reverse("registers:query_list"))
        ask(27)
        assert count_queries(registrar, reverse("registers:query_list")) == few


def test_a_person_gets_what_offices_say_with_their_data(desk: Desk) -> None:
    from juxian.people.queries import export_of

    desk.deliver("insurance", desk.insurance(), FEBRUARY)
    rows = export_of(desk.cast.lv.person)["registers"]["rows"]
    assert rows[0]["月份"] == "2025-02"
    assert human(desk.cast.lv.person).number not in str(rows)


def copies(row: Delivery, count: int) -> None:
    """More deliveries of the same look."""
    from juxian.kit.identifiers import uuid7

    for serial in range(count):
        row.pk, row.sha256 = uuid7(), f"{serial:03d}{row.pk.hex}"
        row.save(force_insert=True)


def test_rows_of_others_are_not_found_and_readers_do_not_write(lv: Client, desk: Desk) -> None:
    lv.post(reverse("registers:my_query_create"), {"register": "insurance", "question": "少了一月"})
    query, delivery = FactQuery.objects.get(), desk.send("insurance", desk.insurance(), FEBRUARY)
    stranger, auditor = client_as(desk.cast.chen.citizen), client_as(desk.cast.zhou.actor)
    assert stranger.post(reverse("registers:my_query_withdraw", args=[query.pk])).status_code == 404
    assert "少了一月" not in text(stranger.get(reverse("registers:my_registers")))
    assert auditor.get(reverse("registers:delivery_detail", args=[delivery.pk])).status_code == 200
    for name in ("delivery_take_in", "delivery_discard", "delivery_withdraw", "delivery_faults"):
        assert auditor.post(reverse(f"registers:{name}", args=[delivery.pk])).status_code == 403
    for name in ("look_up", "query_list", "delivery_create"):
        assert auditor.get(reverse(f"registers:{name}")).status_code == 403
