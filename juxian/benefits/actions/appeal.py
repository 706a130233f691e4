"""Appeals, and claims of people whom no run found (快申快享): filed, taken up by a different officer, answered."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.actions.entitlement import _reopen
from juxian.benefits.events import BenefitAppealDecided
from juxian.benefits.models import Appeal, AppealKind, Entitlement, Origin
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.appeal import CLAIM_WORKING_DAYS, entitlement_of, obstacle_to
from juxian.benefits.queries.law import procedure_of
from juxian.benefits.states import APPEAL, ENTITLEMENT
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.models import Upload
from juxian.kit.working_days import deadline

SHORTEST = 10


@action(_("提出待遇申诉"), Permission.CLAIM, sensitive=["reasons"])
def file_appeal(
    person: Any,
    *,
    policy: str,
    reasons: str,
    month: dt.date | None = None,
    evidence: Upload | None = None,
    by: Actor,
) -> Appeal:
    """Against what a run or an officer said. A different officer looks again, and the next run computes anew."""
    return _file(person, AppealKind.APPEAL, policy, reasons, month, evidence)


@action(_("我应当享受"), Permission.CLAIM, sensitive=["reasons"])
def claim_entitlement(person: Any, *, policy: str, reasons: str, evidence: Upload | None = None, by: Actor) -> Appeal:
    """快申快享: no run found them, they add the one thing that is missing, an officer answers in 60 working days."""
    return _file(person, AppealKind.CLAIM, policy, reasons, None, evidence)


@action(_("撤回待遇申诉"), Permission.CLAIM)
def withdraw_appeal(appeal: Appeal, *, by: Actor) -> Appeal:
    """Until somebody has taken it up."""
    APPEAL.move(appeal, "withdraw")
    appeal.due_at = None
    appeal.save()
    return appeal


@action(_("受理待遇申诉"), Permission.HANDLE_APPEAL)
def accept_appeal(appeal: Appeal, *, by: Actor) -> Appeal:
    """From now on it is this officer's."""
    APPEAL.move(appeal, "accept")
    appeal.handler_id = by.person_id
    appeal.save()
    return appeal


@action(_("申诉成立"), Permission.HANDLE_APPEAL)
def uphold_appeal(appeal: Appeal, *, answer: str, by: Actor) -> Appeal:
    """What was refused or given up is taken up again; who had no promise gets one. The next run computes what is owed:
    facts that were wrong have to be put right in their register first."""
    _decide(appeal, "uphold", answer, by)
    entitlement = entitlement_of(appeal.person, appeal.policy)
    if entitlement is None:
        Entitlement.objects.create(
            person=appeal.person, policy=appeal.policy, origin=Origin.APPLIED, state_since_at=clock.now()
        )
    elif ENTITLEMENT.can(entitlement, "reopen"):
        _reopen(Entitlement.objects.select_for_update(of=("self",)).get(pk=entitlement.pk), appeal.answer)
    return appeal


@action(_("维持原结果"), Permission.HANDLE_APPEAL)
def dismiss_appeal(appeal: Appeal, *, answer: str, by: Actor) -> Appeal:
    """The result stands, and the person reads why."""
    return _decide(appeal, "dismiss", answer, by)


def _file(
    person: Any, kind: AppealKind, policy: str, reasons: str, month: dt.date | None, evidence: Upload | None
) -> Appeal:
    if obstacle := obstacle_to(kind, person, policy):
        raise RuleBroken(obstacle)
    if len(reasons.strip()) < SHORTEST:
        raise RuleBroken(_t("理由太短，无法核查。请写明哪里不对、您认为应当是什么。"), field="reasons")
    now = clock.now()
    days = CLAIM_WORKING_DAYS if kind == AppealKind.CLAIM else procedure_of(policy).appeal_working_days
    return Appeal.objects.create(
        person=person,
        policy=policy,
        kind=kind,
        month=month,
        reasons=reasons.strip(),
        evidence=evidence,
        filed_at=now,
        state_since_at=now,
        due_at=deadline(now, days),
    )


def _decide(appeal: Appeal, event: str, answer: str, by: Actor) -> Appeal:
    if len(answer.strip()) < SHORTEST:
        raise RuleBroken(_t("请写明核查经过和结论（至少十个字），申诉人会看到。"), field="answer")
    APPEAL.move(appeal, event)
    if appeal.handler_id != by.person_id:
        raise RuleBroken(_t("这件申诉由另一位同事受理，要由受理的人作出结论。"))
    appeal.answer, appeal.decided_at, appeal.due_at = answer.strip(), clock.now(), None
    appeal.save()
    announce(BenefitAppealDecided(str(appeal.pk)))
    return appeal
