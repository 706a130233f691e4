"""What may be done in evaluation, and the rules about a row that no role can lift."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, allows, rule


class Permission(StrEnum):
    """Permissions of this domain; `config/roles.py` says who has them."""

    APPLY = "evaluation.apply"
    ACCEPT = "evaluation.accept"
    REVIEW = "evaluation.review"
    CONFIRM = "evaluation.confirm"
    DEFINE_SCHEME = "evaluation.define_scheme"
    ARRANGE = "evaluation.arrange"
    INVIGILATE = "evaluation.invigilate"
    ENTER_MARKS = "evaluation.enter_marks"
    SIGN_MARKS = "evaluation.sign_marks"
    RELEASE_RESULTS = "evaluation.release_results"
    CONVENE = "evaluation.convene"
    VOTE = "evaluation.vote"
    RECOGNISE = "evaluation.recognise"
    MANAGE_PLAN = "evaluation.manage_plan"
    HANDLE_REMEDY = "evaluation.handle_remedy"
    SEE_STAFF = "evaluation.see_staff"
    FILE_EVALUATION = "evaluation.file_evaluation"
    APPROVE_FILING = "evaluation.approve_filing"
    SEND_BATCH = "evaluation.send_batch"
    READ_REPORT = "evaluation.read_report"
    SEE_ALL = "evaluation.see_all"


@rule(Permission.APPLY)
def is_own(actor: Actor, row: Any) -> bool:
    """A person applies for themselves only: the row is their own application, or they themselves."""
    owner = getattr(row, "applicant", row)
    return bool(owner.surviving().pk == actor.person_id)


@rule(Permission.ACCEPT)
def is_not_own(actor: Actor, application: Any) -> bool:
    """Nobody handles their own application, nor one that a merged row of theirs had made."""
    return not is_own(actor, application)


@rule(Permission.REVIEW)
def may_review(actor: Actor, application: Any) -> bool:
    """Nobody reviews their own application, and the second reviewer is not the first."""
    return is_not_own(actor, application) and application.first_reviewer_id != actor.person_id


@rule(Permission.VOTE)
def sits_in_panel(actor: Actor, case: Any) -> bool:
    """Only a member of the panel scores its cases."""
    return bool(case.panel.members.filter(assessor_id=actor.person_id, left_at=None).exists())


@rule(Permission.INVIGILATE)
def serves_in(actor: Actor, sitting: Any) -> bool:
    """Exam officers run every sitting, others those in which they serve; nobody the one that they sit themselves."""
    if sitting.seats.filter(application__applicant_id=actor.person_id).exists():
        return False
    return allows(actor, Permission.ARRANGE) or sitting.staff.filter(person_id=actor.person_id).exists()


@rule(Permission.RECOGNISE)
def is_independent(actor: Actor, application: Any) -> bool:
    """Who applied, reviewed or sat in the panel does not recognise."""
    handled = {application.applicant.surviving().pk, application.first_reviewer_id, application.second_reviewer_id}
    has_scored = application.panel_cases.filter(panel__members__assessor_id=actor.person_id).exists()
    return actor.person_id not in handled and not has_scored


@rule(Permission.FILE_EVALUATION)
@rule(Permission.SEND_BATCH)
def acts_for_employer(actor: Actor, row: Any) -> bool:
    """An employer files, records and sends for itself only: the row is the organisation, or belongs to it."""
    return actor.organisation_id is not None and actor.organisation_id == getattr(row, "organisation_id", row.pk)


@rule(Permission.APPROVE_FILING)
def is_not_of_the_employer(actor: Actor, row: Any) -> bool:
    """Nobody approves or checks the evaluation of an employer for which they hold or held a role."""
    plan = getattr(row, "plan", row)
    return not plan.organisation.memberships.filter(person=actor.person_id).exists()
