"""Messages: the inbox always, e-mail and SMS by jobs, no reminder twice, nobody woken at night."""

import datetime as dt
import re
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from juxian.kit.access import ROLES, Actor, Audience, Role
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.messages import (
    Contacts,
    MessageKind,
    choose_channels,
    contacts,
    inbox_of,
    mark_read,
    preview,
    reword,
    send,
    send_to_each,
    unread_count,
)
from juxian.kit.messages import kinds as kinds_module
from juxian.kit.messages.gateways import ConsoleSms, DeliveryFailed, MemorySms, masked
from juxian.kit.messages.sending import out_of_quiet_hours
from juxian.kit.models import AuditEvent, Message, MessageDelivery, MessageTemplate
from juxian.kit.permissions import Permission
from tests.jobs import queued_jobs, run_jobs

pytestmark = pytest.mark.django_db
PERSON, OTHER, NOBODY = UUID(int=1), UUID(int=2), UUID(int=3)
SHANGHAI = dt.timezone(dt.timedelta(hours=8))


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(kinds_module, "MESSAGE_KINDS", dict(kinds_module.MESSAGE_KINDS))
    return {
        "plain": MessageKind("test.plain", "您好，{name}", "您的申报已受理。"),
        "loud": MessageKind(
            "test.loud", "请于{day}前补正", "{name}，请补正。", ("email", "sms"), example={"day": "3月20日"}
        ),
        "lawful": MessageKind("test.lawful", "决定", "决定已作出。", ("sms",), must_arrive=True),
        "urgent": MessageKind("test.urgent", "验证码", "验证码 {code}", ("sms",), urgent=True),
    }


@pytest.fixture(autouse=True)
def addresses(monkeypatch):
    known = {PERSON: Contacts("lv@example.invalid", "13800138000"), OTHER: Contacts(mobile="13900139000")}
    monkeypatch.setattr(contacts, "_resolvers", [known.get])
    monkeypatch.setattr(MemorySms, "outbox", [])
    monkeypatch.setattr(MemorySms, "refused", set())


@pytest.fixture
def person(monkeypatch) -> Actor:
    permissions = frozenset({Permission.USE_INBOX, Permission.EDIT_MESSAGES})
    monkeypatch.setitem(ROLES, "tester", Role("tester", "测试", Audience.PERSON, permissions))
    return Actor("tester", "吕志强", person_id=PERSON, user_id=uuid4())


def loud(to: UUID = PERSON, key: str = "k") -> Message:
    return send("test.loud", to, {"name": "吕师傅", "day": "3月19日"}, key, link="/my/1/")


def states() -> dict[str, str]:
    return dict(MessageDelivery.objects.values_list("channel", "state"))


# --- the inbox


def test_a_message_stands_in_the_inbox_with_its_words():
    send("test.plain", to=PERSON, context={"name": "吕师傅"}, key="1", link="/my/")
    message = inbox_of(PERSON).get()
    assert (message.title, message.body, message.link) == ("您好，吕师傅", "您的申报已受理。", "/my/")
    assert unread_count(PERSON) == 1
    assert unread_count(OTHER) == 0


def test_the_same_key_again_changes_nothing():
    first, second = loud(), loud()
    assert first == second
    run_jobs()
    loud()
    assert (Message.objects.count(), len(queued_jobs()), len(MemorySms.outbox)) == (1, 0, 1)


def test_the_same_key_reaches_another_person_and_another_kind():
    loud()
    loud(OTHER)
    send("test.lawful", PERSON, {}, "k")
    assert Message.objects.count() == 3


def test_the_database_itself_refuses_a_second_copy():
    message = loud()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(
            recipient_id=PERSON, kind=message.kind, key="k", title="", body="", sent_at=timezone.now()
        )


def test_a_rollback_takes_message_and_deliveries_with_it():
    def fail() -> None:
        with transaction.atomic():
            loud()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert (Message.objects.count(), queued_jobs()) == (0, [])


def test_a_sender_that_forgets_a_placeholder_is_told():
    with pytest.raises(ValueError, match="name"):
        send("test.plain", PERSON, {}, "1")


def test_words_put_in_are_not_read_as_placeholders():
    send("test.plain", PERSON, {"name": "{name} {0.__class__}"}, "1")
    assert inbox_of(PERSON).get().title == "您好，{name} {0.__class__}"


def test_each_person_gets_one_even_if_named_twice():
    assert send_to_each("test.plain", [PERSON, OTHER, PERSON], {"name": "各位"}, "1") == 2
    assert Message.objects.count() == 2


# --- out of the house


def test_email_and_sms_leave_after_commit_by_jobs():
    loud()
    assert states() == {"email": "queued", "sms": "queued"}
    assert (mail.outbox, MemorySms.outbox) == ([], [])
    run_jobs()
    assert states() == {"email": "sent", "sms": "sent"}
    assert mail.outbox[0].subject == "请于3月19日前补正"
    assert mail.outbox[0].body.endswith("/my/1/")
    assert MemorySms.outbox[0].mobile == "13800138000"


def test_a_job_that_runs_twice_sends_once():
    loud()
    jobs = queued_jobs()
    run_jobs()
    from juxian.kit.messages.tasks import deliver

    for arguments in jobs:
        deliver(**arguments)
    assert (len(mail.outbox), len(MemorySms.outbox)) == (1, 1)


def test_somebody_without_an_address_still_has_the_inbox():
    loud(NOBODY)
    run_jobs()
    assert states() == {"email": "no_address", "sms": "no_address"}
    assert inbox_of(NOBODY).count() == 1


