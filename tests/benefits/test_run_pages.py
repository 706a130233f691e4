"""The office's pages of a run, from its start to what was posted."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from juxian.benefits.models import DecisionRecord, Finding, Run
from juxian.kit.models import AuditEvent
from tests.benefits.runs import MONTH, evaluated, grant_everybody, posted, reviewed
from tests.benefits.town import GOLD, certify, make_town, settle
from tests.cast import Cast, Member, client_as, make_person
from tests.jobs import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_engine")]


def test_an_officer_takes_a_month_from_start_to_ledger(cast: Cast, fang: Member):
    people = make_town()
    lin, second = client_as(cast.lin.actor), client_as(fang.actor)
    answer = lin.post(reverse("benefits:run_open"), {"policy": GOLD, "month": "2025-03-01"})
    run = Run.objects.get()
    page = reverse("benefits:run_detail", args=[run.pk])
    assert answer["Location"] == page
    assert "冻结数据" in lin.get(page).content.decode()
    lin.post(reverse("benefits:run_freeze", args=[run.pk]))
    lin.post(reverse("benefits:run_evaluate", args=[run.pk]))
    assert "已处理的批次" in lin.get(page).content.decode()
    run_jobs()
    assert "去抽查" in lin.get(page).content.decode()
    drawn = Finding.objects.get(run=run, is_sampled=True)
    sample = reverse("benefits:finding_detail", args=[drawn.pk])
    assert "金蓝领证书有效" in second.get(sample).content.decode()
    assert second.post(sample, {"result": "right"})["Location"] == page
    second.post(reverse("benefits:run_review", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == "reviewed"
    grant_everybody(run)
    run_jobs()
    shown = lin.get(reverse("benefits:run_differences", args=[run.pk])).content.decode()
    assert people[0].name in shown
    assert "待遇于 2025-03-12 兑现" in shown
    lin.post(reverse("benefits:run_post", args=[run.pk]))
    run_jobs()
    assert "看已入账的月份" in lin.get(page).content.decode()
    assert "核定说明" in lin.get(reverse("benefits:run_differences", args=[run.pk])).content.decode()


def test_a_figure_opens_its_rows(cast: Cast):
    people = make_town(("technician", "intermediate"))
    run = evaluated(cast.lin.actor)
    client, address = client_as(cast.lin.actor), reverse("benefits:finding_list", args=[run.pk])
    assert "recognised" in client_as(cast.lin.actor).get(reverse("benefits:run_detail", args=[run.pk])).content.decode()
    page = client.get(address, {"reason": "recognised"}).content.decode()
    assert people[1].name in page
    assert people[0].name not in page
    assert people[0].name in client.get(address, {"verdict": "met"}).content.decode()


def test_the_list_goes_to_excel_and_the_export_is_on_record(cast: Cast):
    make_town(("technician",))
    run = evaluated(cast.lin.actor)
    answer = client_as(cast.lin.actor).post(reverse("benefits:finding_export", args=[run.pk]))
    assert answer.content.startswith(b"PK")
    assert AuditEvent.objects.get(kind="export", name="benefits.findings").data == {"count": 1}


def test_the_differences_go_to_excel(cast: Cast, fang: Member):
    make_town(("technician",))
    run = reviewed(cast.lin.actor, fang.actor)
    answer = client_as(cast.lin.actor).post(reverse("benefits:difference_export", args=[run.pk]))
    assert answer.content.startswith(b"PK")


def test_lists_ask_as_often_for_thirty_rows_as_for_three(cast: Cast):
    make_town(("technician",) * 3)
    run = evaluated(cast.lin.actor)
    client = client_as(cast.lin.actor)
    addresses = [
        reverse("benefits:run_list"),
        reverse("benefits:run_detail", args=[run.pk]),
        reverse("benefits:finding_list", args=[run.pk]),
    ]
    few = [_queries(client, address) for address in addresses]
    Finding.objects.bulk_create(
        Finding(
            run=run, person=make_person(f"更多{number}", with_account=False), verdict="not_met", reasons=["certified"]
        )
        for number in range(27)
    )
    Run.objects.bulk_create(
        Run(number=f"JS-{number}", policy=GOLD, month=MONTH, from_month=MONTH, state="discarded")
        for number in range(27)
    )
    assert [_queries(client, address) for address in addresses] == few


def _queries(client: object, address: str) -> int:
    client.get(address)  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200  # type: ignore[attr-defined]
    return len(captured)


def test_a_decision_is_read_by_its_person_and_by_nobody_else(cast: Cast, fang: Member):
    make_town(())
    certify(cast.lv.person)
    settle([cast.lv.person])
    posted(cast.lin.actor, fang.actor)
    record = DecisionRecord.objects.get(month=MONTH)
    office = client_as(cast.lin.actor)
    assert "逐字相同" in office.get(reverse("benefits:decision", args=[record.pk])).content.decode()
    assert office.get(reverse("benefits:decision_paper", args=[record.pk])).content.startswith(b"%PDF")
    body = office.get(reverse("benefits:decision_text", args=[record.pk])).content
    assert json.loads(body)["explanation"]["amount_fen"] == 150_000
    for name in ("my_decision", "my_decision_text", "my_decision_paper"):
        assert client_as(cast.lv.citizen).get(reverse(f"benefits:{name}", args=[record.pk])).status_code == 200
        assert client_as(cast.chen.actor).get(reverse(f"benefits:{name}", args=[record.pk])).status_code == 404


def test_a_fault_of_the_work_is_shown_with_a_way_on(cast: Cast):
    make_town(("technician",))
    run = evaluated(cast.lin.actor)
    Run.objects.filter(pk=run.pk).update(state="frozen", fault="两个引擎的结果不一致")
    page = client_as(cast.lin.actor).get(reverse("benefits:run_detail", args=[run.pk])).content.decode()
    assert "两个引擎的结果不一致" in page
    assert "继续计算" in page


def test_a_future_month_is_refused_at_its_field(cast: Cast):
    answer = client_as(cast.lin.actor).post(reverse("benefits:run_open"), {"policy": GOLD, "month": "2025-09-01"})
    assert answer.status_code == 422
    assert not Run.objects.exists()


def test_a_sample_of_a_discarded_run_is_not_taken(cast: Cast, fang: Member):
    make_town(("technician",))
    run = evaluated(cast.lin.actor)
    Run.objects.filter(pk=run.pk).update(state="discarded")
    page = client_as(fang.actor).get(reverse("benefits:finding_detail", args=[run.findings.get().pk]))
    assert "记录，看下一位" not in page.content.decode()
