"""What credentials announces. Benefits will listen: a certificate turns into an allowance."""

from dataclasses import dataclass
from typing import ClassVar

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class CredentialIssued:
    """A certificate exists and can be checked."""

    public: ClassVar[bool] = True
    credential_id: str


@event
@dataclass(frozen=True)
class CredentialStatusChanged:
    """Suspended, resumed, revoked, replaced by another number, expired or renewed."""

    credential_id: str
    event: str


@event
@dataclass(frozen=True)
class CopyRequestDecided:
    """Another copy was made, or refused."""

    request_id: str
