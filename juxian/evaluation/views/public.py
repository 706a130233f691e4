"""What everybody may read: how to apply, and how many places are left."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET

from juxian.evaluation.facts import condition_texts
from juxian.evaluation.queries.plan import places_of_plan, plan_in_force
from juxian.evaluation.steps import STEPS
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.language import for_the_reader
from juxian.kit.views import audience, render


@audience(Audience.PUBLIC)
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """The service: who may apply, by which conditions, in which steps, within which time."""
    steps = [step for step in STEPS.values() if step.working_days]
    conditions = [
        {"text": for_the_reader(row["text"]), "law": _t(row["law"])} for row in condition_texts(clock.today())
    ]
    context = {"conditions": conditions, "steps": steps, "plan": plan_in_force(clock.today())}
    return render(request, "evaluation/public/guide.html", context)


@audience(Audience.PUBLIC)
@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """Live places of the plan."""
    running = plan_in_force(clock.today())
    context = {"plan": running, "places": places_of_plan(running) if running else []}
    return render(request, "evaluation/public/plan.html", context)
