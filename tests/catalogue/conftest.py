"""The cast for these tests."""

from tests.cast import cast

__all__ = ["cast"]
