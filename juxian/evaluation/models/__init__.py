"""Tables of evaluation."""

from juxian.evaluation.models.appeal import Appeal
from juxian.evaluation.models.application import Application, Channel
from juxian.evaluation.models.assessor import Assessor, DeclaredInterest, InterestKind
from juxian.evaluation.models.batch import Batch, BatchRow
from juxian.evaluation.models.claim import AwardClaim, CertificateClaim, CertificateLookUp, ContestClass, Prize
from juxian.evaluation.models.contribution import Contribution, ContributionKind, Evidence
from juxian.evaluation.models.draw import Draw
from juxian.evaluation.models.employer_plan import (
    EmployerAssessor,
    EmployerPlan,
    EmployerPlanPart,
    EmployerPlanScope,
)
from juxian.evaluation.models.employer_result import EmployerResult, SpotCheck, SpotDraw
from juxian.evaluation.models.mark import FIRST, SECOND, Mark, MarkEntry, MarkSheet, MarkVersion
from juxian.evaluation.models.panel import Panel, PanelCase, PanelMember, Vote, VotePoints
from juxian.evaluation.models.plan import Place, PlacesChange, Plan, PlanPlaces
from juxian.evaluation.models.review import ClauseJudgement, Review, ReviewStage
from juxian.evaluation.models.scheme import PANEL_PARTS, PASS_SCORE, Method, Part, RubricItem, Scheme, SchemePart
from juxian.evaluation.models.score_query import ScoreQuery
from juxian.evaluation.models.site import Room, Site
from juxian.evaluation.models.sitting import (
    Attendance,
    DateRequest,
    Duty,
    LogKind,
    Seat,
    Sitting,
    SittingLog,
    SittingStaff,
)

__all__ = [
    "FIRST",
    "PANEL_PARTS",
    "PASS_SCORE",
    "SECOND",
    "Appeal",
    "Application",
    "Assessor",
    "Attendance",
    "AwardClaim",
    "Batch",
    "BatchRow",
    "CertificateClaim",
    "CertificateLookUp",
    "Channel",
    "ClauseJudgement",
    "ContestClass",
    "Contribution",
    "ContributionKind",
    "DateRequest",
    "DeclaredInterest",
    "Draw",
    "Duty",
    "EmployerAssessor",
    "EmployerPlan",
    "EmployerPlanPart",
    "EmployerPlanScope",
    "EmployerResult",
    "Evidence",
    "InterestKind",
    "LogKind",
    "Mark",
    "MarkEntry",
    "MarkSheet",
    "MarkVersion",
    "Method",
    "Panel",
    "PanelCase",
    "PanelMember",
    "Part",
    "Place",
    "PlacesChange",
    "Plan",
    "PlanPlaces",
    "Prize",
    "Review",
    "ReviewStage",
    "Room",
    "RubricItem",
    "Scheme",
    "SchemePart",
    "ScoreQuery",
    "Seat",
    "Site",
    "Sitting",
    "SittingLog",
    "SittingStaff",
    "SpotCheck",
    "SpotDraw",
    "Vote",
    "VotePoints",
]
