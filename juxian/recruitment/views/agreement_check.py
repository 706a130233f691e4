"""Whoever holds the paper of an agreement asks whether it holds: names are masked, the text is not shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from juxian.kit.access import Audience
from juxian.kit.codes import mask_name
from juxian.kit.rate_limit import limited
from juxian.kit.views import audience, render
from juxian.recruitment.models import Agreement
from juxian.recruitment.queries.agreement import sheet_of


@audience(Audience.PUBLIC)
@require_GET
@limited("recruitment.agreement_check", limit=30, seconds=60)
def agreement_check(request: HttpRequest, code: str) -> HttpResponse:
    """Number, parties, state and digest: enough to compare with the paper in one's hand."""
    rows = Agreement.objects.public().select_related("person", "organisation", "school")
    agreement = get_object_or_404(rows, check_code=code)
    context = {
        "agreement": agreement,
        "sheet": sheet_of(agreement),
        "name": mask_name(agreement.person.surviving().name),
    }
    return render(request, "recruitment/public/agreement_check.html", context)
