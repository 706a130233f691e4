"""Journey: a lost card is replaced, the old one says replaced.

Given a welder with a card in the pocket; when the card is lost, the welder asks for another, an officer approves and
hands the new one over; then the QR code of the old card says "replaced" and that of the new one "valid", both read from
the printed cards, under the same number."""

import io

import pytest
import zxingcpp
from django.test import Client
from PIL import Image

from juxian.credentials.models import Copy, CopyRequest, Credential
from juxian.credentials.paper import TEMPLATE, copies_data
from juxian.evaluation.states import ApplicationState
from juxian.kit.models import Message
from juxian.kit.pdf import typeset_png
from tests.cast import Cast, cast, client_as
from tests.evaluation.factories import bring_to, make_stage
from tests.jobs import run_jobs

__all__ = ["cast"]


@pytest.fixture
def credential(cast: Cast) -> Credential:
    bring_to(ApplicationState.CERTIFIED, make_stage(cast))
    run_jobs()
    return Credential.objects.get()


def test_a_lost_card_is_replaced_and_the_old_says_replaced(cast: Cast, credential: Credential, client: Client) -> None:
    old = scanned(credential.copy)
    assert "证书真实有效" in client.get(old).content.decode()

    holder, officer = client_as(cast.lv.citizen), client_as(cast.lin.actor)
    asked = holder.post(f"/my/credentials/{credential.pk}/copy/", {"reason": "lost", "note": "在公交车上丢了"})
    assert asked.status_code == 302
    row = CopyRequest.objects.get()
    assert credential.number in officer.get("/office/").content.decode()  # it waits in the officer's work queue
    assert officer.post(f"/office/copy-requests/{row.pk}/approve/").status_code == 302
    run_jobs()
    assert Message.objects.filter(recipient_id=cast.lv.person.pk, kind="credentials.copy_made").exists()

    credential.refresh_from_db()
    copy = credential.copy
    handed = client_as(cast.zhao.actor).post(f"/office/copies/{copy.pk}/hand-over/", {"received_by": copy.holder_name})
    assert handed.status_code == 302

    new = scanned(copy)
    assert new != old
    lost = client.get(old).content.decode()
    assert "这一份已换发" in lost
    assert "第2份" in lost
    assert credential.number in lost
    assert "证书真实有效" not in lost
    assert "证书真实有效" in client.get(new).content.decode()
    assert "已领取" in officer.get(f"/office/credentials/{credential.pk}/").content.decode()


def scanned(copy: Copy) -> str:
    """Return the path in the QR code on the back of the card, without what stands behind the #."""
    data, files = copies_data([copy], paper="card")
    back = Image.open(io.BytesIO(typeset_png(TEMPLATE, data, files, dots=300)[1]))
    (code,) = zxingcpp.read_barcodes(back)
    return "/c/" + code.text.partition("#")[0].rpartition("/c/")[2]
