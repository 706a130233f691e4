"""The right to be written down correctly."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from juxian.kit.codes import synthetic_identity_number
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message, Upload
from juxian.kit.uploads import accept_upload
from juxian.people import actions
from juxian.people.models import CorrectionRequest, Person, Trust
from juxian.people.queries import export_of
from juxian.people.queries.matters import matters_of_person
from juxian.people.queries.work_queue import corrections_to_decide
from juxian.people.states import CORRECTION_REQUEST
from tests.cast import Cast, client_as
from tests.jobs import run_jobs
from tests.kit.uploads.files import picture, upload
from tests.people.audit import last, whole_record

RIGHT = synthetic_identity_number(497, date(1985, 7, 1), "male")  # nobody of the cast carries it
REASON = "登记时出生月份写错了"


def document(cast: Cast) -> Upload:
    return accept_upload(upload(picture()), kinds=("image",), by=cast.lv.citizen, purpose="people.document")


def request(cast: Cast, state: str = "requested", **changes: Any) -> CorrectionRequest:
    values = {
        "name": "吕志强",
        "identity_kind": "citizen_id",
        "identity_number": RIGHT,
        "reason": REASON,
        "document": document(cast),
    }
    row = actions.request_correction(cast.lv.person, by=cast.lv.citizen, **{**values, **changes})
    CorrectionRequest.objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row


DECISIONS = {
    "correct": lambda cast, row: actions.approve_correction(row, by=cast.zhao.actor),
    "refuse": lambda cast, row: actions.refuse_correction(row, by=cast.zhao.actor, answer="照片看不清号码"),
    "withdraw": lambda cast, row: actions.withdraw_correction(row, by=cast.lv.citizen),
}


@pytest.mark.parametrize("event", DECISIONS)
@pytest.mark.parametrize("state", CORRECTION_REQUEST.states.values)
def test_every_event_leads_where_the_table_says_or_is_refused(cast: Cast, state: str, event: str) -> None:
    row, target = request(cast, state), CORRECTION_REQUEST.target(state, event)
    if target is None:
        with pytest.raises(TransitionNotAllowed):
            DECISIONS[event](cast, row)
    else:
        assert DECISIONS[event](cast, row).state == target


# request_correction


def test_a_request_waits_at_the_counter_and_with_its_owner(cast: Cast) -> None:
    row = request(cast)
    assert [waiting.key for waiting in corrections_to_decide(cast.zhao.actor)] == [row.pk]
    assert [str(matter.kind) for matter in matters_of_person(cast.lv.citizen)] == ["更正身份信息"]
    assert list(matters_of_person(cast.chen.citizen)) == []


def test_the_wanted_number_lies_sealed_and_in_no_record(cast: Cast) -> None:
    row = request(cast)
    assert row.identity_number.open() == RIGHT
    assert last("people.request_correction").subject_id == row.pk
    assert RIGHT not in whole_record()
    assert REASON not in whole_record()


def test_nobody_asks_for_another(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.request_correction(
            cast.lv.person,
            by=cast.chen.citizen,
            name="陈某",
            identity_kind="citizen_id",
            identity_number=RIGHT,
            reason=REASON,
            document=document(cast),
        )


def test_one_at_a_time_and_something_must_differ(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="相同"):
        request(cast, identity_number=cast.lv.person.identity_number.open())
    with pytest.raises(RuleBroken, match="校验"):
        request(cast, identity_number=RIGHT[:-1] + ("0" if RIGHT[-1] != "0" else "1"))
    request(cast)
    with pytest.raises(RuleBroken, match="已有一项"):
        request(cast)


# deciding


def test_approved_it_is_written_as_on_the_document_and_the_person_is_told(cast: Cast) -> None:
    actions.approve_correction(request(cast, name="吕志刚"), by=cast.zhao.actor)
    person = Person.objects.get(pk=cast.lv.person.pk)
    assert (person.name, person.identity_number.open(), person.birth_on) == ("吕志刚", RIGHT, date(1985, 7, 1))
    assert person.trust == Trust.DOCUMENT
    assert Person.objects.with_identity(RIGHT).get() == person
    assert last("people.approve_correction").to_state == "corrected"
    run_jobs()
    assert "已更正" in Message.objects.get(recipient_id=person.pk, kind="people.correction_decided").body


def test_a_number_of_somebody_else_is_not_given_to_a_second(cast: Cast) -> None:
    row = request(cast, identity_number=cast.chen.person.identity_number.open())
    with pytest.raises(RuleBroken, match="已经登记过"):
        actions.approve_correction(row, by=cast.zhao.actor)
    row.refresh_from_db()
    assert row.state == "requested"


def test_a_refusal_needs_a_reason_that_the_person_reads(cast: Cast) -> None:
    row = request(cast)
    with pytest.raises(RuleBroken, match="理由"):
        actions.refuse_correction(row, by=cast.zhao.actor, answer="不")
    actions.refuse_correction(row, by=cast.zhao.actor, answer="照片看不清号码")
    run_jobs()
    assert "照片看不清号码" in Message.objects.get(kind="people.correction_decided").body
    assert last("people.refuse_correction").data["answer"] == "照片看不清号码"


@pytest.mark.parametrize("who", ["lin", "chen", "zhou", "wu"])
def test_only_the_counter_decides_and_only_oneself_withdraws(cast: Cast, who: str) -> None:
    row, by = request(cast), getattr(cast, who).actor
    for decide in (actions.approve_correction, actions.withdraw_correction):
        with pytest.raises(PermissionDenied):
            decide(row, by=by)
    with pytest.raises(PermissionDenied):
        actions.refuse_correction(row, by=by, answer="照片看不清号码")


def test_nobody_decides_their_own(cast: Cast) -> None:
    row = request(cast)
    CorrectionRequest.objects.filter(pk=row.pk).update(person=cast.zhao.person)
    with pytest.raises(RuleBroken, match="自己的申请"):
        actions.approve_correction(row, by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="自己的申请"):
        actions.refuse_correction(row, by=cast.zhao.actor, answer="照片看不清号码")


def test_withdrawing_is_on_record(cast: Cast) -> None:
    actions.withdraw_correction(request(cast), by=cast.lv.citizen)
    assert last("people.withdraw_correction").to_state == "withdrawn"


# what follows


def test_the_export_names_it_and_an_erasure_takes_it_away(cast: Cast) -> None:
    row = request(cast, "refused")
    assert export_of(cast.lv.person)["corrections"]["rows"][0]["证件号码"] == RIGHT
    deletion = actions.request_deletion(cast.lv.person, by=cast.lv.citizen)
    type(deletion).objects.filter(pk=deletion.pk).update(state="approved", erase_after_on=date(2025, 3, 1))
    actions.erase_person(deletion)
    row.refresh_from_db()
    assert (row.name, row.identity_number, row.identity_tail, row.reason, row.document) == ("", None, "", "", None)


# pages


def test_asking_and_deciding_on_the_pages(cast: Cast) -> None:
    mine, counter = client_as(cast.lv.citizen), client_as(cast.zhao.actor)
    assert "/my/data/correction/" in mine.get("/my/data/").content.decode()
    data = {"name": "吕志强", "identity_kind": "citizen_id", "identity_number": RIGHT, "reason": REASON}
    address = "/my/data/correction/"
    assert mine.post(address, data).status_code == 422, "without a picture of the document nothing is asked"
    assert mine.post(address, {**data, "document": upload(picture())}).status_code == 302
    row = CorrectionRequest.objects.get()
    assert f"/office/corrections/{row.pk}/" in counter.get("/office/corrections/").content.decode()
    desk = f"/office/corrections/{row.pk}/"
    page = counter.get(desk).content.decode()
    assert (RIGHT in page, RIGHT[-4:] in page) == (False, True)
    assert RIGHT in counter.post(f"{desk}reveal/", {"reason": "核对证件照片"}).content.decode()
    assert last("people.correctionrequest.identity_number", "read").data["reason"] == "核对证件照片"
    assert counter.get(reverse("kit:upload", args=[row.document_id])).status_code == 200
    assert counter.post(desk, {"answer": ""}).status_code == 422
    counter.post(desk, {"approve": "1"})
    row.refresh_from_db()
    assert row.state == "corrected"
    assert "已更正" in mine.get("/my/data/").content.decode()


def test_a_stranger_sees_neither_the_request_nor_its_document(cast: Cast) -> None:
    row, stranger = request(cast), client_as(cast.chen.citizen)
    assert stranger.post(f"/my/data/correction/{row.pk}/withdraw/").status_code == 404
    assert stranger.get(reverse("kit:upload", args=[row.document_id])).status_code == 404
    assert stranger.get(f"/office/corrections/{row.pk}/").status_code == 403
