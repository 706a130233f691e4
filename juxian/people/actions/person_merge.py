"""Two rows, one human: merging with full trace, and undoing it."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.people.actions.person import _refuse_for_officers
from juxian.people.events import PersonsMerged, PersonsMergeUndone
from juxian.people.models import Consent, Membership, Person, PersonMerge, User
from juxian.people.permissions import Permission


@action(_("合并人员"), Permission.MERGE_PERSONS)
def merge_persons(kept: Person, *, by: Actor, merged: Person, reason: str) -> PersonMerge:
    """Make `merged` a pointer to `kept` and move what belongs to it. Sign-in of either account leads to `kept`."""
    merged = Person.objects.select_for_update().get(pk=merged.pk)
    _refuse_merge(kept, merged, by, reason)
    snapshot = {"memberships": _move_memberships(merged, kept), "consents": _move_consents(merged, kept)}
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    merge = PersonMerge.objects.create(
        kept=kept, merged=merged, reason=reason.strip(), merged_by_label=by.label, snapshot=snapshot
    )
    User.objects.end_sessions(kept.user_id, merged.user_id)
    announce(PersonsMerged(str(kept.pk), str(merged.pk), str(merge.pk)))
    return merge


@action(_("撤销合并"), Permission.MERGE_PERSONS)
def undo_merge(merge: PersonMerge, *, by: Actor, reason: str) -> PersonMerge:
    """They were two people after all: give back exactly what had moved."""
    _need_reason(reason)
    if merge.undone_at is not None:
        raise RuleBroken(text("这次合并已经撤销过。请刷新后再看。"))
    if merge.kept.merged_into_id:
        raise RuleBroken(text("保留的一方后来又并入了别人。请先撤销后一次合并。"))
    Membership.objects.filter(pk__in=merge.snapshot["memberships"]).update(person=merge.merged)
    Consent.objects.filter(pk__in=merge.snapshot["consents"]).update(person=merge.merged)
    _stand_alone(merge.merged)
    merge.undone_at, merge.undone_by, merge.undo_reason = clock.now(), by.label, reason.strip()
    merge.save()
    User.objects.end_sessions(merge.kept.user_id, merge.merged.user_id)
    announce(PersonsMergeUndone(str(merge.kept_id), str(merge.merged_id), str(merge.pk)))
    return merge


def _refuse_merge(kept: Person, merged: Person, by: Actor, reason: str) -> None:
    _need_reason(reason)
    if kept.pk == merged.pk:
        raise RuleBroken(text("选择的是同一条记录。请选择两条不同的人员记录。"), field="merged")
    if kept.merged_into_id or merged.merged_into_id:
        raise RuleBroken(text("其中一条已经合并过。请刷新后在保留的记录上办理。"))
    if by.person_id in (kept.pk, merged.pk):
        raise RuleBroken(text("不能合并自己的记录。请由其他人员办理。"))
    _refuse_for_officers(kept, merged)
    if kept.identity_kind == merged.identity_kind and kept.identity_number != merged.identity_number:
        raise RuleBroken(
            text("两人的“%(kind)s”号码不同，不能合并。若其中一个填错，请先更正身份信息。")
            % {"kind": kept.get_identity_kind_display()}
        )


def _need_reason(reason: str) -> None:
    if len(reason.strip()) < 4:
        raise RuleBroken(text("请写明理由（至少四个字），它会留在办理记录里。"), field="reason")


def _move_memberships(merged: Person, kept: Person) -> list[str]:
    """Move memberships that `kept` does not have in the same role; the others stay where they were."""
    held = set(kept.memberships.not_ended().values_list("organisation_id", "role"))
    moving = [row for row in merged.memberships.all() if (row.organisation_id, row.role) not in held]
    return _hand_over(Membership, moving, kept)


def _move_consents(merged: Person, kept: Person) -> list[str]:
    held = set(kept.consents.filter(withdrawn_at=None).values_list("purpose", flat=True))
    return _hand_over(Consent, [row for row in merged.consents.all() if row.purpose not in held], kept)


def _hand_over(model: Any, rows: list[Any], kept: Person) -> list[str]:
    keys = [str(row.pk) for row in rows]
    model.objects.filter(pk__in=keys).update(person=kept)
    return keys


def _stand_alone(merged: Person) -> None:
    merged.merged_into = None
    try:
        with transaction.atomic():
            merged.save(update_fields=["merged_into"])
    except IntegrityError as error:
        raise RuleBroken(text("这个证件号码后来又登记了另一条人员记录。请先处理那一条，再撤销合并。")) from error
