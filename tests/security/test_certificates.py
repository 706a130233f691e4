"""Maker and checker of a revocation, and of a new copy, are two humans and not two rows of one."""

import pytest

from juxian.credentials import actions
from juxian.kit.errors import RuleBroken
from juxian.people.models import Person
from tests.cast import Cast
from tests.credentials.factories import make_credential


def test_who_proposed_in_a_row_merged_since_does_not_execute(cast: Cast) -> None:
    numbers = [make_credential(cast.lv.person).number]
    proposal = actions.propose_revocation(None, numbers=numbers, reason="材料造假。", by=cast.lin.actor)
    Person.objects.filter(pk=cast.lin.person.pk).update(merged_into=cast.huang.person)
    with pytest.raises(RuleBroken, match="另一位人员"):
        actions.execute_revocation(proposal, by=cast.huang.actor)


def test_who_took_the_request_in_a_row_merged_since_does_not_decide(cast: Cast) -> None:
    credential = make_credential(cast.lv.person)
    request = actions.request_copy_at_counter(credential, reason="lost", by=cast.zhao.actor)
    Person.objects.filter(pk=cast.zhao.person.pk).update(merged_into=cast.lin.person)
    with pytest.raises(RuleBroken, match="另一位人员"):
        actions.approve_copy_request(request, by=cast.lin.actor)
