"""The cast for tests of fairs."""

from tests.cast import cast

__all__ = ["cast"]
