"""Who may do what in recruitment, and the rules about a row that no role can lift."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, allows, rule

PICTURE = "recruitment.picture"  # the purpose of pictures on an employer's page
VIDEO = "recruitment.video"  # of its video
EVIDENCE = "recruitment.evidence"  # of what a complaint or a blacklisting stands on
PHOTO = "recruitment.photo"  # of a photo in a profile
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
    # both sides of an interview, all three of an agreement
    MEET = "recruitment.meet"
    SIGN_AGREEMENT = "recruitment.sign_agreement"
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


@rule(Permission.REVIEW_PAGE)
@rule(Permission.REVIEW_VACANCY)
@rule(Permission.HANDLE_REPORT)
@rule(Permission.BLACKLIST)
def is_not_its_member(actor: Actor, row: Any) -> bool:
    """Nobody decides about an employer for which they act or acted. The row is the employer, belongs to it, or is a
    complaint about a vacancy of it; several rows at once are asked one by one by their action."""
    if isinstance(row, list | tuple):
        return True
    row = getattr(row, "vacancy", row)
    organisation = getattr(row, "organisation", row)
    return not organisation.memberships.filter(person=actor.person_id).exists()


@rule(Permission.APPLY)
@rule(Permission.SAVE_SEARCH)
def is_own(actor: Actor, row: Any) -> bool:
    """A person speaks for themselves: the row is theirs, or belongs to their application. A vacancy is nobody's own."""
    row = getattr(row, "application", row)
    owner = getattr(row, "person", row)
    return not hasattr(owner, "surviving") or bool(owner.surviving().pk == actor.person_id)


@rule(Permission.HANDLE_APPLICATION)
@rule(Permission.SIGN_FOR_EMPLOYER)
def is_own_candidate(actor: Actor, row: Any) -> bool:
    """An employer handles what was sent to it: the row is an application, or belongs to one, to a vacancy of the
    employer, or to the employer itself."""
    for way in ("application", "vacancy"):
        if not hasattr(row, "organisation_id"):
            row = getattr(row, way, row)
    return is_own_organisation(actor, row)


@rule(Permission.SIGN_FOR_SCHOOL)
def is_own_graduate(actor: Actor, agreement: Any) -> bool:
    return actor.organisation_id is not None and actor.organisation_id == agreement.school_id


@rule(Permission.MEET)
def is_side(actor: Actor, interview: Any) -> bool:
    return side_of(actor, interview) != ""


@rule(Permission.SIGN_AGREEMENT)
def is_party(actor: Actor, agreement: Any) -> bool:
    return party_of(actor, agreement) != ""


def side_of(actor: Actor, interview: Any) -> str:
    """Return "candidate", "employer" or "" for somebody whom the interview does not concern."""
    if actor.organisation_id is not None:
        return "employer" if is_own_candidate(actor, interview) else ""
    return "candidate" if is_own(actor, interview) else ""


def party_of(actor: Actor, agreement: Any) -> str:
    """Return the key of the party for which the actor signs, "" for none."""
    if actor.organisation_id is None:
        return "graduate" if is_own(actor, agreement) else ""
    if actor.organisation_id == agreement.school_id and actor.role == "school":
        return "school"
    is_employer = actor.organisation_id == agreement.organisation_id
    return "employer" if is_employer and allows(actor, Permission.SIGN_FOR_EMPLOYER) else ""


def may_read_sheet(actor: Actor, upload: Any) -> bool:
    """The employer that sent it: nobody else needs a list that is not a vacancy yet."""
    own = upload.organisation_id is not None and upload.organisation_id == actor.organisation_id
    return own and allows(actor, Permission.POST_VACANCY)


def may_read_evidence(actor: Actor, upload: Any) -> bool:
    """Whoever complained, and the officers who handle complaints; never the employer."""
    own = upload.owner_id is not None and upload.owner_id == actor.person_id
    return own or allows(actor, Permission.HANDLE_REPORT)
