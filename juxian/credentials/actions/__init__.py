"""Everything that may be done with certificates."""

from juxian.credentials.actions.credential import (
    issue_credential,
    resume_credential,
    revoke_credential,
    suspend_credential,
)

__all__ = [
    "issue_credential",
    "resume_credential",
    "revoke_credential",
    "suspend_credential",
]
