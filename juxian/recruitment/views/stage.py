"""The stages of an employer's selection: one page, four small writes."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, render
from juxian.people.queries.portal import own_organisation
from juxian.recruitment.actions.stage import add_stage, adopt_usual_stages, change_stage, drop_stage
from juxian.recruitment.forms.candidate import StageChangeForm, StageForm
from juxian.recruitment.models import Stage
from juxian.recruitment.permissions import Permission

HANDLES = audience(Audience.ORGANISATION, Permission.HANDLE_APPLICATION)


@HANDLES
@require_http_methods(["GET", "POST"])
def org_stages(request: HttpRequest) -> HttpResponse:
    """The list, and a new one."""
    form = StageForm(request.POST or None)
    do = partial(add_stage, own_organisation(request.actor), by=request.actor)
    if request.method == "POST" and attempt(form, do):
        messages.success(request, _t("阶段已增加。"))
        return redirect("recruitment:org_stages")
    return _page(request, form)


@HANDLES
@require_POST
def stages_usual(request: HttpRequest) -> HttpResponse:
    adopt_usual_stages(own_organisation(request.actor), by=request.actor)
    messages.success(request, _t("已采用常用的四个阶段，可以改名、停用和增加。"))
    return redirect("recruitment:org_stages")


@HANDLES
@require_POST
def stage_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    stage = get_object_or_404(Stage.objects.visible_to(request.actor), pk=pk)
    form = StageChangeForm(request.POST)
    if attempt(form, partial(change_stage, stage, by=request.actor)):
        messages.success(request, _t("阶段已修改。"))
        return redirect("recruitment:org_stages")
    return _page(request, StageForm(), faulty={stage.pk: form})


@HANDLES
@require_POST
def stage_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    drop_stage(get_object_or_404(Stage.objects.visible_to(request.actor), pk=pk), by=request.actor)
    messages.success(request, _t("阶段已停用，正在这个阶段的求职者请移到其他阶段。"))
    return redirect("recruitment:org_stages")


def _page(request: HttpRequest, form: StageForm, faulty: dict[UUID, Any] | None = None) -> HttpResponse:
    rows = Stage.objects.visible_to(request.actor).used()
    lines = [
        (row, (faulty or {}).get(row.pk) or StageChangeForm(initial={"name": row.name, "position": row.position}))
        for row in rows
    ]
    status = 422 if faulty or form.errors else 200
    return render(request, "recruitment/organisation/stage_list.html", {"lines": lines, "form": form}, status=status)
