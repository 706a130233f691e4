"""The cast, and a stage on which people were recognised."""

from tests.cast import Cast, cast
from tests.evaluation.factories import Stage, make_stage
from tests.scenes import scene

__all__ = ["cast"]


@scene
def stage(cast: Cast) -> Stage:
    """This year's catalogue with 焊工 in it, the plan of 500 places, and three assessors."""
    return make_stage(cast)
