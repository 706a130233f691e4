"""Another copy: asked for by the holder or at the counter, decided by somebody else, the number stays."""

import datetime as dt
from typing import Any

import pytest

from juxian.credentials import actions
from juxian.credentials.models import CopyRequest, Credential
from juxian.credentials.signing import is_intact
from juxian.credentials.states import COPY, COPY_REQUEST
from juxian.credentials.tasks import expire_due_credentials
from juxian.evaluation.states import ApplicationState
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from juxian.people.actions import approve_correction, request_correction
from tests.cast import Cast, actor_for, make_membership
from tests.credentials.factories import make_credential
from tests.evaluation.factories import Stage, bring_to
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene

COPY_CELLS = {
    ("waiting", "hand_over"): "handed_over",
    ("handed_over", "take_back"): "waiting",
    ("waiting", "replace"): "replaced",
    ("handed_over", "replace"): "replaced",
}
REQUEST_CELLS = {
    ("requested", "approve"): "approved",
    ("requested", "refuse"): "refused",
    ("requested", "withdraw"): "withdrawn",
}


@scene
def certificate(cast: Cast) -> Credential:
    return make_credential(cast.lv.person)


@scene
def asked(cast: Cast, certificate: Credential) -> CopyRequest:
    return actions.request_copy(certificate, reason="lost", note="在公交车上丢了", by=cast.lv.citizen)


class TestRequest:
    def test_a_holder_asks_and_it_is_on_record_without_the_note(self, cast: Cast, asked: CopyRequest) -> None:
        assert (asked.state, asked.requested_by_id) == ("requested", cast.lv.person.pk)
        data = last("credentials.request_copy").data
        assert (data["reason"], data["note"]) == ("lost", None)

    def test_somebody_else_does_not_ask_for_it(self, cast: Cast, certificate: Credential) -> None:
        with pytest.raises(PermissionDenied):
            actions.request_copy(certificate, reason="lost", by=cast.chen.citizen)
        with pytest.raises(PermissionDenied):
            actions.request_copy_at_counter(certificate, reason="lost", by=cast.wang.actor)

    def test_one_at_a_time(self, cast: Cast, certificate: Credential, asked: CopyRequest) -> None:
        with pytest.raises(RuleBroken, match="已有一项"):
            actions.request_copy_at_counter(certificate, reason="damaged", by=cast.zhao.actor)

    @pytest.mark.parametrize("state", ["suspended", "revoked", "replaced", "expired"])
    def test_only_of_a_valid_certificate(self, cast: Cast, state: str) -> None:
        with pytest.raises(RuleBroken, match="不能补发"):
            actions.request_copy(make_credential(cast.lv.person, state=state), reason="lost", by=cast.lv.citizen)

    def test_a_wrong_name_is_corrected_first(self, cast: Cast, certificate: Credential) -> None:
        with pytest.raises(RuleBroken, match="更正身份信息") as refused:
            actions.request_copy(certificate, reason="corrected", by=cast.lv.citizen)
        assert refused.value.field == "reason"

    def test_found_again_it_is_withdrawn(self, cast: Cast, asked: CopyRequest) -> None:
        with pytest.raises(PermissionDenied):
            actions.withdraw_copy_request(asked, by=cast.chen.citizen)
        actions.withdraw_copy_request(asked, by=cast.lv.citizen)
        with pytest.raises(TransitionNotAllowed):
            actions.approve_copy_request(asked, by=cast.lin.actor)
        assert last("credentials.withdraw_copy_request").to_state == "withdrawn"


