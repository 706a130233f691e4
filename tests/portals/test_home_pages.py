"""The home pages of everybody, of a person and of an organisation."""

from functools import partial

import pytest

from juxian.evaluation.actions import return_application
from juxian.evaluation.models import PlanPlaces
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.messages import MESSAGE_KINDS, MessageKind, send
from juxian.people.actions import invite_member
from tests.cast import Cast, client_as, make_member
from tests.evaluation.factories import Stage, bring_to, fill_in
from tests.notices.factories import make_notice
from tests.portals.factories import make_application, queries_with

pytestmark = pytest.mark.django_db


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return answer.content.decode()


def main_of(page: str) -> str:
    """The page without its frame, whose templates hold buttons of their own."""
    return page.split("<main")[1].split("</main>")[0]


def test_the_home_page_stands_without_any_data(client) -> None:
    page = text_of(client, "/")
    assert "凭本领，得认可" in page
    assert "今年的紧缺工种目录还没有发布" in page
    assert "现在没有公示" in page


def test_the_home_page_tells_places_catalogue_and_notices_from_rows(client, stage: Stage) -> None:
    notice = make_notice()
    PlanPlaces.objects.filter(level="chief").update(taken=3)
    page = text_of(client, "/")
    assert "<strong>7</strong> / 10" in page
    assert "/catalogue/2025/6-18-02-25/" in page
    assert f"/notices/{notice.pk}/" in page


def test_the_home_page_names_nobody_and_no_hidden_notice(client, stage: Stage) -> None:
    bring_to(S.CERTIFIED, stage)
    draft = make_notice("draft", title="还没有发布的公示")
    page = text_of(client, "/")
    assert stage.cast.lv.person.name not in page
    assert draft.title not in page


def test_the_certificate_box_leads_to_the_page_that_answers(client, stage: Stage) -> None:
    page = text_of(client, "/")
    assert 'action="/verify/"' in page
    answer = client.post("/verify/", {"number": "", "name": "吕志强"})
    assert answer.status_code == 422


def test_a_newcomer_is_offered_one_thing_to_do(cast: Cast) -> None:
    page = main_of(text_of(client_as(cast.lv.citizen), "/my/"))
    assert "从这里开始" in page
    assert page.count("button--primary") == 1


def test_a_person_sees_who_has_the_application_and_until_when(stage: Stage) -> None:
    bring_to(S.SUBMITTED, stage)
    page = text_of(client_as(stage.cast.lv.citizen), "/my/")
    assert "现在由 <strong>区人社局窗口</strong> 告知是否受理" in page
    assert "还剩 7 天" in page
    assert "从这里开始" not in page


def test_what_was_returned_is_the_persons_turn_with_the_reason(stage: Stage) -> None:
    application = bring_to(S.SUBMITTED, stage)
    return_application(application, reason="请补一张成品照片。", by=stage.cast.zhao.actor)
    page = main_of(text_of(client_as(stage.cast.lv.citizen), "/my/"))
    assert page.index("轮到您了") < page.index("请补一张成品照片。")
    assert page.count("button--primary") == 1


def test_a_certificate_and_the_finished_application_stand_on_the_page(stage: Stage) -> None:
    bring_to(S.CERTIFIED, stage)
    page = text_of(client_as(stage.cast.lv.citizen), "/my/")
    assert "JMJLL-2025-" in page
    assert "已办结" in page


def test_nobody_sees_the_matters_of_another(stage: Stage) -> None:
    application = bring_to(S.CERTIFIED, stage)
    page = text_of(client_as(stage.cast.chen.citizen), "/my/")
    assert str(application.pk) not in page
    assert "JMJLL-" not in page


def test_unread_messages_and_invitations_are_shown(cast: Cast, monkeypatch) -> None:
    monkeypatch.setitem(MESSAGE_KINDS, "tests.hello", MessageKind("tests.hello", "您好", "内容", ()))
    send("tests.hello", to=cast.lv.person.pk, context={}, key="1")
    invite_member(cast.employer, phone=cast.lv.person.phone.open(), role="employer_staff", by=cast.wang.actor)
    page = text_of(client_as(cast.lv.citizen), "/my/")
    assert "您好" in page
    assert "接受邀请" in page


def test_a_draft_is_the_persons_turn(stage: Stage) -> None:
    fill_in(stage, stage.cast.lv)
    assert "继续填写并提交" in text_of(client_as(stage.cast.lv.citizen), "/my/")


def test_an_organisation_sees_where_its_registration_stands_and_who_may_act(cast: Cast) -> None:
    page = text_of(client_as(cast.wang.actor), "/org/")
    assert "没有要办的事" in page
    assert cast.wang.person.name in page
    cast.employer.state, cast.employer.reason = "returned", "执照照片看不清。"
    cast.employer.save()
    page = text_of(client_as(cast.wang.actor), "/org/")
    assert "执照照片看不清。" in page
    assert "按退回意见修改后再次提交" in page


def test_staff_without_the_right_see_no_link_to_manage(cast: Cast) -> None:
    staff = make_member("小何", (cast.employer, "employer_staff"))
    assert '"/org/staff/"' not in text_of(client_as(staff.actor), "/org/")


@pytest.mark.parametrize(("address", "who"), [("/my/", "wang"), ("/org/", "lv"), ("/org/", "zhao"), ("/my/", "zhao")])
def test_each_home_is_for_its_own_audience(cast: Cast, address: str, who: str) -> None:
    assert client_as(getattr(cast, who).actor).get(address).status_code == 403


def test_my_matters_ask_the_database_as_often_for_thirty_rows_as_for_three(stage: Stage) -> None:
    make = partial(make_application, stage, applicant=stage.cast.lv.person, state=S.WITHDRAWN)
    client = client_as(stage.cast.lv.citizen)
    three, thirty = (queries_with(rows, make, client, "/my/") for rows in (3, 30))
    assert three == thirty <= 44


def test_the_home_page_asks_the_database_as_often_for_thirty_rows_as_for_three(client, stage: Stage) -> None:
    three, thirty = (queries_with(rows, lambda number: make_notice(), client, "/") for rows in (3, 30))
    assert three == thirty <= 20
