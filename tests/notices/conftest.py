"""The cast and the listener for these tests."""

from collections.abc import Iterator

import pytest

from juxian.kit.messages.gateways import MemorySms
from tests.cast import cast
from tests.notices.heard import heard

__all__ = ["cast", "heard"]


@pytest.fixture(autouse=True)
def empty_gateway() -> Iterator[None]:
    """Text messages of this test and no other."""
    MemorySms.outbox.clear()
    yield
    MemorySms.outbox.clear()
    MemorySms.refused.clear()
