"""What an employer may know of its staff's applications: who, which trade, which level, where it stands."""

from django.db.models import QuerySet

from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.access import Actor, allows


def applications_of_staff(actor: Actor) -> QuerySet[Application]:
    """Return what was handed in naming the actor's organisation. Pay, words, evidence and opinions are loaded nowhere.

    A withdrawn application, or one that was never sent, is the worker's own affair."""
    if not actor.organisation_id or not allows(actor, Permission.SEE_STAFF):
        return Application.objects.none()
    rows = Application.objects.filter(employer=actor.organisation_id).exclude(state__in=[S.DRAFT, S.WITHDRAWN])
    columns = ("number", "level", "state", "submitted_at", "recognised_on", "applicant__name")
    names = ("item__local_name", "item__occupation__name")
    return rows.select_related("applicant", "item__occupation").only(*columns, *names).order_by("-submitted_at", "pk")
