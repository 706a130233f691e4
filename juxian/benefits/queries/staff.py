"""What an employer may know of benefits of its staff: who, and where it stands. No amount, no reason, no document."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from juxian.benefits.models import Entitlement, StaffReport
from juxian.benefits.permissions import Permission
from juxian.benefits.states import ENTITLEMENT, EntitlementState
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.people.queries import organisations, same_humans
from juxian.registers.queries.staff import staff_of

# What somebody gave up, let lapse or was refused is between them and the office.
SHOWN = [state for state in EntitlementState.values if state not in ENTITLEMENT.ended()]
CONFIRMED_FOR_DAYS = 30  # a collective confirmation counts for a month, then it is asked again


def entitlements_of_staff(actor: Actor) -> QuerySet[Entitlement]:
    """Return the open promises to those whom the insurance register names with the actor's organisation."""
    if not actor.organisation_id or not allows(actor, Permission.CONFIRM_STAFF):
        return Entitlement.objects.none()
    own = StaffReport.objects.open().filter(organisation=actor.organisation_id)
    rows = Entitlement.objects.current().filter(person__in=staff_ids(actor.organisation_id), state__in=SHOWN)
    rows = rows.select_related("person").prefetch_related(Prefetch("staff_reports", own, to_attr="own_reports"))
    return rows.order_by("person__name", "policy")


def staff_ids(organisation_id: Any) -> Collection[UUID]:
    """Return the keys of all rows of the humans on the staff, as the insurance register says it of this month."""
    organisation = organisations([organisation_id]).get(organisation_id)
    if organisation is None:
        return []
    people = staff_of(organisation.uscc, clock.today().replace(day=1))
    return [key for keys in same_humans(people).values() for key in keys]


def is_confirmed(entitlement: Entitlement) -> bool:
    """Tell whether the employer said in the last weeks that the worker is still there."""
    at = entitlement.employer_confirmed_at
    return at is not None and at > clock.now() - dt.timedelta(days=CONFIRMED_FOR_DAYS)
