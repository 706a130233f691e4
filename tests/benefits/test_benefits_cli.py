"""`juxian benefits` and `juxian policy explain PERSON`; what the clock begins."""

import datetime as dt

import pytest
from django.conf import settings

from juxian.benefits.benefits_cli import main
from juxian.benefits.models import DecisionRecord, Run
from juxian.benefits.queries.stacking import forbidden_pairs
from juxian.benefits.tasks import open_monthly_runs
from juxian.credentials.models import Credential
from juxian.kit.identifiers import uuid7
from juxian.payments.actions import ObligationRow, post_obligations
from juxian.people.models import Person
from juxian.registers.models import RentPayment
from tests.benefits.runs import MONTH, posted
from tests.benefits.town import GOLD, deliver, make_town, subject_of
from tests.cast import Cast, Member
from tests.jobs import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_engine")]


def test_a_decision_is_judged_again_by_its_number(cast: Cast, fang: Member, capsys: pytest.CaptureFixture):
    make_town(("technician",))
    posted(cast.lin.actor, fang.actor)
    record = DecisionRecord.objects.get(month=MONTH)
    assert main(["replay", record.number]) == 0
    shown = capsys.readouterr()
    assert shown.out == f"{record.content}\n"
    assert "the same bytes" in shown.err
    assert main(["replay", "JS1999-0001-00010001"]) == 2


def test_a_person_is_explained_by_the_number_of_the_certificate(db: None, capsys: pytest.CaptureFixture):
    make_town(("senior",))
    number = Credential.objects.get().number
    assert main(["explain", number, "--on", "2024-05-01", "--policy", GOLD]) == 0
    shown = capsys.readouterr().out
    assert "满一年" in shown
    assert "from 2024-11" in shown
    assert main(["explain", "没有这张证书"]) == 2


def test_a_forbidden_pair_is_found_and_what_may_stand_together_is_not(db: None, capsys: pytest.CaptureFixture):
    """Until February 2023 whoever drew the city's half rent could not draw the district's subsidy as well."""
    (person,) = make_town(("technician",))
    rent = {"amount_fen": 150_000, "paid_on": dt.date(2023, 3, 20), "division": settings.DISTRICT_DIVISION}
    deliver("rent", [RentPayment(subject=subject_of(person), from_month=dt.date(2023, 1, 1), months=3, **rent)])
    _owe(person, "youth_living_subsidy", dt.date(2023, 3, 1))
    _owe(person, GOLD, dt.date(2023, 3, 1))
    assert main(["stacking"]) == 0
    assert " 0 forbidden pairs" in capsys.readouterr().out
    _owe(person, "youth_living_subsidy", dt.date(2023, 1, 1))
    (pair,) = forbidden_pairs()
    assert (pair.month, {pair.first, pair.second}) == (dt.date(2023, 1, 1), {"city_half_rent", "youth_living_subsidy"})
    assert main(["stacking"]) == 1


def _owe(person: Person, policy: str, month: dt.date) -> None:
    post_obligations(uuid7(), rows=[ObligationRow(person.pk, policy, month, 50_000)])


def test_the_clock_begins_last_month_once(db: None):
    make_town(("technician",))
    assert open_monthly_runs() == 1
    run_jobs()
    run = Run.objects.get()
    assert (run.month, run.state, run.started_by_id) == (dt.date(2025, 2, 1), "evaluated", None)
    assert open_monthly_runs() == 0
