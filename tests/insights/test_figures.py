"""The ledger: every figure comes from rows, opens them, and tells the public no more than it may."""

import csv
import datetime as dt
import io
import json
from functools import partial

import pytest
from openpyxl import load_workbook

from juxian.evaluation.models import Place, PlanPlaces
from juxian.evaluation.states import ApplicationState as S
from juxian.insights.figures import FIGURES, figure
from juxian.insights.figures_cli import main
from juxian.kit.models import AuditEvent
from juxian.notices.states import NoticeState
from tests.cast import Cast, client_as
from tests.evaluation.factories import Stage, bring_to
from tests.notices.factories import make_notice
from tests.portals.factories import make_application, make_recognised, queries_with
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def cohort(stage: Stage) -> Stage:
    """A first day with six 高级工 and two 技师, and one 高级工 of a later day."""
    for number in range(1, 7):
        make_recognised(stage, number)
    for number in (7, 8):
        make_recognised(stage, number, level="technician")
    make_recognised(stage, 9, recognised_on=dt.date(2025, 3, 10))
    return stage


def value(key: str):
    return FIGURES[key].value()


def test_the_first_cohort_is_counted_from_its_rows(cohort: Stage) -> None:
    assert value("f01") == dt.date(2025, 3, 3)
    assert (value("f02"), value("f03.senior"), value("f03.technician"), value("f03.chief")) == (8, 6, 2, 0)
    assert value("recognised.people") == 9


def test_places_and_what_is_left_come_from_the_plan_and_its_holders(stage: Stage) -> None:
    assert (value("f04"), value("f05.senior"), value("f05.chief")) == (500, 320, 10)
    application = bring_to(S.CERTIFIED, stage, level="senior")
    assert value("f05.senior.left") == 319
    assert [row.application_id for row in FIGURES["f05.senior.left"].rows()] == [application.pk]
    Place.objects.update(released_at=dt.datetime(2025, 3, 12, tzinfo=dt.UTC))
    assert value("f05.senior.left") == 320


def test_a_changed_plan_changes_the_figure(stage: Stage) -> None:
    PlanPlaces.objects.filter(level="chief").update(places=12)
    assert (value("f04"), value("f05.chief")) == (502, 12)


def test_without_any_rows_every_figure_says_zero_or_nothing(db) -> None:
    assert {each.value() for each in FIGURES.values()} == {0, None}


def test_the_fingerprint_tells_the_rows_apart(cohort: Stage) -> None:
    before = FIGURES["f02"].fingerprint()
    assert FIGURES["f02"].fingerprint() == before
    make_recognised(cohort, 30)
    assert FIGURES["f02"].fingerprint() != before
    assert FIGURES["f03.technician"].fingerprint() != before


def test_two_figures_cannot_have_the_same_name() -> None:
    with pytest.raises(ValueError, match="two figures"):
        figure("f02", label="", group="", shape=None, description="")(lambda: None)


@pytest.mark.parametrize("key", list(FIGURES))
def test_every_figure_opens_for_everybody_and_for_the_office(cohort: Stage, client, key: str) -> None:
    assert client.get(f"/figures/{key}/").status_code == 200
    assert client_as(cohort.cast.huang.actor).get(f"/office/figures/{key}/").status_code == 200


def test_the_public_sees_masked_names_and_no_employer(cohort: Stage, client) -> None:
    page = client.get("/figures/f03.senior/").content.decode()
    assert "工*1" in page
    assert "工人1" not in page
    assert cohort.cast.employer.name not in page
    assert FIGURES["f03.senior"].fingerprint() in page


def test_fewer_than_five_people_are_counted_but_not_listed(cohort: Stage, client) -> None:
    page = client.get("/figures/f03.technician/").content.decode()
    assert "明细不公开" in page
    assert "工*7" not in page
    assert "还没有记录" in client.get("/figures/f03.chief/").content.decode()
    assert client.get("/figures.json").json()["f03.technician"]["value"] == 2


def test_a_figure_without_rows_says_so_and_hides_nothing(client, db) -> None:
    page = client.get("/figures/f01/").content.decode()
    assert "还没有记录" in page
    assert "不足五个" not in page


