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
    """Suspended, resumed or revoked."""

    credential_id: str
    event: str
