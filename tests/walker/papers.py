"""What the office has of papers: a ceremony, a pile, a list to revoke, a request for another copy."""

import datetime as dt
from typing import Any

from juxian.credentials.actions import (
    arrange_ceremony,
    invite_to_ceremony,
    order_print,
    propose_revocation,
    request_copy,
)
from juxian.credentials.models import CopyRequest, Credential
from juxian.kit import clock
from juxian.kit.access import Actor
from tests.cast import Cast


def office_papers(cast: Cast) -> dict[str, Any]:
    """One of each, around the certificate of the first tenant."""
    credential, by = Credential.objects.get(holder=cast.lv.person), cast.zhao.actor
    day = clock.today() + dt.timedelta(days=7)
    ceremony = arrange_ceremony(None, title="颁证仪式", held_on=day, place="礼堂", seats_a_row=10, by=by)
    invite_to_ceremony(ceremony, credentials=[credential], by=by)
    pile = {"title": "一批", "paper": "a4", "language": "zh-hans"}
    return {
        "ceremony": ceremony,
        "print_run": order_print(None, copy_ids=[credential.copy.pk], by=by, **pile),
        "revocation": propose_revocation(None, numbers=[credential.number], reason="核查", by=cast.lin.actor),
    }


def lost_copy(holder: Any, by: Actor) -> CopyRequest:
    """The holder lost the paper."""
    return request_copy(Credential.objects.get(holder=holder), reason="lost", by=by)
