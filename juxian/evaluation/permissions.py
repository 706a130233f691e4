"""What may be done in evaluation, and the rules about a row that no role can lift."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, rule


class Permission(models.TextChoices):
    """Permissions of this domain; `config/roles.py` says who has them."""

    APPLY = "evaluation.apply", _("申报技能评价")
    ACCEPT = "evaluation.accept", _("受理申报")
    REVIEW = "evaluation.review", _("审核申报")
    CONVENE = "evaluation.convene", _("组织评审")
    VOTE = "evaluation.vote", _("评审打分")
    RECOGNISE = "evaluation.recognise", _("认定人才")
    MANAGE_PLAN = "evaluation.manage_plan", _("管理培养计划")
    SEE_ALL = "evaluation.see_all", _("查看全部申报")


@rule(Permission.APPLY)
def is_own(actor: Actor, row: object) -> bool:
    """A person applies for themselves only: the row is their own application, or they themselves."""
    return getattr(row, "applicant_id", getattr(row, "pk", None)) == actor.person_id


@rule(Permission.ACCEPT)
def is_not_own(actor: Actor, application: object) -> bool:
    """Nobody handles their own application."""
    return getattr(application, "applicant_id", None) != actor.person_id


@rule(Permission.REVIEW)
def may_review(actor: Actor, application: object) -> bool:
    """Nobody reviews their own application, and the second reviewer is not the first."""
    return is_not_own(actor, application) and getattr(application, "first_reviewer_id", None) != actor.person_id


@rule(Permission.VOTE)
def sits_in_panel(actor: Actor, case: object) -> bool:
    """Only a member of the panel scores its cases."""
    return case.panel.members.filter(assessor_id=actor.person_id).exists()  # type: ignore[attr-defined]


@rule(Permission.RECOGNISE)
def is_independent(actor: Actor, application: object) -> bool:
    """Who reviewed does not recognise."""
    handled = {getattr(application, name, None) for name in ("applicant_id", "first_reviewer_id", "second_reviewer_id")}
    return actor.person_id not in handled
