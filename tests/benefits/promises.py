"""Entitlements written down in a state, without the run that would have found them."""

import datetime as dt
from typing import Any

from juxian.benefits.models import Entitlement, Run
from juxian.benefits.states import EntitlementState as S
from juxian.benefits.states import RunState
from juxian.kit import clock
from juxian.people.models import Person

GOLD = "gold_allowance"
MONTH = dt.date(2025, 2, 1)
TECHNICIAN_FEN = 150_000


def make_run(state: str = RunState.REVIEWED, policy: str = GOLD, **fields: Any) -> Run:
    """A run of February that an officer has looked at."""
    number = f"T-{Run.objects.count() + 1}"
    return Run.objects.create(number=number, policy=policy, month=MONTH, from_month=MONTH, state=state, **fields)


def make_promise(person: Person, state: str = S.ASKED, **fields: Any) -> Entitlement:
    """A technician's allowance since February, ten working days to answer."""
    words = {"reason": "等待核对社保。"} if state in (S.HELD, S.REFUSED) else {}
    due = clock.now() + dt.timedelta(days=14) if state == S.ASKED else None
    defaults = {
        "policy": GOLD,
        "state": state,
        "state_since_at": clock.now(),
        "amount_fen": TECHNICIAN_FEN,
        "from_month": MONTH,
        "asked_at": clock.now() if state != S.FOUND else None,
        "due_at": due,
        **words,
    }
    return Entitlement.objects.create(person=person, **(defaults | fields))
