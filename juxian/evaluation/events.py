"""What evaluation announces."""

from dataclasses import dataclass

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class TalentRecognised:
    """An application was recognised; the certificate follows."""

    application_id: str


@event
@dataclass(frozen=True)
class ApplicationMoved:
    """An application changed its state; the applicant is told. `moved_at` tells two moves of one kind apart;
    `state` and `due_on` are those of the moment, whatever has happened since."""

    application_id: str
    event: str
    state: str
    moved_at: str
    due_on: str = ""
    reason: str = ""


@event
@dataclass(frozen=True)
class EmployerPlanDecided:
    """An officer approved, returned or refused an employer's plan; those who act for the employer are told."""

    plan_id: str
    state: str
    decided_at: str
    reason: str = ""


@event
@dataclass(frozen=True)
class BatchSent:
    """An employer sent a sheet; it is read after the answer."""

    batch_id: str


@event
@dataclass(frozen=True)
class BatchBegun:
    """An employer has seen the preview and wants the rows taken in."""

    batch_id: str


@event
@dataclass(frozen=True)
class WorkersListed:
    """Rows from one number to another were taken in: each of their workers is to be asked."""

    batch_id: str
    first: int
    last: int


@event
@dataclass(frozen=True)
class WorkerAwaited:
    """A worker is to confirm what the employer wrote, or to register first. `round` counts the reminders."""

    row_id: str
    round: int


@event
@dataclass(frozen=True)
class WorkerAnswered:
    """A worker declined, or let the time go by."""

    row_id: str


@event
@dataclass(frozen=True)
class SittingChanged:
    """A sitting was published, changed or cancelled; `applications` are those that were seated at that moment."""

    sitting_id: str
    event: str
    at: str
    applications: list[str]
    reason: str = ""


@event
@dataclass(frozen=True)
class ResultsReleased:
    """The marks of a sitting may be seen; every candidate is told."""

    sitting_id: str


@event
@dataclass(frozen=True)
class ScoreQueryAnswered:
    """A score query has its answer; the candidate is told."""

    query_id: str


@event
@dataclass(frozen=True)
class PanelConvened:
    """A panel was put together; its members are told when and where."""

    panel_id: str


@event
@dataclass(frozen=True)
class MemberLeft:
    """A member left a panel; who follows is told, and the office where nobody does."""

    member_id: str


@event
@dataclass(frozen=True)
class AppealRefused:
    """The office did not take up an appeal; the applicant reads why."""

    appeal_id: str
