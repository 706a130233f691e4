"""Who may do what with entitlements. Whoever reviews them never pays: `payments` has permissions of its own."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, rule

EVIDENCE = "benefits.evidence"  # the purpose of what is added to an appeal or a claim


class Permission(StrEnum):
    CLAIM = "benefits.claim"  # confirm, give up, appeal: one's own
    CONFIRM_STAFF = "benefits.confirm_staff"  # an employer, of those who work there
    RUN = "benefits.run"  # open, freeze, evaluate, post
    REVIEW = "benefits.review"  # look at the sample, hold, settle, publish
    GRANT = "benefits.grant"
    HANDLE_APPEAL = "benefits.handle_appeal"
    SIMULATE = "benefits.simulate"
    READ_FIGURES = "benefits.read_figures"  # take-up and budgets
    SEE_ALL = "benefits.see_all"


@rule(Permission.CLAIM)
def is_own(actor: Actor, row: Any) -> bool:
    """Everybody answers for themselves: the row is the person, their entitlement or their appeal."""
    return bool(_owner(row).surviving().pk == actor.person_id)


@rule(Permission.REVIEW)
def is_not_own(actor: Actor, row: Any) -> bool:
    """Nobody reviews what they would get themselves. A run is about everybody and is nobody's own."""
    owner = _owner(row)
    return owner is None or owner.surviving().pk != actor.person_id


@rule(Permission.HANDLE_APPEAL)
def may_handle(actor: Actor, appeal: Any) -> bool:
    """Not one's own, and not of an entitlement that one has looked at before."""
    return is_not_own(actor, appeal) and actor.person_id not in appeal.barred_ids()


@rule(Permission.CONFIRM_STAFF)
def is_own_report(actor: Actor, row: Any) -> bool:
    """An employer speaks for its own staff: the row is the organisation itself, or what it wrote."""
    return bool(getattr(row, "organisation_id", row.pk) == actor.organisation_id)


def _owner(row: Any) -> Any:
    for name in ("applicant", "holder"):
        if hasattr(row, name):
            return getattr(row, name)
    return row if hasattr(row, "surviving") else None
