"""Holding somebody's money back, and letting it go."""

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.payments import actions
from juxian.payments.models import Hold
from tests.cast import Cast, actor_for, make_membership
from tests.payments.money import POLICY
from tests.people.audit import last

REASON = "在岗情况正在核实"


def test_a_payee_is_held_and_released_with_reasons(cast: Cast) -> None:
    hold = actions.hold_payee(cast.lv.person, policy=POLICY, reason=REASON, by=cast.qian.actor)
    assert Hold.objects.standing().get() == hold
    assert last("payments.hold_payee").data["reason"] == REASON
    actions.release_payee(hold, reason="已核实在岗", by=cast.qian.actor)
    assert not Hold.objects.standing().exists()
    assert last("payments.release_payee").subject_id == hold.pk
    with pytest.raises(RuleBroken, match="已经恢复"):
        actions.release_payee(hold, reason="已核实在岗", by=cast.qian.actor)


def test_a_hold_needs_a_reason_and_stands_once(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="理由"):
        actions.hold_payee(cast.lv.person, reason="查", by=cast.qian.actor)
    actions.hold_payee(cast.lv.person, reason=REASON, by=cast.qian.actor)
    with pytest.raises(RuleBroken, match="已经暂缓"):
        actions.hold_payee(cast.lv.person, reason=REASON, by=cast.qian.actor)


@pytest.mark.parametrize("who", ["lin", "huang", "zhou", "zhao", "lv"])
def test_others_hold_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.hold_payee(cast.chen.person, reason=REASON, by=getattr(cast, who).actor)


def test_nobody_releases_their_own(cast: Cast) -> None:
    make_membership(cast.lv.person, cast.office, "finance")
    own = actor_for(cast.lv.person, cast.office, "finance")
    hold = actions.hold_payee(cast.lv.person, reason=REASON, by=cast.qian.actor)
    with pytest.raises(RuleBroken, match="自己的拨付"):
        actions.release_payee(hold, reason="没有问题了", by=own)
    with pytest.raises(RuleBroken, match="自己的拨付"):
        actions.hold_payee(cast.lv.person, policy=POLICY, reason=REASON, by=own)
