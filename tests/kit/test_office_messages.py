"""The wording of messages: looked at first, put in force, undone; and messages that did not get out."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from juxian.kit import clock
from juxian.kit.access import SYSTEM
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.messages import MESSAGE_KINDS, MessageKind, retry_delivery, send
from juxian.kit.messages.gateways import MemorySms
from juxian.kit.messages.kinds import current_wording
from juxian.kit.models import AuditEvent, MessageDelivery, MessageTemplate
from tests.cast import Cast, client_as
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db
LIST = "/office/messages/"
KEY = "kit.office_probe"
NEW = {"title": "补正：{number}", "body": "请补正申报 {number}。"}


@pytest.fixture(autouse=True)
def kind() -> Iterator[MessageKind]:
    made = MessageKind(KEY, "申报{number}", "您的申报 {number} 有了进展。", ("sms",), example={"number": "350299-1"})
    yield made
    del MESSAGE_KINDS[KEY]


@pytest.fixture
def admin(cast: Cast):
    return client_as(cast.zheng.actor)


def wording() -> tuple[str, str]:
    return current_wording(MESSAGE_KINDS[KEY])


@pytest.mark.parametrize("name", ["zhou", "wu", "zhao", "huang"])
def test_only_the_system_administrator_gets_in(cast: Cast, name):
    client = client_as(getattr(cast, name).actor)
    assert {client.get(address).status_code for address in (LIST, f"{LIST}{KEY}/", f"{LIST}failures/")} == {403}
    assert {
        client.post(f"{LIST}{KEY}/", NEW | {"save": "1"}).status_code,
        client.post(f"{LIST}{KEY}/undo/").status_code,
    } == {403}
    assert not MessageTemplate.objects.exists()


def test_every_kind_is_listed_with_its_channels(admin):
    page = admin.get(LIST).content.decode()
    assert all(f"{LIST}{key}/" in page for key in MESSAGE_KINDS)
    assert "站内信、短信" in page


def test_a_preview_shows_the_example_and_keeps_nothing(admin):
    answer = admin.post(f"{LIST}{KEY}/", NEW | {"preview": "1"})
    assert "请补正申报 350299-1。" in answer.content.decode()
    assert "还没有保存" in answer.content.decode()
    assert not MessageTemplate.objects.exists()


def test_a_new_wording_holds_from_the_next_message_on(admin, cast: Cast):
    assert admin.post(f"{LIST}{KEY}/", NEW | {"save": "1"}).status_code == 302
    message = send(KEY, cast.lv.person.pk, {"number": "7"}, "once")
    assert (message.title, message.body) == ("补正：7", "请补正申报 7。")
    assert AuditEvent.objects.get(name="kit.reword").actor_label == cast.zheng.actor.label
    assert "已修改，第 1 版" in admin.get(LIST).content.decode()


@pytest.mark.parametrize("button", ["save", "preview"])
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"body": "请联系 {phone}。"}, "“{phone}”不是这类消息可用的占位符"),
        ({"body": "请 {number"}, "不是这类消息可用的占位符"),
        ({"title": ""}, "标题"),
        ({"title": "字" * 201}, "200"),
    ],
)
def test_a_wording_that_cannot_work_is_refused_with_one_sentence(admin, button, wrong, sentence):
    answer = admin.post(f"{LIST}{KEY}/", NEW | wrong | {button: "1"})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not MessageTemplate.objects.exists()


def test_undo_brings_back_the_wording_of_the_house_and_the_history_stays(admin):
    admin.post(f"{LIST}{KEY}/", NEW | {"save": "1"})
    admin.post(f"{LIST}{KEY}/undo/")
    assert wording() == ("申报{number}", "您的申报 {number} 有了进展。")
    assert MessageTemplate.objects.filter(kind=KEY).count() == 2


def test_an_earlier_version_can_be_put_in_force_again(admin):
    admin.post(f"{LIST}{KEY}/", NEW | {"save": "1"})
    admin.post(f"{LIST}{KEY}/", {"title": "别的", "body": "别的", "save": "1"})
    assert admin.post(f"{LIST}{KEY}/restore/1/").status_code == 302
    assert wording() == (NEW["title"], NEW["body"])
    assert admin.post(f"{LIST}{KEY}/restore/99/").status_code == 404


def test_an_unknown_kind_is_not_found(admin):
    assert {admin.get(f"{LIST}no.such/").status_code, admin.post(f"{LIST}no.such/undo/").status_code} == {404}


# --- what did not get out


@pytest.fixture
def failed(cast: Cast) -> MessageDelivery:
    message = send(KEY, cast.lv.person.pk, {"number": "7"}, "once")
    answer = "number 13800001234 refused by gateway"
    row = MessageDelivery.objects.get(message=message)
    row.state, row.attempts, row.answer, row.finished_at = "failed", 5, answer, clock.now()
    row.save()
    return row


def test_a_failure_is_listed_with_its_reason_and_without_the_number(admin, failed):
    page = admin.get(f"{LIST}failures/").content.decode()
    assert "refused by gateway" in page
    assert "13800001234" not in page
    assert "refused by gateway" not in admin.get(f"{LIST}failures/", {"kind": "no.such"}).content.decode()
    assert f"{LIST}failures/?kind={KEY}" in admin.get(LIST).content.decode()


def test_a_failure_is_sent_again_and_leads_back_with_the_filter(admin, failed):
    MemorySms.outbox.clear()
    back = f"{LIST}failures/?kind={KEY}"
    assert admin.post(f"{LIST}failures/{failed.pk}/retry/", {"next": back})["Location"] == back
    run_jobs()
    failed.refresh_from_db()
    assert (failed.state, len(MemorySms.outbox)) == ("sent", 1)


def test_retrying_is_for_the_administrator_and_for_what_failed(cast: Cast, failed):
    with pytest.raises(PermissionDenied):
        retry_delivery(failed, by=cast.zhou.actor)
    assert AuditEvent.objects.filter(kind="refusal", name="kit.retry_delivery", subject_id=failed.pk).exists()
    retry_delivery(failed, by=cast.zheng.actor)
    with pytest.raises(RuleBroken, match="不在失败列表里"):
        retry_delivery(failed, by=cast.zheng.actor)
    assert AuditEvent.objects.filter(kind="action", name="kit.retry_delivery").count() == 1


def test_a_delivery_that_does_not_exist_is_not_found(admin):
    assert admin.post(f"{LIST}failures/{uuid4()}/retry/").status_code == 404
    assert list(MessageDelivery.objects.visible_to(SYSTEM)) == []
