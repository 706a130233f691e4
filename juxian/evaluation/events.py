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
    """An application changed its state; the applicant is told."""

    application_id: str
    event: str
    reason: str = ""
