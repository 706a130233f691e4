"""The employer's page: which of its staff applied, and where that stands. Nothing can be changed here."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.staff import applications_of_staff
from juxian.kit.access import Audience
from juxian.kit.views import audience, paginate, render


@audience(Audience.ORGANISATION, Permission.SEE_STAFF)
@require_safe
def staff_applications(request: HttpRequest) -> HttpResponse:
    """Name, trade, level and state; pay, words and evidence stay between the worker and the office."""
    context = {"page": paginate(request, applications_of_staff(request.actor))}
    return render(request, "evaluation/organisation/application_list.html", context)
