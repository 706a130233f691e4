"""The yearly report: every figure from rows, on the page, on paper, in Excel, with the way to the rows behind it."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from juxian.evaluation.queries.forecast import forecasts
from juxian.evaluation.queries.yearly import sections_of
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.models import AuditEvent
from tests.cast import client_as
from tests.evaluation.factories import Stage, bring_to

pytestmark = pytest.mark.django_db
REPORT = "evaluation:report"


def section(key: str, year: int = 2025) -> list[dict]:
    return next(list(one.rows) for one in sections_of(year) if one.key == key)


def test_outcomes_are_counted_by_channel_level_and_trade(stage: Stage) -> None:
    bring_to(S.CERTIFIED, stage)
    bring_to(S.ACCEPTED, stage, stage.cast.chen, "senior")
    (channel,) = section("channel")
    assert (channel["submitted"], channel["recognised"], channel["open"], channel["pass_rate"]) == (2, 1, 1, 100)
    levels = {row["name"]: row["submitted"] for row in section("level")}
    assert levels == {"高级工": 1, "高级技师": 1}
    (trade,) = section("trade")
    assert trade["name"] == "6-18-02-25 焊工"
    assert section("channel", 2024) == []


def test_assessors_are_compared_with_their_colleagues(stage: Stage) -> None:
    bring_to(S.PASSED, stage)
    rows = section("assessor")
    assert [row["cases"] for row in rows] == [1, 1, 1]
    assert {row["pairs"] for row in rows} == {2}
    assert {row["name"]: row["severity"] for row in rows}["孙明华"] == "+1.0"  # 85 against 90 and 78


def test_the_forecast_counts_what_is_taken_and_under_way(stage: Stage) -> None:
    bring_to(S.CERTIFIED, stage)
    bring_to(S.ACCEPTED, stage, stage.cast.chen, "senior")
    found = {one.row.level: one for one in forecasts(stage.plan, clock.today())}
    assert found["senior_technician"].found.taken == 1
    assert found["senior"].under_way == 1
    assert found["chief"].found.expected == 0
    assert section("plan")[-1]["places"] == 500


def test_each_line_opens_its_rows(stage: Stage) -> None:
    bring_to(S.ACCEPTED, stage)
    client = client_as(stage.cast.huang.actor)
    page = client.get(reverse(REPORT), {"year": 2025}).content.decode()
    assert "培养计划共 500 个名额，已认定 0 人" in page
    for row in (*section("channel"), *section("level"), *section("trade")):
        assert row["url"].replace("&", "&amp;") in page
        assert "SB2025000001" in client_as(stage.cast.lin.actor).get(row["url"]).content.decode()


def test_another_trade_opens_other_rows(stage: Stage) -> None:
    bring_to(S.ACCEPTED, stage)
    answer = client_as(stage.cast.lin.actor).get(reverse("evaluation:office_list"), {"occupation": "6-99-99-99"})
    assert "SB2025000001" not in answer.content.decode()


def test_it_goes_on_paper(stage: Stage) -> None:
    bring_to(S.ACCEPTED, stage)
    answer = client_as(stage.cast.zhou.actor).get(reverse("evaluation:report_pdf"), {"year": 2025})
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "2025" in text
    assert "焊工" in text


def test_every_section_is_a_sheet_and_the_export_is_on_record(stage: Stage) -> None:
    bring_to(S.ACCEPTED, stage)
    answer = client_as(stage.cast.huang.actor).post(reverse("evaluation:report_export") + "?year=2025")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [str(one.title) for one in sections_of(2025)]
    sheet = book["按职业"]
    assert [cell.value for cell in sheet[2]][:2] == ["6-18-02-25 焊工", 1]
    assert AuditEvent.objects.filter(kind="export", name="evaluation.report").count() == 1


@pytest.mark.parametrize("who", ["zhao", "sun", "ye", "qian"])
def test_it_is_read_by_those_who_lead_and_audit(stage: Stage, who: str) -> None:
    assert client_as(getattr(stage.cast, who).actor).get(reverse(REPORT)).status_code in (403, 404)


def test_an_empty_year_says_so(stage: Stage) -> None:
    page = client_as(stage.cast.huang.actor).get(reverse(REPORT), {"year": 2019, "pace": "200"}).content.decode()
    assert "这一年没有数据" in page


def test_only_stays_of_the_year_are_measured(stage: Stage) -> None:
    bring_to(S.ACCEPTED, stage)
    assert {row["name"] for row in section("step")} == {"待受理"}
    assert section("step", 2024) == []
    with clock.at(clock.now() + dt.timedelta(days=400)):
        assert section("plan")
