"""What the clock finds: corrections that are late or soon due, and what the office has let lie."""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from juxian.evaluation.models import Application
from juxian.evaluation.models.application import CONFIRMED_CHANNELS
from juxian.evaluation.permissions import Permission as P
from juxian.evaluation.queries.scheme import sitting_parts_due_of
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.access import ROLES
from juxian.people.queries import office_members

DAYS_BEFORE = 3
# Whose permission moves an application on; `RECOGNISED` waits for the platform itself and is no officer's.
DESKS = {
    S.SUBMITTED: P.ACCEPT,
    S.ACCEPTED: P.REVIEW,
    S.FIRST_REVIEWED: P.REVIEW,
    S.SECOND_REVIEWED: P.CONVENE,
    S.SCORED: P.CONVENE,
    S.IN_PANEL: P.CONVENE,
    S.APPEALED: P.CONVENE,
    S.PASSED: P.CONVENE,
    S.NOTICE_CLEARED: P.RECOGNISE,
}


def late_corrections(now: dt.datetime) -> QuerySet[Application]:
    """Returned applications whose time is over."""
    return Application.objects.filter(state=S.RETURNED, due_at__lt=now)


def corrections_soon_due(now: dt.datetime) -> QuerySet[Application]:
    """Returned applications with three days left or less."""
    until = now + dt.timedelta(days=DAYS_BEFORE)
    return Application.objects.filter(state=S.RETURNED, due_at__gte=now, due_at__lte=until).select_related("applicant")


def overdue(now: dt.datetime) -> QuerySet[Application]:
    """What lies on a desk beyond its time."""
    return Application.objects.filter(state__in=DESKS, due_at__lt=now).select_related("item__occupation")


def officers_for(application: Application) -> set[UUID]:
    """Return who may move it on: those in the roles of that desk, without whoever must keep their hands off it."""
    permission = desk_of(application)
    roles = [role.key for role in ROLES.values() if permission in role.permissions]
    people = {person for role in roles for person in office_members(role)}
    hands_off = {application.applicant_id, application.first_reviewer_id}
    return people - (hands_off | {application.second_reviewer_id} if permission == P.CONFIRM else hands_off)


def desk_of(application: Application) -> P:
    """Return whose permission moves it on: after the reviews the road decides, and what is still to be sat for."""
    if application.state != S.SECOND_REVIEWED:
        return DESKS[S(application.state)]
    if application.channel in CONFIRMED_CHANNELS:
        return P.CONFIRM
    if sitting_parts_due_of([application]).get(application.pk):
        return P.ARRANGE
    return DESKS[S(application.state)]
