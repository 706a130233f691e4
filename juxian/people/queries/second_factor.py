"""What an account has for the second factor."""

from typing import Any

from allauth.mfa.models import Authenticator


def recovery_codes_left(user_id: Any) -> int | None:
    """Return how many recovery codes are unused; None where the account has none at all."""
    row = Authenticator.objects.filter(user=user_id, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else None
