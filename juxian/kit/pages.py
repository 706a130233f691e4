"""Pages for when something was refused, is missing or failed. Each says what, why and what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from juxian.kit.punctuation import labelled


def refusal(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """A broken rule: a banner where htmx asked (it is shown even on an error status), a page otherwise."""
    if getattr(request, "htmx", False):
        return _banner(request, message, tone="stop", status=status)
    return render(request, "kit/refusal.html", {"message": message}, status=status)


def public_refusal(message: str, *, status: int) -> HttpResponse:
    """The same banner where nobody has been asked yet who is there: drawn without the request."""
    return _aimed(HttpResponse(render_to_string("kit/_banner.html", {"message": message}), status=status))


def _banner(request: HttpRequest, message: str, *, tone: str, status: int) -> HttpResponse:
    return _aimed(render(request, "kit/_banner.html", {"message": message, "tone": tone}, status=status))


def _aimed(response: HttpResponse) -> HttpResponse:
    response["HX-Retarget"], response["HX-Reswap"] = "#banners", "innerHTML"
    return response


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, _("您现在的身份不能做这件事。请切换身份，或联系本单位管理员。"), status=403)


def busy(request: HttpRequest) -> HttpResponse:
    return refusal(request, _("另一位同事正在办理同一件事，您的操作没有保存。请稍等片刻，刷新后再试。"), status=409)


def already_received(request: HttpRequest) -> HttpResponse:
    """The same form came a second time, and the first time led to no page of its own."""
    message = _("已收到，请勿重复提交。您的内容已在第一次提交时处理，这一次没有再做任何改动。")
    if getattr(request, "htmx", False):
        return _banner(request, message, tone="info", status=409)
    return render(request, "kit/already_received.html", {"message": message}, status=409)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refusal(request, _("页面已过期，内容还没有提交。请返回上一页刷新后再提交一次。"), status=403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return refusal(request, _("这个请求无法理解。请从页面上的按钮或链接重新操作。"), status=400)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "kit/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: the session, the database or a context processor may be what failed."""
    return HttpResponse(render_to_string("kit/server_error.html"), status=500)


def refusal_of_form(request: HttpRequest, form: Any) -> HttpResponse:
    """The first fault of a small form without a page of its own (a dialog): its sentence as a banner or page."""
    field, errors = next(iter(form.errors.items()))
    label = "" if field == "__all__" else form.fields[field].label
    return refusal(request, labelled(label, errors[0]), status=422)
