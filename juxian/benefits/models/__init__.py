"""Tables of benefits."""

from juxian.benefits.models.appeal import Appeal, AppealKind
from juxian.benefits.models.entitlement import DecisionRecord, Entitlement, Origin
from juxian.benefits.models.fact_change import Cause, FactChange
from juxian.benefits.models.run import Finding, Rulebook, Run, RunChunk, SampleResult, Snapshot
from juxian.benefits.models.staff_report import StaffReport

__all__ = [
    "Appeal",
    "AppealKind",
    "Cause",
    "DecisionRecord",
    "Entitlement",
    "FactChange",
    "Finding",
    "Origin",
    "Rulebook",
    "Run",
    "RunChunk",
    "SampleResult",
    "Snapshot",
    "StaffReport",
]
