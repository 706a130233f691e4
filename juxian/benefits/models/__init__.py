"""Tables of benefits."""

from juxian.benefits.models.appeal import Appeal
from juxian.benefits.models.entitlement import DecisionRecord, Entitlement, Origin
from juxian.benefits.models.run import Finding, Rulebook, Run, RunChunk, SampleResult, Snapshot

__all__ = [
    "Appeal",
    "DecisionRecord",
    "Entitlement",
    "Finding",
    "Origin",
    "Rulebook",
    "Run",
    "RunChunk",
    "SampleResult",
    "Snapshot",
]
