"""One refusal for everything that cannot be believed."""


class Unproven(ValueError):
    """The document, token or key is not what it claims to be. The text says why, in English, for logs and tests."""
