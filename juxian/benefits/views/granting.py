"""Many at once: on public notice, and granted by somebody who reviewed none of them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods

from juxian.benefits.actions import grant_entitlements, publish_entitlements
from juxian.benefits.forms.entitlement import EntitlementsForm, PolicyQuery, PublishForm
from juxian.benefits.models import Entitlement
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.entitlement import grantable, publishable
from juxian.benefits.queries.law import title_of
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, render


@audience(Audience.OFFICE, Permission.REVIEW)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Who confirmed, or is taken to have, goes on public notice with a masked name."""
    policy = _policy(request)
    rows = publishable(Entitlement.objects.visible_to(request.actor), policy, request.actor)
    title = _t("%(policy)s拟兑现名单公示") % {"policy": title_of(policy)}
    first = {"title": title, "entitlements": [str(row.pk) for row in rows]}
    form = PublishForm(request.POST or None, rows=rows, initial=first)
    if attempt(form, partial(publish_entitlements, policy, by=request.actor)):
        messages.success(
            request, _t("已公示%(count)d人，为期五个工作日。") % {"count": len(form.cleaned_data["entitlements"])}
        )
        return redirect(_here("benefits:publish", policy))
    context = _context(form, rows, policy)
    return render(request, "benefits/officer/publish.html", context)


@audience(Audience.OFFICE, Permission.GRANT)
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest) -> HttpResponse:
    """Whose notice is over without an objection is granted; the money follows with the next posting of a run."""
    policy = _policy(request)
    rows = grantable(Entitlement.objects.visible_to(request.actor), policy, request.actor)
    form = EntitlementsForm(request.POST or None, rows=rows, initial={"entitlements": [str(row.pk) for row in rows]})
    if granted := attempt(form, partial(grant_entitlements, policy, by=request.actor)):
        messages.success(request, _t("已兑现%(count)d人。金额随本月的计算入账后拨付。") % {"count": len(granted)})
        return redirect(_here("benefits:grant", policy))
    return render(request, "benefits/officer/grant.html", _context(form, rows, policy))


def _policy(request: HttpRequest) -> str:
    return str(PolicyQuery(request.GET).values()["policy"])


def _here(name: str, policy: str) -> str:
    return f"{reverse(name)}?policy={policy}"


def _context(form: EntitlementsForm, rows: list[Entitlement], policy: str) -> dict[str, Any]:
    return {
        "form": form,
        "query": PolicyQuery({"policy": policy}),
        "rows": rows,
        "title": title_of(policy),
        "total_fen": sum(row.amount_fen for row in rows),
    }
