"""Draws: the office commits, holds and voids; everybody may look and replay."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import commit_draw, void_draw
from juxian.evaluation.forms.panel import VoidForm
from juxian.evaluation.models import Draw
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.draw import lots_of, published
from juxian.evaluation.states import DRAW
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, paginate, render


@audience(Audience.OFFICE, Permission.CONVENE)
@require_GET
def draw_list(request: HttpRequest) -> HttpResponse:
    page = paginate(request, Draw.objects.visible_to(request.actor).select_related("panel"))
    return render(request, "evaluation/officer/draw_list.html", {"page": page})


@audience(Audience.OFFICE, Permission.CONVENE)
@require_POST
def draw_commit(request: HttpRequest) -> HttpResponse:
    draw = commit_draw(None, by=request.actor)
    messages.success(request, _t("承诺%(number)s已公开，现在可以抽签。") % {"number": draw.number})
    return redirect("evaluation:draw_list")


@audience(Audience.OFFICE, Permission.CONVENE)
@require_http_methods(["GET", "POST"])
def draw_void(request: HttpRequest, pk: UUID) -> HttpResponse:
    draw = get_object_or_404(Draw.objects.visible_to(request.actor), pk=pk)
    form = VoidForm(request.POST or None)
    if DRAW.can(draw, "void") and attempt(form, partial(void_draw, draw, by=request.actor)):
        return redirect("evaluation:draw_list")
    return render(request, "evaluation/officer/draw_void.html", {"draw": draw, "form": form})


@audience(Audience.PUBLIC)
@require_GET
def draw_index(request: HttpRequest) -> HttpResponse:
    """Every draw, also what was committed to and never held."""
    return render(request, "evaluation/public/draw_list.html", {"page": paginate(request, Draw.objects.public())})


@audience(Audience.PUBLIC)
@require_GET
def draw_page(request: HttpRequest, number: str) -> HttpResponse:
    """Commitment, seed, pool, order and result, and how to replay it by hand."""
    draw = get_object_or_404(Draw.objects.public(), number=number)
    return render(
        request, "evaluation/public/draw.html", {"draw": draw, "data": published(draw), "lots": lots_of(draw)}
    )


@audience(Audience.PUBLIC)
@require_GET
def draw_data(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a file, for whoever replays it by machine."""
    draw = get_object_or_404(Draw.objects.public(), number=number)
    answer = JsonResponse(published(draw), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{draw.number}.json"'
    return answer
