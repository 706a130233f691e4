"""The acceptance of the platform: the first cohort of 2023, replayed through real actions, sealed, and checked.

One test, because the district is loaded once: the checks of the record and of today's desks stand beside it."""

import datetime as dt
import json
from collections import Counter

import pytest
from django.db import connection

from juxian.credentials.models import Copy, Credential, CredentialEvent
from juxian.demo import load
from juxian.demo.batches import HEADINGS
from juxian.demo.people import listing
from juxian.evaluation.drawing import commitment_of, draw, draw_seats
from juxian.evaluation.forms.batch import batch_columns
from juxian.evaluation.models import (
    Appeal,
    Application,
    BatchRow,
    CertificateLookUp,
    Draw,
    Mark,
    PanelMember,
    PlanPlaces,
    ScoreQuery,
    Seat,
    SpotDraw,
)
from juxian.evaluation.queries.yearly import sections_of
from juxian.insights.figures_cli import main as print_figures
from juxian.kit.audit.checking import verify_database
from juxian.kit.models import AuditEvent
from tests.demo.desks import check_desks, check_the_newcomers_own
from tests.demo.money import check_money
from tests.demo.recruiting import check_recruiting

pytestmark = [pytest.mark.slow, pytest.mark.race]  # real time: the demo reaches until today


@pytest.mark.django_db(transaction=True)
def test_the_first_cohort_is_replayed_and_its_record_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert not load.is_loaded()
    load.load()
    assert load.is_loaded()
    _check_certificates()
    _check_places()
    _check_figures(capsys)
    _check_roads()
    _check_the_ten_others()
    _check_examinations()
    _check_remedies()
    _check_papers()
    _check_draws()
    _check_report()
    check_money()
    check_desks()
    check_the_newcomers_own()
    assert any("吕志强" in line for line in listing())
    _check_record()


def test_the_demo_fills_in_the_template_that_employers_download() -> None:
    assert {column.key: str(column.label) for column in batch_columns()} == HEADINGS


def _check_certificates() -> None:
    rows = Credential.objects.filter(issued_on=dt.date(2023, 11, 6))
    levels = Counter(rows.values_list("level", flat=True))
    assert levels == {"intermediate": 94, "senior": 40, "technician": 15, "senior_technician": 5}
    assert rows.count() == 154
    by_hand = AuditEvent.objects.filter(kind="action", name="evaluation.recognise_application")
    assert by_hand.filter(at__year=2023).count() == 154


def _check_places() -> None:
    left = {row.level: row.left for row in PlanPlaces.objects.all()}
    assert left == {"senior": 280, "technician": 105, "senior_technician": 35, "special_grade": 10, "chief": 10}


def _check_figures(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert print_figures(["--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["f02"]["value"] == 154
    assert figures["f03.senior"]["value"] == 40
    assert figures["f04"]["value"] == 500
    check_recruiting(figures)


def _cohort() -> list[Application]:
    return list(Application.objects.filter(recognised_on=dt.date(2023, 11, 6)))


def _check_roads() -> None:
    """By which road the 154 came, from their rows; each road left what it has to leave."""
    roads = Counter((row.level, row.channel) for row in _cohort())
    assert roads == {
        ("intermediate", "employer"): 58,
        ("intermediate", "certificate"): 32,
        ("intermediate", "competition"): 4,
        ("senior", "certificate"): 14,
        ("senior", "competition"): 6,
        ("senior", "contribution"): 20,
        ("technician", "contribution"): 15,
        ("senior_technician", "contribution"): 5,
    }
    keys = [row.pk for row in _cohort()]
    by_road = {road: [row.pk for row in _cohort() if row.channel == road] for _level, road in roads}
    assert BatchRow.objects.filter(application__in=by_road["employer"], state="submitted").count() == 58
    looked_up = CertificateLookUp.objects.filter(application__in=keys, found=True).values("application").distinct()
    assert looked_up.count() == len(by_road["certificate"]) == 46


def _check_the_ten_others() -> None:
    others = Application.objects.filter(submitted_at__year=2023, recognised_on=None)
    fates = Counter(others.values_list("state", flat=True))
    assert fates == {"declined": 3, "lapsed": 1, "withdrawn": 1, "rejected": 5}


def _check_examinations() -> None:
    """Two sites; one absent, one caught; marks entered by two people, some settled by the chief."""
    seats = Seat.objects.filter(sitting__starts_at__year=2023)
    assert seats.values("sitting__room__site").distinct().count() == 2
    assert seats.filter(attendance="absent").values("application").distinct().count() == 1
    assert seats.filter(attendance="violation").count() == 1
    marks = Mark.objects.filter(seat__in=seats)
    assert set(marks.values_list("state", flat=True)) == {"released"}
    assert marks.exclude(settled_by="").count() >= 3
    sat = marks.filter(application__recognised_on__isnull=False).values("application").distinct()
    assert sat.count() >= 28  # twenty 高级工, and the 技师 of the four examined trades


def _check_remedies() -> None:
    appeal = Appeal.objects.get(filed_at__year=2023)
    assert (appeal.state, appeal.application.state) == ("upheld", "certified")
    assert appeal.application.panel_cases.count() == 2
    assert ScoreQuery.objects.get(filed_at__year=2023).state == "unchanged"
    assert PanelMember.objects.exclude(replaces=None).count() == 1


def _check_papers() -> None:
    """All but one were handed over; one was replaced, one suspended for a while, two revoked."""
    copies = Copy.objects.filter(credential__issued_on=dt.date(2023, 11, 6))
    assert Counter(copies.values_list("state", flat=True)) == {"handed_over": 153, "replaced": 1, "waiting": 1}
    events = Counter(CredentialEvent.objects.exclude(event="issue").values_list("event", flat=True))
    assert events == {"copy": 1, "suspend": 1, "resume": 1, "revoke": 2}


def _check_draws() -> None:
    """Every draw of the demo replays from what is published, and keeps its commitment."""
    held = list(Draw.objects.filter(state="drawn"))
    assert len(held) >= 7
    for one in held:
        assert commitment_of(one.secret.open()) == one.commitment
        assert draw_seats(one.seed, one.pool, one.needs, one.count) == one.result
    lots = list(SpotDraw.objects.all())
    assert len(lots) == 5
    for lot in lots:
        checked = list(lot.checks.values_list("application__number", flat=True))
        assert sorted(draw(lot.seed, lot.pool, len(checked))) == sorted(checked)


def _check_report() -> None:
    """The yearly report of 2023 is built from these rows, and no section of it is empty."""
    sections = {section.key: section.rows for section in sections_of(2023)}
    assert [key for key, rows in sections.items() if not rows] == []
    assert {"channel", "level", "trade", "site", "assessor", "item", "step"} < set(sections)
    assert sum(row["recognised"] for row in sections["channel"]) == 154
    assert sum(row["submitted"] for row in sections["level"]) == 164


def _check_record() -> None:
    """The record verifies; one row altered by SQL, past every guard of the application, and it does not."""
    assert verify_database().is_sound
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_keep_rows")
        cursor.execute("SELECT min(id) + 500 FROM audit_event")
        altered = cursor.fetchone()[0]
        cursor.execute("UPDATE audit_event SET actor_label = '别人' WHERE id = %s", [altered])
        cursor.execute("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_keep_rows")
    report = verify_database()
    assert not report.is_sound
    assert any(str(altered) in line for line in report.lines())
