"""The cast, two employers known to the registers, and files made for them."""

import pytest

from tests.cast import Cast, cast
from tests.registers.factories import Desk

__all__ = ["cast"]


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """The registrar's desk, with nothing delivered yet."""
    return Desk(cast)
