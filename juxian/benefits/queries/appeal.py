"""Who may appeal or claim, who may not handle it, and what goes into the person's export."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _t

from juxian.benefits.models import Appeal, AppealKind, Entitlement, Finding
from juxian.benefits.models.appeal import AppealQuerySet
from juxian.benefits.queries.law import benefits, title_of
from juxian.benefits.states import ENTITLEMENT
from juxian.kit.access import Actor
from juxian.people.queries import same_human

# 快申快享: from the claim to the money (rules.md §4, [found]).
CLAIM_WORKING_DAYS = 60


def entitlement_of(person: Any, policy: str) -> Entitlement | None:
    """Return the promise to this human under the policy, or None."""
    keys = same_human(person.surviving().pk)
    return Entitlement.objects.current().select_related("found_by").filter(policy=policy, person__in=keys).first()


def open_appeal_of(person: Any, policy: str) -> Appeal | None:
    """Return what this human has asked under the policy and nobody has answered."""
    return Appeal.objects.open().filter(policy=policy, person__in=same_human(person.surviving().pk)).first()


def obstacle_to(kind: str, person: Any, policy: str) -> str:
    """Return in one sentence why the person cannot ask now; nothing where they can."""
    if policy not in benefits():
        return _t("本区没有这项待遇，可能已经调整。请回到“我的待遇”重新选择。")
    if waiting := open_appeal_of(person, policy):
        return _t("您对“%(title)s”已有一件“%(kind)s”正在办理，请等答复后再提。") % {
            "title": title_of(policy),
            "kind": waiting.get_kind_display(),
        }
    entitlement = entitlement_of(person, policy)
    if kind == AppealKind.CLAIM and entitlement is not None and entitlement.state not in ENTITLEMENT.ended():
        return _t("您的“%(title)s”已在办理（%(state)s），不用再申请。") % {
            "title": title_of(policy),
            "state": entitlement.get_state_display(),
        }
    return ""


def filtered(rows: AppealQuerySet, *, values: dict[str, Any]) -> AppealQuerySet:
    """Narrow the office's list by what its form says."""
    for name in ("state", "kind", "policy"):
        if values.get(name):
            rows = rows.filter(**{name: values[name]})
    return rows.with_words().order_by("due_at", "-filed_at")


def handleable(rows: AppealQuerySet, actor: Actor) -> AppealQuerySet:
    """Return the open ones that this actor may take up or has taken up: nothing that they had a hand in. The action's
    own rule looks at every row of a human; this is for the queue, in one statement."""
    me = actor.person_id
    same = {"policy": OuterRef("policy"), "person": OuterRef("person")}
    hands = Q(handled_by=me) | Q(granted_by=me) | Q(found_by__reviewed_by=me)
    sampled = Finding.objects.filter(run__policy=OuterRef("policy"), person=OuterRef("person"), sampled_by=me)
    mine = rows.open().filter(Q(handler=None) | Q(handler=me)).exclude(person=me)
    return mine.exclude(Exists(Entitlement.objects.filter(hands, **same))).exclude(Exists(sampled))


def appeals_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return the person's appeals and claims for their export: what they wrote and what was answered."""
    rows = Appeal.objects.filter(person=person_id).order_by("filed_at")
    return [
        {
            _t("待遇"): title_of(row.policy),
            _t("类别"): str(row.get_kind_display()),
            _t("理由"): row.reasons,
            _t("状态"): str(row.get_state_display()),
            _t("答复"): row.answer,
            _t("提出时间"): row.filed_at.isoformat(),
        }
        for row in rows
    ]
