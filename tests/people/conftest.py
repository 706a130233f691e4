"""The cast is on stage in every test of people."""

from tests.cast import cast

__all__ = ["cast"]
