"""The cast, the stage of evaluation, and one certificate issued through it."""

import pytest

from juxian.credentials.models import Credential
from juxian.evaluation.states import ApplicationState as S
from tests.cast import Cast, cast
from tests.evaluation.factories import Stage, bring_to, make_stage
from tests.scenes import scene

__all__ = ["cast"]


@scene
def stage(cast: Cast) -> Stage:
    return make_stage(cast)


@pytest.fixture
def credential(stage: Stage) -> Credential:
    """吕师傅's certificate as 高级技师, valid since today."""
    bring_to(S.CERTIFIED, stage)
    return Credential.objects.get()