def test_no_number_and_no_address_stands_in_job_arguments_or_the_record():
    loud()
    arguments = str(queued_jobs())
    run_jobs()
    record = arguments + str(list(AuditEvent.objects.values_list("data", flat=True)))
    assert "13800138000" not in record
    assert "lv@example.invalid" not in record


def test_a_failing_gateway_is_tried_again_and_then_given_up():
    MemorySms.refused.add("13900139000")
    loud(OTHER)
    sms = MessageDelivery.objects.get(channel="sms")
    from juxian.kit.messages.tasks import deliver

    for _attempt in range(4):
        with pytest.raises(DeliveryFailed):
            deliver(str(sms.pk))
    deliver(str(sms.pk))
    sms.refresh_from_db()
    assert (sms.state, sms.attempts, sms.answer) == ("failed", 5, "refused by gateway")


def test_a_gateway_that_recovers_sends():
    MemorySms.refused.add("13900139000")
    loud(OTHER)
    sms = MessageDelivery.objects.get(channel="sms")
    from juxian.kit.messages.tasks import deliver

    with pytest.raises(DeliveryFailed):
        deliver(str(sms.pk))
    MemorySms.refused.clear()
    deliver(str(sms.pk))
    sms.refresh_from_db()
    assert (sms.state, sms.answer) == ("sent", "accepted 1")


@pytest.mark.parametrize(
    ("hour", "minute", "leaves"),
    [(20, 59, "12 20:59"), (21, 0, "13 08:00"), (23, 30, "13 08:00"), (0, 10, "12 08:00"), (8, 0, "12 08:00")],
)
def test_text_messages_wait_for_the_morning(hour, minute, leaves):
    due = out_of_quiet_hours(dt.datetime(2025, 3, 12, hour, minute, tzinfo=SHANGHAI))
    assert timezone.localtime(due).strftime("%d %H:%M") == leaves


def test_at_night_the_email_leaves_and_the_sms_waits_until_eight(frozen_time):
    frozen_time.move_to(dt.datetime(2025, 3, 12, 22, 0, tzinfo=SHANGHAI))
    loud()
    run_jobs()
    assert states() == {"email": "sent", "sms": "queued"}
    frozen_time.move_to(dt.datetime(2025, 3, 13, 8, 0, 1, tzinfo=SHANGHAI))
    run_jobs()
    assert states()["sms"] == "sent"


def test_a_one_time_code_does_not_wait_for_the_morning(frozen_time):
    frozen_time.move_to(dt.datetime(2025, 3, 12, 22, 0, tzinfo=SHANGHAI))
    send("test.urgent", PERSON, {"code": "123456"}, "1")
    run_jobs()
    assert MemorySms.outbox[0].text == "验证码 123456"


def test_the_development_gateway_masks_the_number(capsys):
    ConsoleSms().send("13800138000", "您好", key="1")
    assert capsys.readouterr().out == "[SMS 138****8000] 您好\n"
    assert masked("123") == "****"


# --- what a person may decide


def test_a_person_may_refuse_a_channel_but_not_the_inbox(person):
    choose_channels("test.loud", by=person, refused=["sms"])
    loud()
    run_jobs()
    assert states() == {"email": "sent"}
    choose_channels("test.loud", by=person, refused=[])
    loud(key="2")
    run_jobs()
    assert len(MemorySms.outbox) == 1


def test_what_must_arrive_cannot_be_refused(person):
    choose_channels("test.lawful", by=person, refused=["sms"])
    send("test.lawful", PERSON, {}, "1")
    assert states() == {"sms": "queued"}


def test_reading_is_noted_once(person, frozen_time):
    message = mark_read(loud(), by=person)
    first = message.read_at
    frozen_time.shift(60)
    assert mark_read(message, by=person).read_at == first
    assert unread_count(PERSON) == 0
    assert AuditEvent.objects.filter(kind="action", name="kit.mark_read").count() == 2


def test_nobody_reads_the_message_of_another(person):
    message = loud(OTHER)
    assert list(Message.objects.visible_to(person)) == []
    with pytest.raises(PermissionDenied):
        mark_read(message, by=person)
    assert AuditEvent.objects.filter(kind="refusal", name="kit.mark_read").count() == 1


# --- what an officer may reword


def test_an_officers_wording_holds_from_then_on_and_versions_are_kept(person):
    reword("test.loud", by=person, title="{name}：{day}截止", body="请补正。")
    assert loud().title == "吕师傅：3月19日截止"
    reword("test.loud", by=person, title="", body="")
    assert loud(key="2").title == "请于3月19日前补正"
    assert list(MessageTemplate.objects.values_list("version", flat=True)) == [2, 1]


@pytest.mark.parametrize("body", ["{nmae}您好", "{name!r}", "{name.__class__}", "{", "{}"])
def test_a_wording_with_an_unknown_placeholder_is_refused_with_the_known_ones(person, body):
    with pytest.raises(RuleBroken, match=re.escape("{day}、{name}")) as refusal:
        reword("test.loud", by=person, title="{day}", body=body)
    assert refusal.value.field == "body"


def test_a_preview_uses_the_example(kinds):
    title, body = preview(kinds["loud"], "{day}截止", "{name}，您好")
    assert (title, body) == ("3月20日截止", "〔name〕，您好")


def test_only_an_officer_with_the_permission_rewords():
    with pytest.raises(PermissionDenied):
        reword("test.loud", by=Actor("visitor"), title="", body="")
    assert not MessageTemplate.objects.exists()


def test_a_kind_with_an_unknown_channel_is_a_programming_error():
    with pytest.raises(ValueError, match="pigeon"):
        MessageKind("test.wrong", "a", "b", ("pigeon",))
