"""Small tools of views: the audience decorator, rendering a page or its part, paging."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render as django_render
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from juxian.kit.access import Actor, Audience
from juxian.kit.errors import RuleBroken

PER_PAGE = 50


class Request(HttpRequest):
    """A request behind our middleware, for type checkers: who acts, and from where."""

    actor: Actor
    client_address: str


def audience(kind: Audience, permission: str | None = None) -> Callable[[Callable], Callable]:
    """Declare for whom a view is made and which permission it needs. A view without this is refused."""

    def decorate(view: Callable) -> Callable:
        view.audience, view.permission = kind, permission  # type: ignore[attr-defined]
        return view

    return decorate


def render(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, part: str = "", status: int = 0
) -> HttpResponse:
    """Render the page, or with `HX-Request` (and not a history restore) only the part of it that htmx replaces. Unless
    told otherwise the status is 200, and 422 where the page shows the faults of a form that was sent."""
    htmx = getattr(request, "htmx", None)
    if part and htmx and not htmx.history_restore_request and not htmx.boosted:
        template = part
    context = context or {}
    return django_render(request, template, context, status=status or (422 if _shows_faults(request, context) else 200))


def _shows_faults(request: HttpRequest, context: dict[str, Any]) -> bool:
    forms_sent = [value for value in context.values() if isinstance(value, forms.BaseForm) and value.is_bound]
    return request.method == "POST" and any(form.errors for form in forms_sent)


def attempt(form: forms.Form, do: Callable[..., Any]) -> Any:
    """Run an action with what the form read; a refusal stands at the field it is about. Return what the action
    returned, or None where the form shows why nothing happened."""
    if not form.is_valid():
        return None
    try:
        return do(**form.cleaned_data)
    except RuleBroken as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return None


def back_to(request: HttpRequest, default: Any, *args: Any) -> HttpResponseRedirect:
    """Lead back to where the officer came from, with the filters of the list: the field `next` of the form, or the
    `next` in the address. `default` (an address or its name, with `args`) where neither is an address of ours."""
    return HttpResponseRedirect(next_address(request) or resolve_url(default, *args))


def stay_on(request: HttpRequest, name: str, *args: Any) -> HttpResponseRedirect:
    """Lead to a page and keep the way back that was named: its breadcrumb still knows the filtered list."""
    return HttpResponseRedirect(with_way_back(resolve_url(name, *args), request))


def with_way_back(url: str, request: HttpRequest) -> str:
    """Return the address with the `next` that this request carries, if it carries one."""
    back = next_address(request)
    return f"{url}?{urlencode({'next': back})}" if back else url


def next_address(request: HttpRequest) -> str:
    """Return the address of ours that the form or the page's own address names, or ""."""
    for parameters in (request.POST, request.GET):
        address = NextForm(parameters).values()["next"] or ""
        if address.startswith("/") and url_has_allowed_host_and_scheme(
            address, {request.get_host()}, require_https=request.is_secure()
        ):
            return address
    return ""


class QueryForm(forms.Form):
    """A form over GET parameters. An invalid value falls back to its field's initial: a link never breaks."""

    def values(self) -> dict[str, Any]:
        """Return the clean values; a field that is missing or wrong has its initial value."""
        self.is_valid()
        return {
            name: self.cleaned_data[name]
            if self.data.get(self.add_prefix(name)) not in (None, "") and name in self.cleaned_data
            else self.get_initial_for_field(field, name)
            for name, field in self.fields.items()
        }


class NextForm(QueryForm):
    """Where to go afterwards."""

    next = forms.CharField(max_length=2000, required=False)


class PageForm(QueryForm):
    """The page number of a list."""

    page = forms.IntegerField(min_value=1, max_value=100_000, initial=1, required=False)


def paginate(request: HttpRequest, rows: QuerySet | list, per_page: int = PER_PAGE) -> Page:
    """Return the page that the address asks for, or the nearest that exists."""
    number = PageForm(request.GET).values()["page"]
    return Paginator(rows, per_page).get_page(number)
