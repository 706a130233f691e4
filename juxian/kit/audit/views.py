"""The seals over the record, for everybody under /audit-root/: hashes only, nothing of what was done."""

import datetime as dt

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.audit.checkpoints import checkpoint_line
from juxian.kit.audit.days import (
    as_public,
    month_of,
    next_month,
    previous_month,
    public_keys,
    sealed_days,
    sealed_months,
)
from juxian.kit.audit.sealing import latest_root
from juxian.kit.rate_limit import limited
from juxian.kit.views import QueryForm, audience, render

PUBLIC = audience(Audience.PUBLIC)
A_MINUTE = limited("kit.audit_root", limit=60)


class MonthForm(QueryForm):
    """Which month of seals."""

    month = forms.DateField(input_formats=["%Y-%m"], required=False, label=_("月份"))

    def month_asked(self) -> dt.date:
        """Return the first day of the month asked for, or of the newest with a seal."""
        edges = sealed_months()
        return self.values()["month"] or (edges[1] if edges else month_of(clock.today()))


@A_MINUTE
@PUBLIC
@require_safe
def audit_root(request: HttpRequest) -> HttpResponse:
    """The newest seal, the last one of each day, and how to check with them later."""
    month, edges = MonthForm(request.GET).month_asked(), sealed_months()
    near = {"this": month, "earlier": previous_month(month), "later": next_month(month)}
    context = {
        "root": latest_root(),
        "days": sealed_days(month),
        "month": month,
        "earlier": near["earlier"] if edges and month > edges[0] else None,
        "later": near["later"] if edges and month < edges[1] else None,
        "queries": {name: f"?month={day:%Y-%m}" for name, day in near.items()},
        "keys": public_keys(),
    }
    return render(request, "kit/public/audit_root.html", context)


@A_MINUTE
@PUBLIC
@require_safe
def audit_root_json(request: HttpRequest) -> HttpResponse:
    """The same for machines."""
    days = sealed_days(MonthForm(request.GET).month_asked())
    body = {
        "days": [{"day": day.day.isoformat(), "seals": day.seals, "last": as_public(day.seal)} for day in days],
        "public_keys": public_keys(),
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})


@A_MINUTE
@PUBLIC
@require_safe
def audit_root_text(request: HttpRequest) -> HttpResponse:
    """One line a day, as `juxian/kit/audit/verify.py` reads checkpoints: keep the file, and check with it later."""
    days = sealed_days(MonthForm(request.GET).month_asked())
    lines = [checkpoint_line(day.seal) for day in reversed(days)]
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")
