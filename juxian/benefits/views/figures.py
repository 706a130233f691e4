"""What leaders look at: eligible, paid, the reasons between the two, and the budget of each year."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from juxian.benefits.permissions import Permission
from juxian.benefits.queries.calculator import payable_policies, words_of
from juxian.benefits.queries.take_up import IN_FLIGHT, NOT_MADE, NOT_POSTED, PAID, READY, TakeUp, people_at, take_up
from juxian.benefits.states import EntitlementState
from juxian.kit import clock
from juxian.kit.access import Audience, Text
from juxian.kit.views import audience, paginate, render
from juxian.payments.queries import budget_states, known_years, outcome_label

PLACES: dict[str, Text] = {
    PAID: _("已在领取"),
    IN_FLIGHT: _("银行拨付中"),
    READY: _("待列入下一批次"),
    NOT_POSTED: _("已兑现，等核算入账"),
    NOT_MADE: _("刚查到，还没有请本人确认"),
}


@audience(Audience.OFFICE, Permission.READ_FIGURES)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Every policy that pays, with its take-up and its years."""
    years = known_years()
    policies = [_policy(words_of(policy), years) for policy in payable_policies(clock.today())]
    return render(request, "benefits/officer/figures.html", {"policies": policies})


@audience(Audience.OFFICE, Permission.READ_FIGURES)
@require_GET
def figure_people(request: HttpRequest, policy: str, place: str) -> HttpResponse:
    """The people behind one figure."""
    words = next((words_of(one) for one in payable_policies(clock.today()) if one.id == policy), None)
    found = take_up(policy) if words else None
    if words is None or found is None:
        raise Http404
    context: dict[str, Any] = {"label": label_of(place), "title": words["title"], "run": found.run}
    context["page"] = paginate(request, people_at(found, place))
    return render(request, "benefits/officer/figure_people.html", context)


def label_of(place: str) -> Text:
    """The words of a place; an unknown one is no page."""
    label = PLACES.get(place) or dict(EntitlementState.choices).get(place) or outcome_label(place)
    if not label:
        raise Http404
    return label


def _policy(words: dict[str, str], years: list[tuple[str, int]]) -> dict[str, Any]:
    found = take_up(words["id"])
    keys = [key for key in years if key[0] == words["id"]]
    gaps, spent = _gaps(found) if found else [], budget_states(keys) if keys else []
    return words | {"take_up": found, "gaps": gaps, "years": spent}


def _gaps(found: TakeUp) -> list[dict[str, Any]]:
    """The reasons, the most frequent first."""
    counts = [(place, count) for place, count in found.counts.most_common() if place != PAID]
    return [{"key": place, "label": label_of(place), "count": count} for place, count in counts]
