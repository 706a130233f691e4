"""The cast is on stage in every attack; where something is evaluated, so is the catalogue with its assessors."""

import pytest

from tests.cast import Cast, cast
from tests.evaluation.factories import Stage, make_stage

__all__ = ["cast"]


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return make_stage(cast)
