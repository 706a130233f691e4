"""What the office has of papers: a ceremony, a pile, a list to revoke, a request for another copy."""

import datetime as dt
from typing import Any

from juxian.credentials.actions import (
    arrange_ceremony,
    check_list,
    invite_to_ceremony,
    order_print,
    propose_revocation,
    request_copy,
)
from juxian.credentials.models import CopyRequest, Credential, PrintRun
from juxian.credentials.tasks import set_print_run
from juxian.kit import clock
from juxian.kit.access import Actor
from tests.cast import Cast


def office_papers(cast: Cast) -> dict[str, Any]:
    """One of each, around the certificate of the first tenant."""
    credential, by = Credential.objects.get(holder=cast.lv.person), cast.zhao.actor
    day = clock.today() + dt.timedelta(days=7)
    ceremony = arrange_ceremony(None, title="颁证仪式", held_on=day, place="礼堂", seats_a_row=10, by=by)
    invite_to_ceremony(ceremony, credentials=[credential], by=by)
    rows = [{"number": credential.number, "name": cast.lv.person.name}]
    return {
        "ceremony": ceremony,
        "print_run": _printed(credential, by),
        "office_check": check_list(None, rows=rows, purpose="入户核查", file_name="list.xlsx", by=by),
        "revocation": propose_revocation(None, numbers=[credential.number], reason="核查", by=cast.lin.actor),
    }


def _printed(credential: Credential, by: Actor) -> PrintRun:
    """A pile of one, set and ready to be downloaded."""
    run = order_print(None, title="一批", copy_ids=[credential.copy.pk], paper="a4", language="zh-hans", by=by)
    set_print_run(str(run.pk))
    run.refresh_from_db()
    return run


def lost_copy(holder: Any, by: Actor) -> CopyRequest:
    """The holder lost the paper."""
    return request_copy(Credential.objects.get(holder=holder), reason="lost", by=by)
