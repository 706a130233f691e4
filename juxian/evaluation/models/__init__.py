"""Tables of evaluation."""

from juxian.evaluation.models.application import Application, Channel
from juxian.evaluation.models.claim import AwardClaim, CertificateClaim, CertificateLookUp, ContestClass, Prize
from juxian.evaluation.models.contribution import Contribution, ContributionKind, Evidence
from juxian.evaluation.models.panel import Panel, PanelCase, PanelMember, Vote
from juxian.evaluation.models.plan import Place, Plan, PlanPlaces
from juxian.evaluation.models.review import ClauseJudgement, Review, ReviewStage
from juxian.evaluation.models.scheme import PANEL_PARTS, PASS_SCORE, Method, Part, RubricItem, Scheme, SchemePart
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
    "PANEL_PARTS",
    "PASS_SCORE",
    "Application",
    "AwardClaim",
    "CertificateClaim",
    "CertificateLookUp",
    "Attendance",
    "Channel",
    "ClauseJudgement",
    "ContestClass",
    "Contribution",
    "ContributionKind",
    "DateRequest",
    "Duty",
    "Evidence",
    "LogKind",
    "Method",
    "Panel",
    "PanelCase",
    "PanelMember",
    "Part",
    "Place",
    "Plan",
    "PlanPlaces",
    "Prize",
    "Review",
    "ReviewStage",
    "Room",
    "RubricItem",
    "Scheme",
    "SchemePart",
    "Seat",
    "Site",
    "Sitting",
    "SittingLog",
    "SittingStaff",
    "Vote",
]
