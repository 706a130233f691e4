"""What takes too long for one run takes turns: each day another third of it (decision record 0024).

`JUXIAN_WALK=full` leaves nothing out; `JUXIAN_WALK=739579` takes the turn of that day again (`date.toordinal()`)."""

import datetime as dt
import os
from collections.abc import Sequence
from typing import Any

WALK = os.environ.get("JUXIAN_WALK", "")
IN_FULL = WALK == "full"
TODAY = int(WALK) if WALK.isdigit() else dt.date.today().toordinal()  # read before any test stops the clock
DAYS = 3


def in_turn(things: Sequence[Any], start: int = 0) -> list[Any]:
    """Return what is looked at today: every third thing, another third each day, beginning as `start` says."""
    return list(things) if IN_FULL else list(things[(start + TODAY) % DAYS :: DAYS])
