"""The cast and the listener for these tests."""

from tests.cast import cast
from tests.notices.heard import heard

__all__ = ["cast", "heard"]
