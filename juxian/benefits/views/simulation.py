"""The policy sandbox (政策沙盘): before a change of the law is published, who gains, who loses, and what it costs."""

import datetime as dt
from typing import Any

import polars as pl
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from juxian import districts
from juxian.benefits.facts import snapshot
from juxian.benefits.forms.simulation import SimulationForm
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.calculator import payable_policies, words_of
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.language import for_the_reader
from juxian.kit.punctuation import labelled
from juxian.kit.views import audience, paginate, render
from juxian.people.queries import persons
from juxian.policy import Rulebook, RulebookError
from juxian.policy.dates import add_months, month_start
from juxian.policy.simulated import GroupLine, Simulation
from juxian.policy.simulation import simulate

UNKNOWN = "未知"  # untranslated: a key of the engine's own words


@audience(Audience.OFFICE, Permission.SIMULATE)
@require_GET
def simulations(request: HttpRequest) -> HttpResponse:
    """Which policies can be tried out."""
    policies = [words_of(policy) for policy in payable_policies(clock.today())]
    return render(request, "benefits/officer/simulations.html", {"policies": policies})


@audience(Audience.OFFICE, Permission.SIMULATE)
@require_GET
def simulation(request: HttpRequest, policy: str) -> HttpResponse:
    """The numbers of a policy's law, and what other numbers would do."""
    rulebook = districts.rulebook(settings.DISTRICT)
    found = rulebook.policies.get(policy)
    if found is None or not found.pays:
        raise Http404
    data = request.GET if "from_on" in request.GET else None
    form = SimulationForm(data, rulebook=rulebook, policy=found, today=clock.today())
    context: dict[str, Any] = {"form": form, **words_of(found)}
    if form.is_bound and form.is_valid():
        context |= _result(request, form, policy)
    return render(request, "benefits/officer/simulation.html", context)


def _result(request: HttpRequest, form: SimulationForm, policy: str) -> dict[str, Any]:
    """The figures of a change; nothing where nothing was changed, and the loader's words where the law refuses it."""
    changes = form.changes()
    if not changes:
        return {"is_unchanged": True}
    rulebook, as_of = districts.rulebook(settings.DISTRICT), _last_full_month()
    months = _months(form.cleaned_data["from_on"], form.cleaned_data["months"])
    people = snapshot(rulebook, policy, [as_of], clock.now())
    try:
        found = simulate(rulebook, policy, changes, people, months, as_of=as_of)
    except RulebookError as error:
        return {"faults": [str(fault) for fault in error.faults]}
    groups = [(_label(rulebook, one), one) for one in found.groups if one.member.zh != UNKNOWN]
    page = paginate(request, _changed(found))
    return {"result": found, "groups": groups, "as_of": as_of, "people_count": people.height, "page": page}


def _label(rulebook: Rulebook, line: GroupLine) -> str:
    """A fact and its value: 区里认定的等级：高级工."""
    words = (rulebook.vocabulary.facts[line.fact].label, line.member)
    fact, member = (for_the_reader({"zh": one.zh, "en": one.en}) for one in words)
    return labelled(fact, member)


def _changed(found: Simulation) -> list[dict[str, Any]]:
    """The people for whom something changes, the greatest change first."""
    rows = found.people.filter(pl.col("delta_fen") != 0).sort(
        pl.col("delta_fen").abs(), "person", descending=[True, False]
    )
    named = persons(rows["person"].to_list())
    by_text = {str(key): person for key, person in named.items()}
    return [row | {"person": by_text[row["person"]]} for row in rows.to_dicts() if row["person"] in by_text]


def _last_full_month() -> dt.date:
    """The month before this one: of the running one the offices do not know everything yet."""
    return month_start(month_start(clock.today()) - dt.timedelta(days=1))


def _months(from_on: dt.date, count: int) -> list[dt.date]:
    first = month_start(from_on)
    return [month for ahead in range(count) if (month := add_months(first, ahead)) is not None]
