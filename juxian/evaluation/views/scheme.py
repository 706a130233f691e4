"""The office's pages of schemes: what is examined for which occupation and level, and where nobody has said so."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import (
    change_scheme,
    copy_scheme,
    create_missing_schemes,
    define_scheme,
    remove_scheme,
)
from juxian.evaluation.forms.scheme import CopyForm, PartsForm, SchemeForm, SchemeQuery
from juxian.evaluation.models import Scheme
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.scheme import filtered_schemes, gaps, parts_of, sittings_using
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, paginate, render

DEFINE = audience(Audience.OFFICE, Permission.DEFINE_SCHEME)


@DEFINE
@require_GET
def scheme_list(request: HttpRequest) -> HttpResponse:
    """What is there, and which occupations and levels of the catalogue have none."""
    form = SchemeQuery(request.GET)
    page = paginate(request, filtered_schemes(Scheme.objects.visible_to(request.actor), form.values()))
    rows = [(scheme, parts_of(scheme)) for scheme in page]
    context = {"form": form, "page": page, "rows": rows, "gaps": gaps(clock.today())}
    return render(request, "evaluation/officer/scheme_list.html", context)


@DEFINE
@require_http_methods(["GET", "POST"])
def scheme_create(request: HttpRequest) -> HttpResponse:
    form = SchemeForm(request.POST if request.method == "POST" else None)
    if scheme := attempt(form, partial(_define, request)):
        messages.success(request, _t("考核方案已建立。"))
        return redirect("evaluation:scheme_detail", scheme.pk)
    return render(request, "evaluation/officer/scheme_create.html", {"form": form})


@DEFINE
@require_http_methods(["GET", "POST"])
def scheme_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One scheme, to read and to change."""
    scheme = _get(request, pk)
    form = PartsForm(request.POST if request.method == "POST" else None, scheme=scheme)
    if attempt(form, partial(change_scheme, scheme, by=request.actor)):
        messages.success(request, _t("考核方案已保存。"))
        return redirect("evaluation:scheme_detail", pk)
    context = {
        "scheme": scheme,
        "parts": parts_of(scheme),
        "form": form,
        "copy_form": CopyForm(initial={"occupation": str(scheme.occupation_id)}),
        "using": sittings_using(scheme).first(),
    }
    return render(request, "evaluation/officer/scheme_detail.html", context)


@DEFINE
@require_POST
def scheme_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    scheme, form = _get(request, pk), CopyForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    values = form.cleaned_data
    copies = copy_scheme(scheme, occupation_id=values["occupation"], levels=values["levels"], by=request.actor)
    messages.success(request, _t("已复制%(count)d个考核方案。") % {"count": len(copies)})
    return redirect("evaluation:scheme_list")


@DEFINE
@require_POST
def scheme_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    remove_scheme(_get(request, pk), by=request.actor)
    messages.success(request, _t("考核方案已删除。这个职业和等级今后只由评审组评审。"))
    return redirect("evaluation:scheme_list")


@DEFINE
@require_POST
def scheme_fill(request: HttpRequest) -> HttpResponse:
    """Make what is missing from the district's defaults."""
    made = create_missing_schemes(None, by=request.actor)
    messages.success(request, _t("已按默认值补齐%(count)d个考核方案，请逐个核对。") % {"count": len(made)})
    return redirect("evaluation:scheme_list")


def _define(request: HttpRequest, *, occupation: str, level: str, **values: Any) -> Scheme:
    return define_scheme(None, occupation_id=occupation, level=level, by=request.actor, **values)


def _get(request: HttpRequest, pk: UUID) -> Scheme:
    return get_object_or_404(Scheme.objects.visible_to(request.actor).select_related("occupation"), pk=pk)
