"""My matters."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from juxian.kit.access import Audience
from juxian.kit.views import audience, render
from juxian.portals.queries.my_home import home_of_person


@audience(Audience.PERSON)
@require_safe
def my_home(request: HttpRequest) -> HttpResponse:
    """Everything of the acting person: to-dos first."""
    return render(request, "portals/person/home.html", home_of_person(request.actor))