class TestDecision:
    def test_the_number_stays_and_the_old_copy_is_replaced(
        self, cast: Cast, certificate: Credential, asked: CopyRequest
    ) -> None:
        actions.approve_copy_request(asked, by=cast.lin.actor)
        old, new = certificate.copies.order_by("serial")
        assert [(copy.serial, copy.state) for copy in (old, new)] == [(1, "replaced"), (2, "waiting")]
        assert old.code != new.code
        assert old.status_index != new.status_index
        assert is_intact(old)
        assert is_intact(new)
        certificate.refresh_from_db()
        assert (certificate.state, certificate.code) == ("valid", new.code)
        assert last("credentials.approve_copy_request").actor_label == cast.lin.actor.label

    def test_the_holder_is_told(self, cast: Cast, asked: CopyRequest) -> None:
        actions.approve_copy_request(asked, by=cast.lin.actor)
        run_jobs()
        assert "第2份" in Message.objects.get(recipient_id=cast.lv.person.pk, kind="credentials.copy_made").title

    @pytest.mark.parametrize("who", ["zhao", "zhou", "lv", "wang"])
    def test_others_do_not_decide(self, cast: Cast, asked: CopyRequest, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.approve_copy_request(asked, by=getattr(cast, who).actor)

    def test_who_took_it_at_the_counter_does_not_decide(self, cast: Cast, certificate: Credential) -> None:
        row = actions.request_copy_at_counter(certificate, reason="damaged", by=cast.lin.actor)
        for decide in (actions.approve_copy_request, actions.refuse_copy_request):
            inputs: dict[str, Any] = {} if decide is actions.approve_copy_request else {"answer": "理由"}
            with pytest.raises(RuleBroken, match="另一位人员"):
                decide(row, by=cast.lin.actor, **inputs)

    def test_a_reviewer_does_not_decide_about_their_own(self, cast: Cast, asked: CopyRequest) -> None:
        make_membership(cast.lv.person, cast.office, "reviewer")
        with pytest.raises(PermissionDenied):
            actions.approve_copy_request(asked, by=actor_for(cast.lv.person, cast.office, "reviewer"))

    def test_a_certificate_that_was_suspended_meanwhile_gets_none(
        self, cast: Cast, certificate: Credential, asked: CopyRequest
    ) -> None:
        actions.suspend_credential(certificate, reason="核查", by=cast.huang.actor)
        with pytest.raises(RuleBroken, match="不能补发"):
            actions.approve_copy_request(asked, by=cast.lin.actor)

    def test_a_refusal_has_a_reason_that_the_holder_reads(self, cast: Cast, asked: CopyRequest) -> None:
        with pytest.raises(RuleBroken, match="理由"):
            actions.refuse_copy_request(asked, answer=" ", by=cast.lin.actor)
        actions.refuse_copy_request(asked, answer="原件在窗口待领。", by=cast.lin.actor)
        run_jobs()
        assert "原件在窗口待领。" in Message.objects.get(kind="credentials.copy_refused").body
        assert last("credentials.refuse_copy_request").to_state == "refused"


class TestCorrection:
    def correct(self, cast: Cast, name: str) -> None:
        person = cast.lv.person
        row = request_correction(
            person,
            name=name,
            identity_kind=person.identity_kind,
            identity_number=person.identity_number.open(),
            reason="改名",
            document=None,
            by=cast.lv.citizen,
        )
        approve_correction(row, by=cast.zhao.actor)
        run_jobs()

    def test_a_corrected_name_asks_by_itself_and_is_on_the_next_copy(self, cast: Cast, certificate: Credential) -> None:
        self.correct(cast, "吕志坚")
        row = CopyRequest.objects.get(credential=certificate)
        assert (row.reason, row.requested_by_id) == ("corrected", None)
        actions.approve_copy_request(row, by=cast.lin.actor)
        certificate.refresh_from_db()
        assert (certificate.holder_name, certificate.copy.holder_name) == ("吕志坚", "吕志坚")
        old = certificate.copies.get(serial=1)
        assert (old.holder_name, old.state, is_intact(old)) == ("吕志强", "replaced", True)
        assert "吕志" not in certificate.history.last().reason  # the public reads why, and never which name it was

    def test_a_revoked_certificate_is_not_printed_again(self, cast: Cast) -> None:
        make_credential(cast.lv.person, state="revoked")
        self.correct(cast, "吕志坚")
        assert not CopyRequest.objects.exists()

    def test_a_paper_that_shows_what_is_right_needs_no_other(self, certificate: Credential) -> None:
        assert actions.ask_for_corrected_copy(certificate) is None


class TestHandOver:
    def test_to_the_holder(self, cast: Cast, certificate: Credential) -> None:
        copy = actions.hand_over_copy(certificate.copy, received_by="吕志强", by=cast.zhao.actor)
        assert (copy.state, copy.handed_over_by) == ("handed_over", cast.zhao.actor.label)
        assert copy.handed_over_at is not None
        assert last("credentials.hand_over_copy").data == {"received_by": None}

    def test_to_somebody_else_with_their_relation(self, cast: Cast, certificate: Credential) -> None:
        with pytest.raises(RuleBroken, match="关系") as refused:
            actions.hand_over_copy(certificate.copy, received_by="王工友", by=cast.zhao.actor)
        assert refused.value.field == "received_for"
        actions.hand_over_copy(certificate.copy, received_by="王工友", received_for="同事代领", by=cast.zhao.actor)

    def test_not_permitted_for_a_leader_or_the_holder(self, cast: Cast, certificate: Credential) -> None:
        for who in (cast.huang.actor, cast.lv.citizen):
            with pytest.raises(PermissionDenied):
                actions.hand_over_copy(certificate.copy, received_by="吕志强", by=who)

    def test_nothing_is_handed_over_twice_nor_what_does_not_count(self, cast: Cast, certificate: Credential) -> None:
        actions.hand_over_copy(certificate.copy, received_by="吕志强", by=cast.zhao.actor)
        with pytest.raises(TransitionNotAllowed):
            actions.hand_over_copy(certificate.copy, received_by="吕志强", by=cast.zhao.actor)
        revoked = make_credential(state="revoked")
        with pytest.raises(RuleBroken, match="不能发放"):
            actions.hand_over_copy(revoked.copy, received_by=revoked.holder_name, by=cast.zhao.actor)

    def test_an_entry_made_by_mistake_is_taken_back(self, cast: Cast, certificate: Credential) -> None:
        with pytest.raises(TransitionNotAllowed):
            actions.take_back_copy(certificate.copy, reason="登记错人", by=cast.zhao.actor)
        actions.hand_over_copy(certificate.copy, received_by="吕志强", by=cast.zhao.actor)
        with pytest.raises(RuleBroken, match="理由"):
            actions.take_back_copy(certificate.copy, reason="", by=cast.zhao.actor)
        with pytest.raises(PermissionDenied):
            actions.take_back_copy(certificate.copy, reason="登记错人", by=cast.huang.actor)
        copy = actions.take_back_copy(certificate.copy, reason="登记错人", by=cast.zhao.actor)
        assert (copy.state, copy.received_by, copy.handed_over_at) == ("waiting", "", None)
        assert last("credentials.take_back_copy").data == {"reason": "登记错人"}


class TestExpiry:
    def test_a_level_may_have_a_term(self, cast: Cast, settings: Any, stage: Stage) -> None:
        settings.CREDENTIAL_VALID_YEARS = {"senior_technician": 5}
        bring_to(ApplicationState.CERTIFIED, stage)
        credential = Credential.objects.get()
        assert credential.expires_on == dt.date(2030, 3, 11)
        assert '"e":"2030-03-11"' in credential.payload

    def test_it_expires_after_its_last_day_and_not_before(self, cast: Cast) -> None:
        today = make_credential(expires_on=dt.date(2025, 3, 12))
        with pytest.raises(RuleBroken, match="没有到期"):
            actions.expire_credential(today)
        assert actions.expire_credential(make_credential(expires_on=dt.date(2025, 3, 11))).state == "expired"
        assert last("credentials.expire_credential").actor_label == "系统"

    def test_the_job_takes_what_is_due_and_twice_changes_nothing(self, cast: Cast) -> None:
        make_credential(expires_on=dt.date(2025, 3, 11))
        make_credential(expires_on=dt.date(2025, 3, 12))
        make_credential()
        assert [expire_due_credentials(), expire_due_credentials()] == [1, 0]

    def test_a_leader_renews_it_on_a_new_paper(self, cast: Cast) -> None:
        credential = make_credential(state="expired", expires_on=dt.date(2025, 3, 1))
        with pytest.raises(PermissionDenied):
            actions.renew_credential(credential, reason="复评", expires_on=dt.date(2030, 3, 1), by=cast.lin.actor)
        with pytest.raises(RuleBroken, match="已经过去"):
            actions.renew_credential(credential, reason="复评", expires_on=dt.date(2025, 3, 11), by=cast.huang.actor)
        actions.renew_credential(credential, reason="复评", expires_on=dt.date(2030, 3, 1), by=cast.huang.actor)
        credential.refresh_from_db()
        assert (credential.state, credential.copy.serial, is_intact(credential.copy)) == ("valid", 2, True)
        with pytest.raises(TransitionNotAllowed):
            actions.renew_credential(credential, reason="复评", expires_on=dt.date(2030, 3, 1), by=cast.huang.actor)
        assert last("credentials.renew_credential").data["reason"] == "复评"


@pytest.mark.parametrize(("state", "event", "target"), list(COPY.cells()))
def test_every_cell_of_a_copy(state: str, event: str, target: str | None) -> None:
    assert target == COPY_CELLS.get((state, event))


@pytest.mark.parametrize(("state", "event", "target"), list(COPY_REQUEST.cells()))
def test_every_cell_of_a_request(state: str, event: str, target: str | None) -> None:
    assert target == REQUEST_CELLS.get((state, event))