def test_a_small_delicate_count_is_withheld_from_the_public_alone(stage: Stage, client, capsys) -> None:
    for number in range(1, 5):
        make_application(stage, number)
    assert client.get("/figures.json").json()["applications.open"]["value"] is None
    assert "不足五个" in client.get("/figures/applications.open/").content.decode()
    main(["--json"])
    assert json.loads(capsys.readouterr().out)["applications.open"]["value"] == 4
    make_application(stage, 5)
    assert client.get("/figures.json").json()["applications.open"]["value"] == 5
    assert "工*" not in client.get("/figures/applications.open/").content.decode()


def test_a_withdrawn_notice_is_in_no_figure(cast: Cast) -> None:
    make_notice()
    make_notice(NoticeState.WITHDRAWN)
    assert value("notices.published") == 1


def test_officers_see_names_and_open_each_row(cohort: Stage) -> None:
    page = client_as(cohort.cast.huang.actor).get("/office/figures/f03.senior/").content.decode()
    assert "工人1" in page
    assert "/office/applications/" in page


@pytest.mark.parametrize("who", ["lv", "wang", "qian", "sun", "wu"])
def test_others_do_not_open_the_rows_with_names(cast: Cast, who: str) -> None:
    client = client_as(getattr(cast, who).actor)
    for address in ("/office/figures/", "/office/figures/f02/", "/office/insights/"):
        assert client.get(address).status_code == 403
    assert client.post("/office/figures/f02/export/").status_code == 403


def test_an_export_is_a_workbook_of_the_rows_and_stands_in_the_record(cohort: Stage) -> None:
    client = client_as(cohort.cast.huang.actor)
    assert client.get("/office/figures/f03.senior/export/").status_code == 405
    answer = client.post("/office/figures/f03.senior/export/")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet.max_row == 7
    event = AuditEvent.objects.get(kind="export", name="insights.figure")
    assert (event.data["figure"], event.data["count"]) == ("f03.senior", 6)
    assert event.actor_id == cohort.cast.huang.person.pk


@pytest.mark.parametrize("key", ["nix", "f99", "f02.x"])
def test_an_unknown_figure_is_not_there(client, cast: Cast, key: str) -> None:
    assert client.get(f"/figures/{key}/").status_code == 404
    assert client_as(cast.huang.actor).get(f"/office/figures/{key}/").status_code == 404


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=9999", "?page=-1"])
def test_a_page_that_is_not_there_shows_the_nearest(cohort: Stage, client, query: str) -> None:
    assert client.get(f"/figures/f02/{query}").status_code == 200


def test_open_data_says_the_same_as_json_and_as_csv(cohort: Stage, client) -> None:
    data = client.get("/figures.json").json()
    text = client.get("/figures.csv").content.decode("utf-8-sig")
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == list(data) == list(FIGURES)
    assert rows["f02"]["value"] == str(data["f02"]["value"]) == "8"
    assert data["f01"]["value"] == "2025-03-03"
    assert data["f02"]["rows_url"].endswith("/figures/f02/")


def test_the_command_prints_json_and_a_table(cohort: Stage, capsys) -> None:
    assert main(["--json"]) == 0
    assert json.loads(capsys.readouterr().out)["f03.senior"] | {"label": "", "as_of": ""} == {
        "value": 6,
        "label": "",
        "unit": "人",
        "description": "首批申报中，认定等级为高级工的。",
        "source": "《厦门日报》2023-11-07",
        "rows_url": "http://localhost:8000/figures/f03.senior/",
        "rows_sha256": FIGURES["f03.senior"].fingerprint(),
        "as_of": "",
    }
    assert main([]) == 0
    assert "f03.senior" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "who", "most"),
    [("/figures/f02/", "", 10), ("/office/figures/f02/", "huang", 20), ("/figures/", "", 52)],
)
def test_lists_ask_the_database_as_often_for_thirty_rows_as_for_three(
    stage: Stage, client, address: str, who: str, most: int
) -> None:
    client = client_as(getattr(stage.cast, who).actor) if who else client
    three, thirty = (queries_with(rows, partial(make_recognised, stage), client, address) for rows in (5, 30))
    assert three == thirty <= most
