"""What benefits announces."""

from dataclasses import dataclass

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class EntitlementAsked:
    """A person is asked to confirm, decline or correct."""

    entitlement_id: str


@event
@dataclass(frozen=True)
class EntitlementDecided:
    """Granted, refused, given up, ended or reopened; `event` is that of the state table, `at` when it happened."""

    entitlement_id: str
    event: str
    at: str


@event
@dataclass(frozen=True)
class RunWorkDue:
    """The chunks of a run's step (`evaluate` or `post`) wait for a worker."""

    run_id: str
    step: str


@event
@dataclass(frozen=True)
class RunPosted:
    """The differences of a month stand in the ledger."""

    public = True
    run_id: str


@event
@dataclass(frozen=True)
class BenefitAppealDecided:
    """An appeal was upheld or dismissed."""

    appeal_id: str
