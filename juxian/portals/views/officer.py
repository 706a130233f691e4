"""The officers' work queue."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from juxian.kit.access import Audience
from juxian.kit.views import audience, paginate, render
from juxian.kit.work_queue import described
from juxian.portals.forms import QueueQuery
from juxian.portals.queries.queue import figures_for, queue_of


@audience(Audience.OFFICE)
@require_safe
def office_home(request: HttpRequest) -> HttpResponse:
    """All that waits for this officer in this role, the most urgent first."""
    queue = queue_of(request.actor)
    asked = QueueQuery(request.GET, kinds=[kind.key for kind in queue.kinds]).values()
    asked.pop("page")
    page = paginate(request, queue.narrowed(**asked))
    context = {
        "queue": queue,
        "asked": asked,
        "page": page,
        "lines": described(page.object_list),
        "figures": figures_for(request.actor),
    }
    return render(request, "portals/officer/home.html", context)
