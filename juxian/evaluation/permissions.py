"""What may be done in evaluation, and the rules about a row that no role can lift."""

from enum import StrEnum

from juxian.kit.access import Actor, rule


class Permission(StrEnum):
    """Permissions of this domain; `config/roles.py` says who has them."""

    APPLY = "evaluation.apply"
    ACCEPT = "evaluation.accept"
    REVIEW = "evaluation.review"
    CONVENE = "evaluation.convene"
    VOTE = "evaluation.vote"
    RECOGNISE = "evaluation.recognise"
    MANAGE_PLAN = "evaluation.manage_plan"
    SEE_ALL = "evaluation.see_all"


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
