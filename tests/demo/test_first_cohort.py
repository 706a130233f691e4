"""The acceptance of the platform: the first cohort of 2023, replayed through real actions, sealed, and checked."""

import datetime as dt
import json
from collections import Counter

import pytest
from django.db import connection

from juxian.credentials.models import Credential
from juxian.demo import load
from juxian.demo.people import listing
from juxian.evaluation.models import PlanPlaces
from juxian.insights.figures_cli import main as print_figures
from juxian.kit.audit.checking import verify_database
from juxian.kit.models import AuditEvent

pytestmark = [pytest.mark.slow, pytest.mark.race]  # real time: the demo reaches until today


@pytest.mark.django_db(transaction=True)
def test_the_first_cohort_is_replayed_and_its_record_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert not load.is_loaded()
    load.load()
    assert load.is_loaded()
    _check_certificates()
    _check_places()
    _check_figures(capsys)
    assert any("吕志强" in line for line in listing())
    _check_record()


def _check_certificates() -> None:
    rows = Credential.objects.filter(issued_on=dt.date(2023, 11, 6))
    levels = Counter(rows.values_list("level", flat=True))
    assert levels == {"intermediate": 94, "senior": 40, "technician": 15, "senior_technician": 5}
    assert rows.count() == 154
    by_hand = AuditEvent.objects.filter(kind="action", name="evaluation.recognise_application")
    assert by_hand.count() == 154


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
