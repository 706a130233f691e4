"""The cast, and a stage on which people were recognised."""

import pytest

from tests.cast import Cast, cast
from tests.evaluation.factories import Stage, make_stage

__all__ = ["cast"]


@pytest.fixture
def stage(cast: Cast) -> Stage:
    """This year's catalogue with 焊工 in it, the plan of 500 places, and three assessors."""
    return make_stage(cast)
