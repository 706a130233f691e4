"""Questions about facts: a person reads what offices say of them and asks; an officer answers."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.queries import persons, same_human
from juxian.registers.actions import ask_about_fact, correct_fact, explain_fact, withdraw_fact_query
from juxian.registers.forms.fact_query import FactAnswerForm, FactQueryForm, FactQueryQuery
from juxian.registers.models import FactQuery
from juxian.registers.permissions import Permission
from juxian.registers.queries.shown import sections_of, subjects_of
from juxian.registers.states import FACT_QUERY


@audience(Audience.PERSON, Permission.ASK)
@require_GET
def my_registers(request: HttpRequest) -> HttpResponse:
    """Every register, what it says of me, where from, and my questions about it."""
    context = {
        "sections": sections_of(subjects_of(request.actor.person_id)),
        "queries": FactQuery.objects.visible_to(request.actor)[:20],
    }
    return render(request, "registers/person/my_registers.html", context)


@audience(Audience.PERSON, Permission.ASK)
@require_http_methods(["GET", "POST"])
def my_query_create(request: HttpRequest) -> HttpResponse:
    """Ask that a fact be looked at again."""
    form = FactQueryForm(request.POST or None, initial=_chosen(request))
    person = persons([request.actor.person_id])[request.actor.person_id]
    if attempt(form, partial(ask_about_fact, person, by=request.actor)):
        messages.success(request, _t("已提交。核实的结果会通知您。"))
        return redirect("registers:my_registers")
    return render(request, "registers/person/query_form.html", {"form": form})


@audience(Audience.PERSON, Permission.ASK)
@require_POST
def my_query_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    query = get_object_or_404(FactQuery.objects.visible_to(request.actor).select_related("person"), pk=pk)
    withdraw_fact_query(query, by=request.actor)
    messages.success(request, _t("已撤回。"))
    return redirect("registers:my_registers")


@audience(Audience.OFFICE, Permission.ANSWER)
@require_GET
def query_list(request: HttpRequest) -> HttpResponse:
    form = FactQueryQuery(request.GET)
    rows = FactQuery.objects.visible_to(request.actor).select_related("person")
    if state := form.values()["state"]:
        rows = rows.filter(state=state)
    return render(request, "registers/officer/query_list.html", {"page": paginate(request, rows), "form": form})


@audience(Audience.OFFICE, Permission.ANSWER)
@require_GET
def query_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The question; what offices say is shown by POST, for a look is on record."""
    return _detail(request, _query(request, pk), FactAnswerForm())


@audience(Audience.OFFICE, Permission.ANSWER)
@require_POST
def query_facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the register says of the person who asks; the question is the reason for looking."""
    query = _query(request, pk)
    record("read", "registers.facts", by=request.actor, subject=query, data={"reason": _t("办理数据核实申请")})
    subjects = [key for row in same_human(query.person_id) for key in subjects_of(row)]
    sections = [each for each in sections_of(subjects) if each.register.key == query.register]
    return _detail(request, query, FactAnswerForm(), sections=sections)


@audience(Audience.OFFICE, Permission.ANSWER)
@require_POST
def query_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    query, form = _query(request, pk), FactAnswerForm(request.POST)
    if attempt(form, partial(_answered, request, query)):
        messages.success(request, _t("已答复，结果已通知申请人。"))
        return redirect("registers:query_detail", pk)
    return _detail(request, query, form)


def _answered(request: HttpRequest, query: FactQuery, outcome: str, answer: str) -> FactQuery:
    do = correct_fact if outcome == "correct" else explain_fact
    return do(query, answer=answer, by=request.actor)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """Return the register that the link named, if it is one."""
    form = FactQueryForm(request.GET)
    form.is_valid()
    return {"register": form.cleaned_data["register"]} if "register" in form.cleaned_data else {}


def _detail(request: HttpRequest, query: FactQuery, form: FactAnswerForm, **more: object) -> HttpResponse:
    context = {
        "query": query,
        "form": form,
        "may_answer": FACT_QUERY.can(query, "explain"),
        "timeline": timeline_of(query),
        **more,
    }
    return render(request, "registers/officer/query_detail.html", context)


def _query(request: HttpRequest, pk: UUID) -> FactQuery:
    return get_object_or_404(FactQuery.objects.visible_to(request.actor).select_related("person"), pk=pk)
