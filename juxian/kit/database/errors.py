"""What the launcher says when it cannot do its work."""


class EmbeddedError(Exception):
    """The embedded database cannot be made or started. The message says what, why, and what to do."""
