"""Tables of evaluation."""

from juxian.evaluation.models.application import Application, Channel
from juxian.evaluation.models.contribution import Contribution, ContributionKind, Evidence
from juxian.evaluation.models.panel import Panel, PanelCase, PanelMember, Vote
from juxian.evaluation.models.plan import Place, Plan, PlanPlaces
from juxian.evaluation.models.review import ClauseJudgement, Review, ReviewStage

__all__ = [
    "Application",
    "Channel",
    "ClauseJudgement",
    "Contribution",
    "ContributionKind",
    "Evidence",
    "Panel",
    "PanelCase",
    "PanelMember",
    "Place",
    "Plan",
    "PlanPlaces",
    "Review",
    "ReviewStage",
    "Vote",
]
