"""Many waiting rows at once; the default is the dullest valid one."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from juxian.evaluation.models import Application
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from tests.cast import make_person
from tests.evaluation.factories import Stage


def make_application(stage: Stage, number: int = 1, **fields: Any) -> Application:
    """An application of a new person that was handed in `number` days ago and is due five days later."""
    since_at = clock.now() - dt.timedelta(days=number)
    values: dict[str, Any] = {
        "applicant": fields.pop("applicant", None) or make_person(f"工人{number}", with_account=False),
        "employer": stage.cast.employer,
        "item": stage.item,
        "level": "senior",
        "number": f"SB2025{number:06d}",
        "state": S.SUBMITTED,
        "state_since_at": since_at,
        "submitted_at": since_at,
        "due_at": since_at + dt.timedelta(days=5),
    }
    return Application.objects.create(**{**values, **fields})


def make_recognised(stage: Stage, number: int = 1, **fields: Any) -> Application:
    """A recognition of 2025-03-03."""
    values = {"state": S.CERTIFIED, "recognised_on": dt.date(2025, 3, 3), "due_at": None}
    return make_application(stage, number, **{**values, **fields})


def queries_with(rows: int, make: Callable[[int], Any], client: Client, address: str) -> int:
    """Return how often a page asks the database once so many more rows are there."""
    for number in range(rows):
        make(rows * 100 + number)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
