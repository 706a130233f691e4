"""Two rows of people were one human, or were not after all: what becomes of the promises."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.models import Entitlement
from juxian.benefits.states import ENTITLEMENT
from juxian.kit.actions import system_action


@system_action(_("随人员合并转移待遇"))
def move_entitlement(entitlement: Entitlement, *, kept: Any, merge_id: Any) -> Entitlement:
    """The kept row has no promise under this policy: this one is now theirs. Money rows stay where they are: whoever
    reads them asks for all rows of a human."""
    entitlement.moved_from_id, entitlement.merge_id = entitlement.person_id, merge_id
    entitlement.person = kept
    entitlement.save()
    return entitlement


@system_action(_("并入同一人的另一条待遇"))
def absorb_entitlement(entitlement: Entitlement, *, into: Entitlement, merge_id: Any) -> Entitlement:
    """One human, one promise under one policy: the granted one stays, else the older. What was paid twice is found by
    the next run, which asks for both rows."""
    if ENTITLEMENT.can(entitlement, "absorb"):
        ENTITLEMENT.move(entitlement, "absorb")
        entitlement.due_at = None
        entitlement.reason = _t("同一人的两条记录已合并，这一条并入另一条。")
    entitlement.absorbed_into, entitlement.merge_id = into, merge_id
    entitlement.save()
    return entitlement


@system_action(_("撤销合并后归还待遇"))
def give_back_entitlement(entitlement: Entitlement) -> Entitlement:
    """They were two people: the promise goes back to whom it came from, or stands for itself again."""
    if entitlement.moved_from_id:
        entitlement.person_id, entitlement.moved_from_id = entitlement.moved_from_id, None
    entitlement.absorbed_into, entitlement.merge_id = None, None
    entitlement.save()
    return entitlement
