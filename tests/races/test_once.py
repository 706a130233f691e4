"""What cannot be undone is done once, however many press the button: releasing results, taking certificates back."""

import threading
from functools import partial
from typing import Any

import pytest

from juxian.credentials.actions import execute_revocation, propose_revocation
from juxian.credentials.models import CredentialEvent, Revocation
from juxian.credentials.states import REVOCATION
from juxian.evaluation import actions
from juxian.evaluation.models import MarkVersion
from juxian.kit import clock
from juxian.kit.errors import RuleBroken
from juxian.kit.models import AuditEvent
from tests.cast import make_cast
from tests.credentials.factories import make_credential
from tests.evaluation.factories import Stage, make_stage, second_reviewer
from tests.evaluation.marking import THEORY, ended_sitting, enter_both, make_scheme, scheduled
from tests.races.together import all_at_once

pytestmark = pytest.mark.race


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return make_stage(make_cast(), year=clock.today().year, published_on=clock.today().replace(month=1, day=1))


def done(name: str) -> int:
    return AuditEvent.objects.filter(kind="action", name=name).count()


def test_marks_are_signed_and_released_once(stage: Stage) -> None:
    make_scheme(stage, THEORY)
    sitting = ended_sitting(stage, [scheduled(stage)])
    enter_both(stage, sitting, 80)
    signed = all_at_once([partial(actions.sign_marks, sitting, by=stage.cast.sun.actor)] * 2)
    assert [type(one) for one in signed].count(RuleBroken) == 1
    assert MarkVersion.objects.count() == 1
    officers = [stage.cast.lin.actor, second_reviewer(stage.cast)]
    released = all_at_once([partial(actions.release_results, sitting, by=by) for by in officers])
    assert [type(one) for one in released].count(RuleBroken) == 1
    assert done("evaluation.release_results") == 1


def test_a_proposal_is_executed_once(stage: Stage) -> None:
    rows = [make_credential(stage.cast.lv.person), make_credential(stage.cast.li.person)]
    numbers = [row.number for row in rows]
    proposal = propose_revocation(None, numbers=numbers, reason="材料造假。", by=stage.cast.lin.actor)
    results: list[Any] = all_at_once([partial(execute_revocation, proposal, by=stage.cast.huang.actor)] * 3)
    assert sum(isinstance(one, RuleBroken) for one in results) == 2
    assert CredentialEvent.objects.filter(event="revoke").count() == 2


def test_the_naive_way_executes_it_twice(stage: Stage) -> None:
    """Negative control: look at the state without a lock, then write what follows from it."""
    row = make_credential(stage.cast.lv.person)
    proposal = propose_revocation(None, numbers=[row.number], reason="材料造假。", by=stage.cast.lin.actor)
    both_have_looked = threading.Barrier(2)

    def naive() -> Any:
        seen = Revocation.objects.get(pk=proposal.pk)
        REVOCATION.move(seen, "execute")
        both_have_looked.wait(20)
        seen.save(update_fields=["state"])
        return CredentialEvent.objects.create(
            credential=row, event="revoke", happened_at=clock.now(), done_by="naive", reason=seen.reason
        )

    results = all_at_once([naive, naive])
    assert all(isinstance(one, CredentialEvent) for one in results)
    assert CredentialEvent.objects.filter(event="revoke").count() == 2
