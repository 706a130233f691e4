"""The cast."""

from tests.cast import cast

__all__ = ["cast"]
