"""The cast, and a stage on which a worker can apply."""

import pytest

from juxian.portals.services import services
from tests.cast import Cast, cast
from tests.evaluation.factories import Stage, make_stage
from tests.scenes import scene

__all__ = ["cast"]


@scene
def stage(cast: Cast) -> Stage:
    """This year's catalogue with 焊工 in it, the plan of 500 places, and three assessors."""
    return make_stage(cast)


@pytest.fixture(autouse=True)
def fresh_services() -> None:
    """The file of services is read once a process; a test that names another file must not leave it behind."""
    services.cache_clear()
