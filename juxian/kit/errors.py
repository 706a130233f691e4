"""The three ways in which an action refuses. One middleware turns each into a page or an htmx banner."""

from django.core.exceptions import PermissionDenied

__all__ = ["PermissionDenied", "RuleBroken", "TransitionNotAllowed"]


class RuleBroken(Exception):
    """A rule of the business does not hold. The message says what, why, and what to do next."""

    status = 409  # of the HTTP answer

    def __init__(self, message: str, *, field: str | None = None):
        super().__init__(message)
        self.message = message
        self.field = field


class TransitionNotAllowed(RuleBroken):
    """The row is not in a state from which this event may happen; often somebody else was quicker."""
