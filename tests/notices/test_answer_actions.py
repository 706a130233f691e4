"""Who objected and left a contact is told the decision."""

import pytest
from django.core import mail

from juxian.kit.messages.gateways import DeliveryFailed, MemorySms
from juxian.kit.models import AuditEvent, Message
from juxian.notices.actions import decide_objection, file_objection, tell_objector
from juxian.notices.models import Objection
from juxian.notices.subscribers import tell_the_decision
from tests.cast import client_as
from tests.jobs import queued_jobs
from tests.notices.factories import REASON, make_notice, make_objection

pytestmark = pytest.mark.django_db


@pytest.fixture
def decide(cast):
    def run(objection: Objection) -> Objection:
        return decide_objection(objection, is_upheld=False, answer="经查情况不属实。", by=cast.zhao.actor)

    return run


def objection(**fields) -> Objection:
    return make_objection(make_notice(), state="verifying", **fields)


def test_by_text_message_without_an_account_and_once(decide):
    row = decide(objection())
    assert {"objection_id": str(row.pk)} in [job["fields"] for job in queued_jobs("juxian.kit.events.tell")]
    for _twice in range(2):
        tell_the_decision(type("News", (), {"objection_id": str(row.pk)}))
    (message,) = MemorySms.outbox
    assert message.mobile == "13800000009"
    assert "异议不成立" in message.text
    assert "经查情况不属实" in message.text
    row.refresh_from_db()
    assert row.is_told


def test_by_e_mail(decide):
    tell_objector(decide(objection(objector_contact="heyuan@example.cn")))
    (message,) = mail.outbox
    assert message.to == ["heyuan@example.cn"]
    assert MemorySms.outbox == []


def test_a_signed_in_person_finds_it_in_the_inbox_too(cast, decide):
    row = file_objection(
        make_notice(), reason=REASON, objector_name="陈立", objector_contact="13800000009", by=cast.chen.citizen
    )
    Objection.objects.filter(pk=row.pk).update(state="verifying")
    tell_objector(decide(row))
    assert Message.objects.get(recipient_id=cast.chen.person.pk).kind == "notices.objection_news"
    assert len(MemorySms.outbox) == 1


def test_an_anonymous_one_leaves_no_trace_of_the_person(cast):
    row = file_objection(make_notice(), reason=REASON, by=cast.chen.citizen)
    assert row.objector_person is None
    tell_objector(row)
    assert MemorySms.outbox == []


def test_before_a_decision_told_once_that_it_stays_open():
    row = tell_objector(objection())
    assert tell_objector(row).told_at == row.told_at
    assert len(MemorySms.outbox) == 1


def test_a_channel_out_of_order_is_tried_again(decide):
    MemorySms.refused.add("13800000009")
    with pytest.raises(DeliveryFailed):
        tell_objector(decide(objection()))


def test_a_channel_that_is_not_there_leaves_it_to_the_officer(cast, decide, settings):
    settings.SMS_GATEWAY = "juxian.kit.messages.gateways.UnconfiguredSms"
    row = tell_objector(decide(objection()))
    assert not row.is_told
    assert "人工答复" in client_as(cast.zhao.actor).get(f"/office/objections/{row.pk}/").content.decode()


def test_it_is_on_record_without_the_contact(decide):
    tell_objector(decide(objection()))
    line = AuditEvent.objects.get(name="notices.tell_objector")
    assert (line.role, "13800000009" in str(line.data)) == ("system", False)
