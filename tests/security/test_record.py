"""Changing what decides, behind the back of the record: rows written by raw SQL, as a compromised web process could."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from juxian.evaluation.models import PlanPlaces
from juxian.kit.models import AuditEvent
from juxian.people.models import Organisation
from tests.cast import Cast, client_as
from tests.evaluation.factories import make_stage

pytestmark = pytest.mark.django_db

DECIDES = [
    "evaluation.Plan",
    "evaluation.PlanPlaces",
    "evaluation.PanelMember",
    "evaluation.PanelCase",
    "evaluation.Contribution",
    "evaluation.Evidence",
    "people.Invitation",
]


@pytest.mark.parametrize("label", DECIDES)
def test_what_decides_a_recognition_or_a_role_is_watched_by_the_database(label: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'audit_row_change'",
            [apps.get_model(label)._meta.db_table],
        )
        assert cursor.fetchone()


@pytest.mark.parametrize("table", ["mfa_authenticator", "account_emailaddress", "socialaccount_socialaccount"])
def test_what_decides_who_signs_in_is_watched_too(db: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'audit_row_change'", [table])
        assert cursor.fetchone()


def test_a_plan_stretched_by_raw_sql_is_on_record(cast: Cast) -> None:
    make_stage(cast)
    before = AuditEvent.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {PlanPlaces._meta.db_table} SET places = places + 1000")
    assert AuditEvent.objects.count() > before


@pytest.mark.parametrize("who", ["wang", "lin"])
def test_a_state_changed_by_raw_sql_is_shown_and_breaks_no_page(cast: Cast, who: str) -> None:
    Organisation.objects.filter(pk=cast.employer.pk).update(state="suspended")
    client: Any = client_as(getattr(cast, who).actor)
    address = "/org/profile/" if who == "wang" else f"/office/organisations/{cast.employer.pk}/"
    assert client.get(address).status_code == 200
