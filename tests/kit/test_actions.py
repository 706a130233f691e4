"""The one way to write: transaction and lock, permission, body, one line in the record."""

import threading
import time
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from juxian.kit import actions
from juxian.kit.access import ROLES, RULES, SYSTEM, Actor, Audience, Role
from juxian.kit.actions import ACTIONS, action, system_action
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.models import AuditEvent, Message, MessageDelivery

pytestmark = pytest.mark.django_db
PERMISSION = "kit.test"
State = MessageDelivery.State


@action("记下答复", PERMISSION, sensitive=["pin"])
def note_answer(delivery, *, by, answer, pin="", parts=()):
    """Note what the gateway said."""
    if answer == "wrong":
        raise RuleBroken("答复不对", field="answer")
    delivery.answer, delivery.state = answer, State.SENT
    delivery.save()
    return delivery


@action("新建发送", PERMISSION, lock=False)
def add_delivery(message, *, by, channel):
    return MessageDelivery.objects.create(message=message, channel=channel, due_at=message.sent_at)


@action("先记后做", PERMISSION)
def note_then_fail(delivery, *, by):
    note_answer(delivery, by=by, answer="first")
    raise RuleBroken("后一步不成")


@action("叫别人做", PERMISSION)
def ask_another(delivery, *, by, other):
    return note_answer(delivery, by=other, answer="x")


@action("慢慢来", PERMISSION)
def add_slowly(delivery, *, by):
    time.sleep(0.02)
    delivery.attempts += 1
    delivery.save()


@system_action("到点处理")
def mark_failed(delivery):
    delivery.state = State.FAILED
    delivery.save()


@pytest.fixture
def officer(monkeypatch) -> Actor:
    monkeypatch.setitem(ROLES, "tester", Role("tester", "测试", Audience.OFFICE, frozenset({PERMISSION})))
    return Actor("tester", "赵科长", person_id=uuid4(), organisation_id=uuid4(), organisation_name="人社局")


@pytest.fixture
def delivery() -> MessageDelivery:
    message = Message.objects.create(
        recipient_id=UUID(int=1), kind="k", key="1", title="t", body="b", sent_at="2025-03-12T00:00Z"
    )
    return MessageDelivery.objects.create(message=message, channel="sms", due_at="2025-03-12T00:00Z")


def lines(kind: str = "action") -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(kind=kind).order_by("id"))


def test_who_is_allowed_writes(officer, delivery):
    note_answer(delivery, by=officer, answer="ok")
    delivery.refresh_from_db()
    assert (delivery.answer, delivery.state) == ("ok", "sent")


def test_who_is_not_allowed_changes_nothing_and_the_refusal_is_recorded(officer, delivery):
    with pytest.raises(PermissionDenied):
        note_answer(delivery, by=Actor("visitor", "访客"), answer="ok")
    delivery.refresh_from_db()
    assert delivery.answer == ""
    (refusal,) = lines("refusal")
    assert (refusal.name, refusal.subject_id, refusal.actor_label) == ("kit.note_answer", delivery.pk, "访客")


def test_a_rule_about_the_row_is_asked_with_the_row_of_now(officer, delivery, monkeypatch):
    monkeypatch.setitem(RULES, PERMISSION, lambda actor, row: row.attempts == 0)
    MessageDelivery.objects.update(attempts=5)
    assert delivery.attempts == 0, "the caller's copy is older"
    with pytest.raises(PermissionDenied):
        note_answer(delivery, by=officer, answer="ok")


def test_the_line_says_what_who_which_row_from_where_to_where_and_with_what(officer, delivery):
    note_answer(delivery, by=officer, answer="ok", pin="8642", parts=[1, 2])
    (line,) = lines()
    assert (line.name, line.role, line.actor_label) == ("kit.note_answer", "tester", "赵科长 · 人社局")
    assert (line.actor_id, line.organisation_id) == (officer.person_id, officer.organisation_id)
    assert (line.subject_type, line.subject_id) == ("kit.MessageDelivery", delivery.pk)
    assert (line.from_state, line.to_state) == ("queued", "sent")
    assert line.data == {"answer": "ok", "pin": None, "parts": [1, 2]}


