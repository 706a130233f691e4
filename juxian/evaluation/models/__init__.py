"""Tables of evaluation."""

from juxian.evaluation.models.application import Application, Channel
from juxian.evaluation.models.contribution import Contribution, ContributionKind, Evidence
from juxian.evaluation.models.panel import Panel, PanelCase, PanelMember, Vote
from juxian.evaluation.models.plan import Place, Plan, PlanPlaces
from juxian.evaluation.models.review import ClauseJudgement, Review, ReviewStage
from juxian.evaluation.models.scheme import PANEL_PARTS, PASS_SCORE, Method, Part, RubricItem, Scheme, SchemePart

__all__ = [
    "PANEL_PARTS",
    "PASS_SCORE",
    "Application",
    "Channel",
    "ClauseJudgement",
    "Contribution",
    "ContributionKind",
    "Evidence",
    "Method",
    "Panel",
    "PanelCase",
    "PanelMember",
    "Part",
    "Place",
    "Plan",
    "PlanPlaces",
    "Review",
    "ReviewStage",
    "RubricItem",
    "Scheme",
    "SchemePart",
    "Vote",
]
