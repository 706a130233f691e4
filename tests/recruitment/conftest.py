"""The cast is on stage for recruitment's tests."""

from tests.cast import cast

__all__ = ["cast"]
