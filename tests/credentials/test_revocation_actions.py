"""Many certificates at once: one proposes, another executes, all or nothing, everybody is told."""

from typing import Any

import pytest

from juxian.credentials import actions
from juxian.credentials.models import Credential, Revocation
from juxian.credentials.queries.revocation import effects_of
from juxian.credentials.signing import is_intact
from juxian.credentials.states import REVOCATION
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from tests.cast import Cast, actor_for, make_membership
from tests.credentials.factories import make_credential
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene

CELLS = {("proposed", "execute"): "executed", ("proposed", "drop"): "dropped"}
REASON = "评价材料造假，经查属实。"


@scene
def certificates(cast: Cast) -> list[Credential]:
    return [make_credential(cast.lv.person), make_credential(cast.li.person), make_credential(cast.chen.person)]


def propose(cast: Cast, rows: list[Credential], **fields: Any) -> Revocation:
    values = {"numbers": [row.number for row in rows], "reason": REASON, **fields}
    return actions.propose_revocation(None, by=cast.lin.actor, **values)


def states(rows: list[Credential]) -> list[str]:
    return [Credential.objects.get(pk=row.pk).state for row in rows]


class TestProposal:
    def test_nothing_happens_before_somebody_executes_it(self, cast: Cast, certificates: list[Credential]) -> None:
        row = propose(cast, certificates)
        assert states(certificates) == ["valid"] * 3
        assert [(str(one.before), str(one.after)) for one in effects_of(row)] == [("有效", "已撤销")] * 3
        assert last("credentials.propose_revocation").subject_id == row.pk

    @pytest.mark.parametrize("who", ["zhao", "zhou", "lv", "wang"])
    def test_others_do_not_propose(self, cast: Cast, certificates: list[Credential], who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.propose_revocation(
                None, numbers=[certificates[0].number], reason=REASON, by=getattr(cast, who).actor
            )

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"numbers": []}, "numbers"),
            ({"numbers": ["JMJLL-2025-4-999999X"]}, "numbers"),
            ({"reason": " "}, "reason"),
            ({"reissues": True}, "occupation_name"),
            ({"occupation_name": "电工"}, "reissues"),
        ],
    )
    def test_what_is_missing_is_named(
        self, cast: Cast, certificates: list[Credential], fields: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            propose(cast, certificates, **fields)
        assert refused.value.field == field
        assert not Revocation.objects.exists()

    def test_one_that_is_revoked_already_stops_the_whole(self, cast: Cast, certificates: list[Credential]) -> None:
        gone = make_credential(state="revoked")
        with pytest.raises(RuleBroken, match=gone.number):
            propose(cast, [*certificates, gone])
        assert not Revocation.objects.exists()

    def test_nobody_proposes_over_their_own(self, cast: Cast) -> None:
        with pytest.raises(RuleBroken, match="您自己的证书"):
            propose(cast, [make_credential(cast.lin.person)])


class TestExecution:
    def test_all_are_revoked_and_everybody_is_told(self, cast: Cast, certificates: list[Credential]) -> None:
        row = actions.execute_revocation(propose(cast, certificates), by=cast.huang.actor)
        run_jobs()
        assert (row.state, states(certificates)) == ("executed", ["revoked"] * 3)
        told = Message.objects.filter(kind="credentials.changed")
        assert {message.recipient_id for message in told} == {row.holder_id for row in certificates}
        assert all(REASON in message.body for message in told)
        assert last("credentials.execute_revocation").actor_label == cast.huang.actor.label

    def test_with_words_put_right_they_are_issued_again(self, cast: Cast, certificates: list[Credential]) -> None:
        words = {"reissues": True, "occupation_code": "6-31-01-01", "occupation_name": "设备点检员"}
        actions.execute_revocation(propose(cast, certificates, **words), by=cast.huang.actor)
        run_jobs()
        assert states(certificates) == ["replaced"] * 3
        for old in certificates:
            new = Credential.objects.get(replaces=old)
            assert (new.state, new.occupation_name, new.issued_on) == ("valid", "设备点检员", old.issued_on)
            assert (new.origin_id, new.number != old.number, is_intact(new.copy)) == (old.origin_id, True, True)
            message = Message.objects.get(kind="credentials.replaced", recipient_id=old.holder_id)
            assert new.number in message.title

    def test_who_proposed_does_not_execute(self, cast: Cast, certificates: list[Credential]) -> None:
        by = cast.huang.actor
        row = actions.propose_revocation(None, numbers=[certificates[0].number], reason=REASON, by=by)
        with pytest.raises(RuleBroken, match="另一位人员"):
            actions.execute_revocation(row, by=by)
        with pytest.raises(PermissionDenied):
            actions.execute_revocation(row, by=cast.lin.actor)
        assert states(certificates[:1]) == ["valid"]

    def test_all_or_nothing(self, cast: Cast, certificates: list[Credential]) -> None:
        row = propose(cast, certificates)
        actions.revoke_credential(certificates[2], reason="另案", by=cast.huang.actor)
        with pytest.raises(RuleBroken, match=certificates[2].number):
            actions.execute_revocation(row, by=cast.huang.actor)
        assert states(certificates) == ["valid", "valid", "revoked"]
        assert [one.is_blocked for one in effects_of(Revocation.objects.get())] == [False, False, True]

    def test_a_leader_does_not_execute_over_their_own(self, cast: Cast, certificates: list[Credential]) -> None:
        make_membership(cast.lv.person, cast.office, "leader")
        with pytest.raises(RuleBroken, match="您自己的证书"):
            actions.execute_revocation(propose(cast, certificates), by=actor_for(cast.lv.person, cast.office, "leader"))

    def test_a_dropped_proposal_is_over(self, cast: Cast, certificates: list[Credential]) -> None:
        row = propose(cast, certificates)
        with pytest.raises(PermissionDenied):
            actions.drop_revocation(row, by=cast.zhao.actor)
        actions.drop_revocation(row, by=cast.lin.actor)
        with pytest.raises(TransitionNotAllowed):
            actions.execute_revocation(row, by=cast.huang.actor)
        assert last("credentials.drop_revocation").to_state == "dropped"


@pytest.mark.parametrize(("state", "event", "target"), list(REVOCATION.cells()))
def test_every_cell_of_a_revocation(state: str, event: str, target: str | None) -> None:
    assert target == CELLS.get((state, event))
