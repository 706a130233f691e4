"""A person asks about a fact; an officer answers."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.working_days import deadline
from juxian.people.queries import same_human
from juxian.registers.events import FactQueryAnswered
from juxian.registers.models import FactQuery
from juxian.registers.permissions import Permission
from juxian.registers.states import FACT_QUERY

ANSWER_WORKING_DAYS = 10  # assumption: as for the re-check of a result (rules.md §2.1)


@action(_("申请核实部门数据"), Permission.ASK, sensitive=["question"], lock=False)
def ask_about_fact(person: Any, *, register: str, question: str, month: dt.date | None = None, by: Actor) -> FactQuery:
    """One open question a register: a second one would only be answered by the first."""
    if FactQuery.objects.open().filter(person__in=same_human(person.pk), register=register).exists():
        raise RuleBroken(_t("这类数据您已经申请核实，正在办理。有补充的请先撤回，再重新提交。"), field="register")
    now = clock.now()
    return FactQuery.objects.create(
        person=person,
        register=register,
        month=month.replace(day=1) if month else None,
        question=question,
        state_since_at=now,
        asked_at=now,
        due_at=deadline(now, ANSWER_WORKING_DAYS),
    )


@action(_("撤回数据核实申请"), Permission.ASK)
def withdraw_fact_query(query: FactQuery, *, by: Actor) -> FactQuery:
    """As long as nobody has answered; the person may ask again."""
    FACT_QUERY.move(query, "withdraw")
    query.due_at = None
    query.save()
    return query


@action(_("答复数据核实：已更正"), Permission.ANSWER)
def correct_fact(query: FactQuery, *, answer: str, by: Actor) -> FactQuery:
    """The office that keeps the fact has put it right, and the corrected file was taken in."""
    return _answered(query, "correct", answer, by)


@action(_("答复数据核实：作出说明"), Permission.ANSWER)
def explain_fact(query: FactQuery, *, answer: str, by: Actor) -> FactQuery:
    """The fact is right as it stands; the person reads why."""
    return _answered(query, "explain", answer, by)


def _answered(query: FactQuery, event: str, answer: str, by: Actor) -> FactQuery:
    if not answer.strip():
        raise RuleBroken(_t("请写明核实的结果，申请人会看到。"), field="answer")
    FACT_QUERY.move(query, event)
    query.answer, query.answered_at, query.answered_by = answer.strip(), clock.now(), by.label
    query.due_at = None
    query.save()
    announce(FactQueryAnswered(str(query.pk)))
    return query
