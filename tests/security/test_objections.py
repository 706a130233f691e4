"""An officer who is the one objected to: no hand on the objection, no eye on who objects."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from juxian.kit.errors import PermissionDenied
from juxian.kit.uploads import accept_upload
from juxian.notices.actions import accept_objection
from juxian.notices.models import NoticeEntry, PublicNotice
from juxian.notices.permissions import EVIDENCE
from tests.cast import Cast, actor_for, client_as, make_membership
from tests.evaluation.factories import bring_to, make_stage
from tests.notices.factories import make_entry, make_notice, make_objection
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def notice(cast: Cast) -> PublicNotice:
    """Lin reviewed the only case on it."""
    notice = make_notice(entries=0)
    make_entry(notice, position=1, barred_ids=[cast.lin.person.pk])
    return notice


def test_an_officer_who_applied_does_not_decide_about_themselves(cast: Cast) -> None:
    stage = make_stage(cast)
    application = bring_to("in_notice", stage, worker=cast.chen)
    make_membership(cast.chen.person, cast.office, "counter_officer")
    entry = NoticeEntry.objects.get(subject_id=application.pk)
    with pytest.raises(PermissionDenied):
        accept_objection(
            make_objection(entry.notice, entry), by=actor_for(cast.chen.person, cast.office, "counter_officer")
        )


def test_who_reviewed_one_of_the_cases_does_not_decide_about_the_whole_notice(cast: Cast, notice: PublicNotice) -> None:
    with pytest.raises(PermissionDenied):
        accept_objection(make_objection(notice), by=cast.lin.actor)
    assert accept_objection(make_objection(notice), by=cast.zhao.actor).accepted_by


def test_who_is_involved_does_not_learn_who_objects(cast: Cast, notice: PublicNotice) -> None:
    objection = make_objection(notice, notice.entries.get())
    address = f"/office/objections/{objection.pk}/reveal/"
    answer = client_as(cast.lin.actor).post(address, {"reason": "想知道是谁举报的"})
    assert answer.status_code == 403
    assert objection.objector_contact.open() not in answer.content.decode()


def test_the_evidence_is_closed_to_who_is_involved(cast: Cast, notice: PublicNotice) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(buffer, "PNG")
    picture = SimpleUploadedFile("x.png", buffer.getvalue())
    evidence = accept_upload(picture, by=cast.chen.citizen, purpose=EVIDENCE)
    make_objection(notice, notice.entries.get(), evidence=evidence)
    assert client_as(cast.lin.actor).get(f"/files/{evidence.pk}").status_code == 404
    assert client_as(cast.zhao.actor).get(f"/files/{evidence.pk}").status_code == 200
