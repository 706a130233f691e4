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
