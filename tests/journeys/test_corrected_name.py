"""Journey: a name is corrected, and the certificate follows.

Given a certified welder whose name is written wrong; when the welder asks for a correction with a picture of the
document and the counter approves it, the certificate waits in the queue for a new paper; when a reviewer approves that
too, the new paper bears the corrected name, and the address of the old one says "replaced" to whoever scans it."""

from datetime import date

import pytest
from django.test import Client

from juxian.credentials.models import CopyRequest, Credential
from juxian.evaluation.states import ApplicationState
from juxian.kit.codes import synthetic_identity_number
from juxian.people.models import CorrectionRequest
from tests.cast import Cast, cast, client_as
from tests.evaluation.factories import bring_to, make_stage
from tests.jobs import run_jobs
from tests.kit.uploads.files import picture, upload

__all__ = ["cast"]
RIGHT = {
    "name": "吕志坚",
    "identity_kind": "citizen_id",
    "identity_number": synthetic_identity_number(497, date(1985, 7, 1), "male"),
}


@pytest.fixture
def credential(cast: Cast) -> Credential:
    bring_to(ApplicationState.CERTIFIED, make_stage(cast))
    run_jobs()
    return Credential.objects.get()


def test_a_corrected_name_reaches_the_paper_and_the_old_says_replaced(
    cast: Cast, credential: Credential, client: Client
) -> None:
    holder, counter, reviewer = (client_as(who) for who in (cast.lv.citizen, cast.zhao.actor, cast.lin.actor))
    old = credential.copy
    assert old.holder_name == cast.lv.person.name != RIGHT["name"]
    assert "证书真实有效" in client.get(f"/c/{old.code}/").content.decode()

    answer = {**RIGHT, "reason": "登记时把名字写错了", "document": upload(picture())}
    assert holder.post("/my/data/correction/", answer).status_code == 302
    correction = CorrectionRequest.objects.get()
    assert counter.post(f"/office/corrections/{correction.pk}/", {"approve": "1"}).status_code == 302
    run_jobs()

    request = CopyRequest.objects.get()
    assert credential.number in reviewer.get("/office/").content.decode()  # it waits in the queue by itself
    assert reviewer.post(f"/office/copy-requests/{request.pk}/approve/").status_code == 302
    run_jobs()

    credential.refresh_from_db()
    new = credential.copy
    assert (new.holder_name, new.identity_tail) == (RIGHT["name"], RIGHT["identity_number"][-4:])
    assert new.code != old.code
    replaced = client.get(f"/c/{old.code}/").content.decode()
    assert "这一份已换发" in replaced
    assert "证书真实有效" not in replaced
    valid = client.get(f"/c/{new.code}/").content.decode()
    assert "证书真实有效" in valid
    assert credential.number in valid
