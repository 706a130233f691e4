"""The lives of everything in recruitment, one module a noun."""

from juxian.recruitment.states.agreement import AGREEMENT, AgreementState
from juxian.recruitment.states.campaign import CAMPAIGN, PARTICIPATION, CampaignState, ParticipationState
from juxian.recruitment.states.interview import INTERVIEW, InterviewState
from juxian.recruitment.states.job_application import JOB_APPLICATION, JobApplicationState
from juxian.recruitment.states.page import PAGE, PageState
from juxian.recruitment.states.report import BLACKLISTING, REPORT, BlacklistingState, ReportState
from juxian.recruitment.states.vacancy import STANDING, VACANCY, VacancyState

__all__ = [
    "AGREEMENT",
    "BLACKLISTING",
    "CAMPAIGN",
    "INTERVIEW",
    "JOB_APPLICATION",
    "PAGE",
    "PARTICIPATION",
    "REPORT",
    "STANDING",
    "VACANCY",
    "AgreementState",
    "BlacklistingState",
    "CampaignState",
    "InterviewState",
    "JobApplicationState",
    "PageState",
    "ParticipationState",
    "ReportState",
    "VacancyState",
]
