"""The cast is on stage in every attack; where something is evaluated, so is the catalogue with its assessors."""

from tests.cast import Cast, cast
from tests.evaluation.factories import Stage, make_stage
from tests.scenes import scene

__all__ = ["cast"]


@scene
def stage(cast: Cast) -> Stage:
    return make_stage(cast)
