"""What may be done in evaluation, and the rules about a row that no role can lift."""

from enum import StrEnum
from typing import Any

from django.db.models import Q

from juxian.kit.access import Actor, allows, rule

SITE_SHEET = "evaluation.sites"  # the purpose of Excel files with sites and rooms
MARK_SHEET = "evaluation.marks"  # the purpose of filled entry sheets


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
    SEE_MARKS = "evaluation.see_marks"
    SETTLE_MARKS = "evaluation.settle_marks"
    SIGN_MARKS = "evaluation.sign_marks"
    RELEASE_RESULTS = "evaluation.release_results"
    CONVENE = "evaluation.convene"
    VOTE = "evaluation.vote"
    RECOGNISE = "evaluation.recognise"
    MANAGE_PLAN = "evaluation.manage_plan"
    CONFIRM_PLACES = "evaluation.confirm_places"
    HANDLE_REMEDY = "evaluation.handle_remedy"
    SEE_STAFF = "evaluation.see_staff"
    FILE_EVALUATION = "evaluation.file_evaluation"
    APPROVE_FILING = "evaluation.approve_filing"
    SEND_BATCH = "evaluation.send_batch"
    READ_REPORT = "evaluation.read_report"
    SEE_ALL = "evaluation.see_all"


ASSESSOR_SHEET = "evaluation.assessor_sheet"  # the purpose of an uploaded register of assessors


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


@rule(Permission.CONFIRM)
def may_confirm(actor: Actor, application: Any) -> bool:
    """Who applied or reviewed does not confirm."""
    reviewers = {application.first_reviewer_id, application.second_reviewer_id}
    return is_not_own(actor, application) and actor.person_id not in reviewers


@rule(Permission.CONFIRM_PLACES)
def is_not_proposer(actor: Actor, change: Any) -> bool:
    """Who proposed other places does not confirm them, whatever role they hold by then."""
    return bool(change.proposed_by_id != actor.person_id)


@rule(Permission.VOTE)
def is_own_seat(actor: Actor, row: Any) -> bool:
    """Only a sitting member scores the cases of a panel, and only the assessor themselves declares, recuses, signs.

    The row is a case, a member, a line of the register of assessors, or an interest declared there."""
    if not hasattr(row, "panel"):
        return bool(getattr(row, "assessor", row).person_id == actor.person_id)
    if getattr(row, "assessor_id", actor.person_id) != actor.person_id:
        return False
    return bool(row.panel.members.filter(assessor_id=actor.person_id, left_at=None).exists())


@rule(Permission.RECOGNISE)
def is_independent(actor: Actor, application: Any) -> bool:
    """Who applied, reviewed, confirmed or sat in the panel does not recognise."""
    if is_own(actor, application) or application.reviews.filter(reviewer_id=actor.person_id).exists():
        return False
    has_scored = application.panel_cases.filter(panel__members__assessor_id=actor.person_id).exists()
    return not has_scored


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


@rule(Permission.ENTER_MARKS)
def may_enter_marks(actor: Actor, seat: Any) -> bool:
    """Nobody enters their own mark. That the two rounds are two people's is the action's rule and the database's."""
    return is_not_own(actor, seat.application)


@rule(Permission.SETTLE_MARKS)
def may_settle(actor: Actor, mark: Any) -> bool:
    """A third person decides between two entries: the chief of the sitting, or a reviewer of the office."""
    if not is_not_own(actor, mark) or has_entered(actor, mark):
        return False
    return allows(actor, Permission.SEE_ALL) or is_chief(actor, mark.seat.sitting)


@rule(Permission.SIGN_MARKS)
def may_sign(actor: Actor, sitting: Any) -> bool:
    """The chief of the sitting signs, and has entered none of what they sign."""
    return is_chief(actor, sitting) and not has_entered_in(actor, sitting) and not sits_in(actor, sitting)


@rule(Permission.RELEASE_RESULTS)
def may_release(actor: Actor, sitting: Any) -> bool:
    """Whoever entered marks of the sitting, or sat in it, does not release them."""
    return not sits_in(actor, sitting) and not has_entered_in(actor, sitting)


def is_chief(actor: Actor, sitting: Any) -> bool:
    return bool(sitting.staff.filter(person_id=actor.person_id, duty="chief").exists())


def sits_in(actor: Actor, sitting: Any) -> bool:
    """Tell whether somebody is a candidate of the sitting."""
    return bool(sitting.seats.filter(_same_human("application__applicant", actor)).exists())


def has_entered_in(actor: Actor, sitting: Any) -> bool:
    return bool(sitting.seats.filter(_same_human("mark__entries__entered_by", actor)).exists())


def has_entered(actor: Actor, mark: Any) -> bool:
    """Tell whether somebody entered this mark in either round, at any time."""
    return bool(mark.entries.filter(_same_human("entered_by", actor)).exists())


def _same_human(field: str, actor: Actor) -> Q:
    """The rows of whoever acts, and of every row that was merged into theirs: two rows are one human."""
    return Q(**{field: actor.person_id}) | Q(**{f"{field}__merged_into": actor.person_id})


def may_read_assessor_sheet(actor: Actor, upload: Any) -> bool:
    """Who keeps the register of assessors reads the sheets that were uploaded for it."""
    return allows(actor, Permission.CONVENE)


@rule(Permission.INVIGILATE)
def serves_in(actor: Actor, sitting: Any) -> bool:
    """Exam officers run every sitting, others those in which they serve; nobody the one that they sit themselves."""
    if sits_in(actor, sitting):
        return False
    return allows(actor, Permission.ARRANGE) or sitting.staff.filter(person_id=actor.person_id).exists()


def may_read_site_sheet(actor: Actor, upload: Any) -> bool:
    """Who arranges sittings reads the sheet that they sent in."""
    return actor.person_id is not None and upload.owner_id == actor.person_id and allows(actor, Permission.ARRANGE)


def may_read_own(actor: Actor, upload: Any) -> bool:
    """A filled entry sheet is read by whoever sent it: the other round stays blind."""
    return actor.person_id is not None and upload.owner_id == actor.person_id
