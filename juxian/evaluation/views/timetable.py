"""A whole timetable: choose, look at the preview, commit what was shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from juxian.evaluation.actions import commit_timetable
from juxian.evaluation.forms.sitting import TimetableForm
from juxian.evaluation.models import Application, Room
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.sitting import staff_choices, waiting_for_sittings
from juxian.evaluation.queries.timetable import digest_of, draft, in_words
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, render


@audience(Audience.OFFICE, Permission.ARRANGE)
@require_http_methods(["GET", "POST"])
def timetable(request: HttpRequest) -> HttpResponse:
    """Nothing is saved until the second button: the preview is computed, shown and forgotten."""
    waiting = waiting_for_sittings(request.actor)
    form = _form(request, waiting)
    if "commit" in request.POST and (made := attempt(form, lambda **data: _commit(request, form, data["digest"]))):
        messages.success(request, _("已排%(count)d场。核对后请发布，考生才会收到通知。") % {"count": len(made)})
        return redirect("evaluation:sitting_list")
    context: dict[str, Any] = {"form": form, "rows": waiting}
    if form.is_bound and form.is_valid():
        drafted = draft(form.request())
        context |= {"preview": in_words(drafted), "digest": digest_of(drafted)}
    return render(request, "evaluation/officer/timetable.html", context)


def _form(request: HttpRequest, waiting: list[Application]) -> TimetableForm:
    rows = Application.objects.visible_to(request.actor).filter(pk__in=[one.pk for one in waiting])
    rooms = Room.objects.visible_to(request.actor).in_use().select_related("site")
    return TimetableForm(
        request.POST or None,
        rows=rows.select_related("applicant", "employer", "item__occupation"),
        rooms=rooms,
        people=staff_choices(),
        initial={"applications": [str(one.pk) for one in waiting], "rooms": rooms},
    )


def _commit(request: HttpRequest, form: TimetableForm, digest: str) -> Any:
    return commit_timetable(None, request=form.request(), digest=digest, by=request.actor)