def test_a_new_row_is_the_subject_and_its_parent_is_named(officer, delivery):
    made = add_delivery(delivery.message, by=officer, channel="email")
    (line,) = lines()
    assert (line.subject_id, line.from_state, line.to_state) == (made.pk, "", "queued")
    assert line.data["parent"] == f"kit.Message:{delivery.message_id}"


@pytest.mark.parametrize("number", ["110101199003070097", "11010119900307009X", "13800138000", "6222021234567890123"])
def test_what_looks_like_a_persons_number_never_enters_the_record(officer, delivery, number):
    note_answer(delivery, by=officer, answer=f"电话{number}，谢谢", parts=[{"note": number}])
    assert number not in str(lines()[0].data)
    assert "电话***，谢谢" in str(lines()[0].data)


def test_ids_of_rows_stay_whole_in_the_record(officer, delivery):
    reference = "01958a2b-1111-7111-8111-138001380001"
    note_answer(delivery, by=officer, answer=reference, parts=[UUID(reference)])
    assert lines()[0].data["parts"] == [reference]


def test_a_broken_rule_changes_nothing_and_leaves_no_line(officer, delivery):
    with pytest.raises(RuleBroken) as refusal:
        note_answer(delivery, by=officer, answer="wrong")
    assert refusal.value.field == "answer"
    assert lines() == []


def test_a_later_step_that_fails_takes_the_earlier_ones_back(officer, delivery):
    with pytest.raises(RuleBroken, match="后一步"):
        note_then_fail(delivery, by=officer)
    delivery.refresh_from_db()
    assert (delivery.answer, lines()) == ("", [])


def test_a_refusal_inside_another_action_is_recorded_although_all_is_rolled_back(officer, delivery):
    with pytest.raises(PermissionDenied):
        ask_another(delivery, by=officer, other=Actor("visitor"))
    assert [line.name for line in lines("refusal")] == ["kit.ask_another"]


def test_a_row_that_was_deleted_meanwhile_is_refused_in_words(officer, delivery):
    MessageDelivery.objects.all().delete()
    with pytest.raises(RuleBroken, match="已不存在"):
        note_answer(delivery, by=officer, answer="ok")


def test_the_platform_acts_as_itself_and_nobody_can_pass_an_actor(officer, delivery):
    mark_failed(delivery)
    assert (lines()[0].role, lines()[0].to_state) == (SYSTEM.role, "failed")
    with pytest.raises(TypeError):
        mark_failed(delivery, by=officer)


def test_somebody_who_only_calls_themselves_the_system_is_not(delivery):
    with pytest.raises(PermissionDenied):
        note_answer(delivery, by=Actor("system", "系统"), answer="ok")


def test_an_action_is_registered_with_name_label_permission_and_purpose():
    entry = ACTIONS["kit.note_answer"]
    assert (entry.label, entry.permission, entry.sensitive) == ("记下答复", PERMISSION, ("pin",))
    assert entry.doc == "Note what the gateway said."
    assert note_answer.action is entry


def test_two_actions_of_one_name_are_a_programming_error(monkeypatch):
    monkeypatch.setattr(actions, "ACTIONS", dict(ACTIONS))

    def note_answer(subject, *, by): ...

    note_answer.__module__ = "juxian.kit.somewhere"
    with pytest.raises(ValueError, match="two actions are called"):
        action("x", PERMISSION)(note_answer)


# --- two at once


def at_once(delivery: MessageDelivery, work) -> int:
    """Let six threads do the work on the same row, each with an old copy; return what was counted."""
    copies = [MessageDelivery.objects.get(pk=delivery.pk) for _number in range(6)]

    def run(copy: MessageDelivery) -> None:
        work(copy)
        connection.close()

    threads = [threading.Thread(target=run, args=[copy]) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    delivery.refresh_from_db()
    return delivery.attempts


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_row_is_locked_so_that_no_write_is_lost(officer, delivery):
    assert at_once(delivery, lambda copy: add_slowly(copy, by=officer)) == 6
    assert len(lines()) == 6


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_writes_are_lost(delivery):
    def naive(copy: MessageDelivery) -> None:
        with transaction.atomic():
            time.sleep(0.02)
            copy.attempts += 1
            copy.save()

    assert at_once(delivery, naive) < 6, "the negative control must lose writes"
