"""The policy calculator: anybody may ask what the law would give; nothing is kept. A POST, because what people say of
themselves does not belong into addresses and logs."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from juxian import districts
from juxian.benefits.asking import Question, questions, shown
from juxian.benefits.explaining import explain_for
from juxian.benefits.forms.calculator import CalculatorForm, MonthForm
from juxian.benefits.queries.calculator import payable_policies, words_of
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.clauses import present_clauses
from juxian.kit.views import Request, audience, render
from juxian.policy import Explanation, Verdict, explain
from juxian.policy.dates import month_end


@audience(Audience.PUBLIC)
@require_GET
def calculators(request: HttpRequest) -> HttpResponse:
    """Which policies can be calculated."""
    return render(
        request,
        "benefits/public/calculators.html",
        {"policies": [words_of(policy) for policy in payable_policies(clock.today())]},
    )


@audience(Audience.PUBLIC)
@require_http_methods(["GET", "POST"])
def calculator(request: Request, policy: str) -> HttpResponse:
    """The questions of one policy, and beneath them the answer."""
    rulebook = districts.rulebook(settings.DISTRICT)
    if policy not in rulebook.policies or not rulebook.policies[policy].pays:
        raise Http404
    month_form = MonthForm(request.GET if "month" in request.GET else None, today=clock.today())
    month = month_form.first_day()
    asked = questions(rulebook, policy, month_end(month))
    known = _known(request, policy, month, asked)
    form = CalculatorForm(request.POST or None, asked=asked, rulebook=rulebook, known=known)
    context = {"form": form, "month_form": month_form, "month": month, "is_known": bool(known)}
    context |= words_of(rulebook.policies[policy])
    if form.is_bound and form.is_valid():
        context |= _answer(explain(rulebook, policy, form.facts(month), month_end(month)))
    return render(request, "benefits/public/calculator.html", context)


def _known(request: Request, policy: str, month: dt.date, asked: Sequence[Question]) -> dict[str, Any]:
    """What the form shows of who is signed in as a person: what offices say of them. Nothing of a visitor."""
    if request.actor.audience is not Audience.PERSON or request.actor.person_id is None:
        return {}
    facts = explain_for(request.actor.person_id, policy, month)["facts"]
    return {
        question.name: shown(question, facts[question.declaration.name]["value"])
        for question in asked
        if question.declaration.name in facts
    }


def _answer(explanation: Explanation) -> dict[str, Any]:
    """What the page says: the amount, or the earliest month, and each clause with its article."""
    return {
        "answer": explanation,
        "is_met": explanation.verdict is Verdict.MET,
        "clauses": present_clauses(explanation.to_dict()),
    }
