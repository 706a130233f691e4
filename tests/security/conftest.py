"""The cast is on stage in every attack."""

from tests.cast import cast

__all__ = ["cast"]
