"""Who must not sit on whose panel."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from juxian.people.queries import member_ids


def assessors_to_avoid(application: Any, assessors: Sequence[UUID]) -> set[UUID]:
    """Return those who are the applicant, reviewed the application, or belong to the applicant's employer."""
    near = {application.applicant_id, application.first_reviewer_id, application.second_reviewer_id}
    if application.employer_id:
        near |= set(member_ids(application.employer_id))
    return near & set(assessors)
