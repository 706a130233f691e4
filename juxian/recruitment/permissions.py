"""Who may do what in recruitment, and the rules about a row that no role can lift."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, rule

PICTURE = "recruitment.picture"  # the purpose of pictures on an employer's page
VIDEO = "recruitment.video"  # of its video
EVIDENCE = "recruitment.evidence"  # of what a complaint or a blacklisting stands on
SHEET = "recruitment.sheet"  # of Excel files with vacancies


class Permission(StrEnum):
    """Permissions of this domain; `config/roles.py` says who has them."""

    # employers
    MANAGE_PAGE = "recruitment.manage_page"
    POST_VACANCY = "recruitment.post_vacancy"
    JOIN_CAMPAIGN = "recruitment.join_campaign"
    HANDLE_APPLICATION = "recruitment.handle_application"  # stages, interviews, offers
    SIGN_FOR_EMPLOYER = "recruitment.sign_for_employer"
    # schools, and offices for the whole district
    MANAGE_CAMPAIGN = "recruitment.manage_campaign"
    SIGN_FOR_SCHOOL = "recruitment.sign_for_school"
    # persons
    APPLY = "recruitment.apply"  # profile, job applications, interviews, agreements: one's own
    SAVE_SEARCH = "recruitment.save_search"
    # everybody
    REPORT_VACANCY = "recruitment.report_vacancy"
    # the office
    REVIEW_PAGE = "recruitment.review_page"
    REVIEW_VACANCY = "recruitment.review_vacancy"
    HANDLE_REPORT = "recruitment.handle_report"
    BLACKLIST = "recruitment.blacklist"
    READ_FIGURES = "recruitment.read_figures"
    SEE_ALL = "recruitment.see_all"


@rule(Permission.MANAGE_PAGE)
@rule(Permission.POST_VACANCY)
@rule(Permission.JOIN_CAMPAIGN)
def is_own_organisation(actor: Actor, row: Any) -> bool:
    """An employer speaks for itself: the row is the organisation, or belongs to it."""
    return actor.organisation_id is not None and actor.organisation_id == getattr(row, "organisation_id", row.pk)


@rule(Permission.MANAGE_CAMPAIGN)
def may_organise(actor: Actor, row: Any) -> bool:
    """A school runs its own sub-site; the office runs every campaign. The row is a campaign, a participation in one, or
    the organisation that would run it."""
    if actor.role != "school":
        return True
    campaign = getattr(row, "campaign", row)
    return actor.organisation_id is not None and actor.organisation_id == getattr(campaign, "school_id", campaign.pk)
