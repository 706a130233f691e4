"""Tables of recruitment, one module a noun."""

from juxian.recruitment.models.agreement import Agreement, AgreementVersion, Party, Signature
from juxian.recruitment.models.blacklisting import Blacklisting
from juxian.recruitment.models.campaign import Campaign, CampaignKind, Participation
from juxian.recruitment.models.interview import Interview, InterviewKind, InterviewSlot
from juxian.recruitment.models.job_application import (
    ApplicationNote,
    ApplicationSource,
    JobApplication,
    RefusalReason,
)
from juxian.recruitment.models.listing import Listing, ListingWords, Standing
from juxian.recruitment.models.offer import Hire, Offer
from juxian.recruitment.models.page import EmployerPage, PagePicture, StaffSize
from juxian.recruitment.models.profile import NameShown, Profile, ProfileSource
from juxian.recruitment.models.reply import ReplyRecord, VisibilityLevel
from juxian.recruitment.models.report import ReportReason, VacancyReport
from juxian.recruitment.models.saved_search import SavedSearch
from juxian.recruitment.models.stage import Stage, StageKind
from juxian.recruitment.models.vacancy import Degree, Housing, PayUnit, Perk, Shift, Vacancy, VacancyKind

__all__ = [
    "Agreement",
    "AgreementVersion",
    "ApplicationNote",
    "ApplicationSource",
    "Blacklisting",
    "Campaign",
    "CampaignKind",
    "Degree",
    "EmployerPage",
    "Hire",
    "Housing",
    "Interview",
    "InterviewKind",
    "InterviewSlot",
    "JobApplication",
    "Listing",
    "ListingWords",
    "NameShown",
    "Offer",
    "PagePicture",
    "Participation",
    "Party",
    "PayUnit",
    "Perk",
    "Profile",
    "ProfileSource",
    "RefusalReason",
    "ReplyRecord",
    "ReportReason",
    "SavedSearch",
    "Shift",
    "Signature",
    "StaffSize",
    "Stage",
    "StageKind",
    "Standing",
    "Vacancy",
    "VacancyKind",
    "VacancyReport",
    "VisibilityLevel",
]
