"""Tables of recruitment, one module a noun."""

from juxian.recruitment.models.blacklisting import Blacklisting
from juxian.recruitment.models.campaign import Campaign, CampaignKind, Participation
from juxian.recruitment.models.page import EmployerPage, PagePicture, StaffSize
from juxian.recruitment.models.report import ReportReason, VacancyReport
from juxian.recruitment.models.vacancy import Degree, Housing, PayUnit, Perk, Shift, Vacancy, VacancyKind

__all__ = [
    "Blacklisting",
    "Campaign",
    "CampaignKind",
    "Degree",
    "EmployerPage",
    "Housing",
    "PagePicture",
    "Participation",
    "PayUnit",
    "Perk",
    "ReportReason",
    "Shift",
    "StaffSize",
    "Vacancy",
    "VacancyKind",
    "VacancyReport",
]
