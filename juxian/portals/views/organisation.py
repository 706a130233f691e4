"""The home page of an organisation."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from juxian.kit.access import Audience, allows
from juxian.kit.views import audience, render
from juxian.people.permissions import Permission as People
from juxian.portals.queries.my_home import home_of_organisation


@audience(Audience.ORGANISATION)
@require_safe
def org_home(request: HttpRequest) -> HttpResponse:
    """Where the registration stands, what is to do, who may act."""
    context = home_of_organisation(request.actor)
    context["may_manage_staff"] = allows(request.actor, People.MANAGE_STAFF)
    return render(request, "portals/organisation/home.html", context)
