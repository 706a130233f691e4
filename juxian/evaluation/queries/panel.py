"""Who must not sit on whose panel, and what makes a case pass."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from juxian.evaluation.models import Vote
from juxian.people.queries import member_ids

PASS_SCORE = 60


def assessors_to_avoid(application: Any, assessors: Sequence[UUID]) -> set[UUID]:
    """Return those who are the applicant, reviewed the application, or belong to the applicant's employer."""
    near = {application.applicant_id, application.first_reviewer_id, application.second_reviewer_id}
    if application.employer_id:
        near |= set(member_ids(application.employer_id))
    return near & set(assessors)


def has_passed(votes: Collection[Vote], member_count: int) -> bool:
    """Two thirds of all members in favour (rules.md §2.2, general practice), and 60 of 100 on average."""
    in_favour = sum(vote.is_in_favour for vote in votes)
    total = sum(vote.score for vote in votes)
    return 3 * in_favour >= 2 * member_count and total >= PASS_SCORE * member_count
