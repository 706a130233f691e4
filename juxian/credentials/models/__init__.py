"""Tables of certificates."""

from juxian.credentials.models.credential import Credential, CredentialEvent

__all__ = [
    "Credential",
    "CredentialEvent",
]
