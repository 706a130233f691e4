"""What a worker is promised, an appeal about it, and what the employer says of them, for the walker."""

from dataclasses import dataclass
from typing import Any

from juxian.benefits.actions import file_appeal
from juxian.benefits.models import Appeal, Entitlement, StaffReport
from juxian.kit import clock
from juxian.registers.models import InsuranceMonth, Subject
from tests.benefits.promises import GOLD, make_promise
from tests.benefits.town import deliver
from tests.cast import Member
from tests.walker.runs import RunRows, run_rows


@dataclass
class PromiseRows:
    """One of each, of one worker and their employer."""

    promise: Entitlement
    appeal: Appeal
    report: StaffReport
    computed: RunRows


def promise_rows(member: Member, employer: Any, admin: Any) -> PromiseRows:
    """A promise that waits for its answer, of somebody whom the register names with this employer."""
    person = member.person
    subject, _is_new = Subject.objects.get_or_create(
        identity_index=person.identity_index,
        defaults={
            "identity_number": person.identity_number.open(),
            "identity_tail": person.identity_tail,
            "name": person.name,
        },
    )
    month = clock.today().replace(day=1)
    deliver("insurance", [InsuranceMonth(subject=subject, employer=employer.uscc, month=month, status="paid")])
    promise = make_promise(person, reason=f"{person.name}的说明")
    report = StaffReport.objects.create(
        entitlement=promise,
        organisation=employer,
        left_on=clock.today(),
        reported_by=admin.label,
        state_since_at=clock.now(),
    )
    why = f"{person.name}说二月少发了一个月"
    appeal = file_appeal(person, policy=GOLD, reasons=why, by=member.citizen)
    return PromiseRows(promise, appeal, report, run_rows(promise))
