"""Issue once; suspend, resume, revoke with a reason that everybody can read."""

from collections.abc import Callable
from typing import Any

import pytest

from juxian.credentials import actions
from juxian.credentials.models import Credential
from juxian.credentials.signing import is_genuine
from juxian.credentials.states import CREDENTIAL
from juxian.evaluation.models import Application
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import actor_for, make_membership
from tests.evaluation.factories import Stage
from tests.people.audit import last

REASON = "有举报，正在核查。"
CONTROLS = [actions.suspend_credential, actions.resume_credential, actions.revoke_credential]
ALLOWED = {
    ("valid", "suspend"): "suspended",
    ("suspended", "resume"): "valid",
    ("valid", "revoke"): "revoked",
    ("suspended", "revoke"): "revoked",
    ("expired", "revoke"): "revoked",
    ("valid", "replace"): "replaced",
    ("suspended", "replace"): "replaced",
    ("valid", "expire"): "expired",
    ("suspended", "expire"): "expired",
    ("expired", "renew"): "valid",
}


class TestIssue:
    def test_it_is_signed_and_has_a_history(self, credential: Credential) -> None:
        assert is_genuine(credential.payload, credential.signature)
        assert [entry.event for entry in credential.history.all()] == ["issue"]
        assert "吕*强" in credential.payload
        assert "吕志强" not in credential.payload

    def test_asked_again_it_returns_the_first(self, credential: Credential) -> None:
        application = Application.objects.get(pk=credential.origin_id)
        again = actions.issue_credential(
            application.applicant,
            origin=application,
            level=application.level,
            occupation=application.item.occupation,
            employer=application.employer,
            portrait=application.portrait,
            issued_on=application.recognised_on,
        )
        assert (again, Credential.objects.count()) == (credential, 1)

    def test_later_changes_elsewhere_do_not_rewrite_it(self, credential: Credential) -> None:
        holder = credential.holder
        holder.set_name("吕改名")
        holder.save()
        credential.refresh_from_db()
        assert credential.holder_name == "吕志强"

    def test_a_changed_payload_is_no_longer_genuine(self, credential: Credential) -> None:
        assert not is_genuine(credential.payload.replace("senior_technician", "chief"), credential.signature)
        assert not is_genuine(credential.payload, "!!!")

    def test_it_is_on_record_by_the_system_without_the_name(self, credential: Credential) -> None:
        line = last("credentials.issue_credential")
        assert (line.actor_label, line.subject_id) == ("系统", credential.pk)


class TestControl:
    def test_suspended_resumed_revoked(self, stage: Stage, credential: Credential) -> None:
        by = stage.cast.huang.actor
        states = [act(credential, reason=REASON, by=by).state for act in CONTROLS]
        assert states == ["suspended", "valid", "revoked"]
        history = {(entry.event, entry.reason) for entry in credential.history.all()}
        assert history == {("issue", ""), ("suspend", REASON), ("resume", REASON), ("revoke", REASON)}

    @pytest.mark.parametrize("act", CONTROLS)
    @pytest.mark.parametrize("who", ["lin", "zhao", "zhou", "lv", "wang"])
    def test_nobody_but_a_leader(self, stage: Stage, credential: Credential, act: Callable[..., Any], who: str) -> None:
        with pytest.raises(PermissionDenied):
            act(credential, reason=REASON, by=getattr(stage.cast, who).actor)

    def test_a_leader_does_not_control_their_own(self, stage: Stage, credential: Credential) -> None:
        make_membership(credential.holder, stage.cast.office, "leader")
        with pytest.raises(PermissionDenied):
            actions.suspend_credential(
                credential, reason=REASON, by=actor_for(credential.holder, stage.cast.office, "leader")
            )

    def test_what_is_revoked_stays_revoked(self, stage: Stage, credential: Credential) -> None:
        by = stage.cast.huang.actor
        actions.revoke_credential(credential, reason=REASON, by=by)
        for act in CONTROLS:
            with pytest.raises(TransitionNotAllowed):
                act(credential, reason=REASON, by=by)

    @pytest.mark.parametrize("act", CONTROLS)
    def test_a_reason_is_needed(self, stage: Stage, credential: Credential, act: Callable[..., Any]) -> None:
        with pytest.raises(RuleBroken, match="理由") as refused:
            act(credential, reason="  ", by=stage.cast.huang.actor)
        assert refused.value.field == "reason"

    def test_each_is_on_record_with_its_reason(self, stage: Stage, credential: Credential) -> None:
        for act in CONTROLS:
            act(credential, reason=REASON, by=stage.cast.huang.actor)
            line = last(f"credentials.{act.__name__}")
            assert (line.data["reason"], line.subject_id) == (REASON, credential.pk)


@pytest.mark.parametrize(("state", "event", "target"), list(CREDENTIAL.cells()))
def test_every_cell_of_a_certificate(state: str, event: str, target: str | None) -> None:
    assert target == ALLOWED.get((state, event))
    row = Credential(state=state)
    if target is None:
        with pytest.raises(TransitionNotAllowed):
            CREDENTIAL.move(row, event)
    else:
        CREDENTIAL.move(row, event)
        assert row.state == target


def test_every_state_of_a_certificate_is_reached() -> None:
    assert CREDENTIAL.reachable() == set(CREDENTIAL.states.values)
