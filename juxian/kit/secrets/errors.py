"""What can be wrong with a secret. Neither error ever carries a plain value."""


class SecretDamaged(Exception):
    """The envelope cannot be opened here: altered, cut short, moved from another row or column, or its key is gone."""


class SecretKeyMissing(Exception):
    """The keys of a class are not there, not readable, or readable by others."""
