"""An employer's own page: what the public sees, the draft beside it, its pictures."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.media.accepting import accept_video
from juxian.kit.rate_limit import limited
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, render
from juxian.people.queries import organisations
from juxian.recruitment.actions import (
    add_picture,
    put_video,
    remove_picture,
    remove_video,
    submit_page,
    withdraw_page,
    write_page,
)
from juxian.recruitment.forms.employer import PageVideoForm, PageWordsForm, PictureForm
from juxian.recruitment.models import EmployerPage
from juxian.recruitment.permissions import PICTURE, VIDEO, Permission
from juxian.recruitment.queries.page import has_changes, page_of
from juxian.recruitment.queries.reply import reply_figure
from juxian.recruitment.queries.standing import obstacle_to_recruit
from juxian.recruitment.states import PAGE, PageState

EMPLOYER = audience(Audience.ORGANISATION, Permission.MANAGE_PAGE)
GET_POST = require_http_methods(["GET", "POST"])


@EMPLOYER
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Where the page stands, what it says, and what is to be done next."""
    employer = _employer(request)
    page = page_of(employer.pk)
    context = {
        "employer": employer,
        "page": page,
        "open": {row.event for row in PAGE.open_events(page.state)} if page else set(),
        "has_changes": page is not None and has_changes(page),
        "is_waiting": page is not None and page.state == PageState.SUBMITTED,
        "reply": reply_figure(employer.pk),
        "obstacle": obstacle_to_recruit(employer),
        "picture_form": PictureForm(),
        "timeline": timeline_of(page, shows_names=False) if page else [],
    }
    return render(request, "recruitment/organisation/page.html", context)


@EMPLOYER
@GET_POST
def page_edit(request: HttpRequest) -> HttpResponse:
    employer = _employer(request)
    form = PageWordsForm.of(page_of(employer.pk), request.POST or None)
    if attempt(form, partial(write_page, employer, by=request.actor)):
        messages.success(request, _t("已保存。公众看到的不变，提交审核通过后更新。"))
        return redirect("recruitment:org_page")
    return render(request, "recruitment/organisation/page_form.html", {"form": form, "employer": employer})


@EMPLOYER
@limited("page_picture", limit=60, seconds=3600)
@GET_POST
def picture_add(request: HttpRequest) -> HttpResponse:
    form = PictureForm(request.POST or None, request.FILES or None)
    if attempt(form, partial(_add_picture, request)):
        messages.success(request, _t("图片已添加。"))
        return redirect("recruitment:org_page")
    return render(request, "recruitment/organisation/picture_form.html", {"form": form})


@EMPLOYER
@require_POST
def picture_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    remove_picture(_page(request), picture_id=pk, by=request.actor)
    messages.success(request, _t("图片已删去。"))
    return redirect("recruitment:org_page")


@EMPLOYER
@limited("page_video", limit=20, seconds=3600)
@GET_POST
def video_add(request: HttpRequest) -> HttpResponse:
    form = PageVideoForm(request.POST or None, request.FILES or None)
    if attempt(form, partial(_put_video, request)):
        messages.success(request, _t("视频已收到，正在转码。转好以后再提交审核。"))
        return redirect("recruitment:org_page")
    return render(request, "recruitment/organisation/video_form.html", {"form": form})


@EMPLOYER
@require_POST
def video_remove(request: HttpRequest) -> HttpResponse:
    remove_video(_page(request), by=request.actor)
    messages.success(request, _t("视频已撤下。"))
    return redirect("recruitment:org_page")


@EMPLOYER
@require_POST
def page_submit(request: HttpRequest) -> HttpResponse:
    submit_page(_page(request), by=request.actor)
    messages.success(request, _t("主页已提交，审核通过后更新。"))
    return redirect("recruitment:org_page")


@EMPLOYER
@require_POST
def page_withdraw(request: HttpRequest) -> HttpResponse:
    withdraw_page(_page(request), by=request.actor)
    messages.success(request, _t("已撤回，可以修改后再提交。"))
    return redirect("recruitment:org_page")


def _add_picture(request: HttpRequest, picture: Any, caption: str) -> EmployerPage:
    upload = accept_upload(picture, kinds=("image",), by=request.actor, purpose=PICTURE)
    return add_picture(_page(request), upload=upload, caption=caption, by=request.actor)


def _put_video(request: HttpRequest, video: Any, captions: Any) -> EmployerPage:
    accepted = accept_video(video, by=request.actor, purpose=VIDEO, captions=captions)
    return put_video(_page(request), video=accepted, by=request.actor)


def _employer(request: HttpRequest) -> Any:
    return organisations([request.actor.organisation_id])[request.actor.organisation_id]


def _page(request: HttpRequest) -> EmployerPage:
    page = EmployerPage.objects.visible_to(request.actor).select_related("organisation").first()
    if page is None:
        raise Http404
    return page
