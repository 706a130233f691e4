"""How employers answer: an employer's own page with the way up again, and the office's list."""

import datetime as dt
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.views import audience, paginate, render
from juxian.people.queries import organisations
from juxian.recruitment.forms.reply import RepliesQuery
from juxian.recruitment.models import JobApplication, ReplyRecord
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.job_application import law, shown_name
from juxian.recruitment.queries.reply import ended_clocks, found_records, reply_figure, totals
from juxian.recruitment.replying import answers_to_rise


@audience(Audience.ORGANISATION, Permission.HANDLE_APPLICATION)
@require_GET
def org_replies(request: HttpRequest) -> HttpResponse:
    """Why the vacancies stand where they stand, which applications count, and how to rise again."""
    figure = reply_figure(request.actor.organisation_id)
    mine = JobApplication.objects.visible_to(request.actor)
    waiting = mine.unanswered().select_related("vacancy", "person").order_by("due_on", "sent_at")
    missed = ended_clocks().filter(pk__in=mine, answered_at=None).select_related("vacancy", "person")
    context = {
        "figure": figure,
        "law": law(),
        "to_rise": answers_to_rise(figure, law()),
        "waiting": [(row, shown_name(row)) for row in waiting[:50]],
        "missed": [(row, shown_name(row)) for row in missed[:50]],
    }
    return render(request, "recruitment/organisation/replies.html", context)


@audience(Audience.OFFICE, Permission.READ_FIGURES)
@require_GET
def office_replies(request: HttpRequest) -> HttpResponse:
    """The district's figures of a window, and every employer's, the worst first."""
    query = RepliesQuery(request.GET)
    values = query.values()
    end = values["until"] or clock.today()
    begin = values["since"] or end - dt.timedelta(days=law().figure_window_days)
    rows = found_records(ReplyRecord.objects.visible_to(request.actor), values)
    context = {
        "form": query,
        "page": paginate(request, rows),
        "totals": totals(begin, end),
        "begin": begin,
        "end": end,
        "law": law(),
    }
    return render(request, "recruitment/officer/replies.html", context)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def office_employer_replies(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One employer's applications behind its figure; no contact data and no résumé."""
    organisation = organisations([pk]).get(pk)
    if organisation is None:
        raise Http404
    rows = JobApplication.objects.visible_to(request.actor).filter(organisation=pk).select_related("vacancy")
    context = {"organisation": organisation, "figure": reply_figure(pk), "page": paginate(request, rows)}
    return render(request, "recruitment/officer/employer_replies.html", context)
