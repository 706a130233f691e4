"""The officers' queue: what is in whose, in which order, and what is kept out of it."""

import datetime as dt
from functools import partial

import pytest

from juxian.evaluation.actions import confirm_no_interest, sign_scores, vote
from juxian.evaluation.models import PanelCase
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.work_queue import work_queue_items
from juxian.notices.states import NoticeState
from juxian.people.actions import request_deletion
from tests.cast import Cast, client_as, make_membership, make_organisation
from tests.catalogue.factories import make_edition
from tests.evaluation.factories import Stage, bring_to, second_reviewer
from tests.notices.factories import make_entry, make_notice, make_objection
from tests.portals.factories import make_application, queries_with

pytestmark = pytest.mark.django_db


def keys(actor):
    return {(item.source.key, item.waiting.key) for item in work_queue_items(actor)}


def kinds(actor):
    return {item.source.key for item in work_queue_items(actor)}


@pytest.mark.parametrize(
    ("state", "kind", "who"),
    [
        (S.SUBMITTED, "evaluation.1_intake", "zhao"),
        (S.ACCEPTED, "evaluation.2_first_review", "lin"),
        (S.FIRST_REVIEWED, "evaluation.3_second_review", "second"),
        (S.SECOND_REVIEWED, "evaluation.4_convene", "lin"),
        (S.PASSED, "evaluation.7_publish", "lin"),
        (S.NOTICE_CLEARED, "evaluation.8_recognise", "huang"),
    ],
)
def test_an_application_waits_at_the_desk_of_whoever_acts_next_and_at_no_other(
    stage: Stage, state: str, kind: str, who: str
) -> None:
    application = bring_to(state, stage)
    second = second_reviewer(stage.cast)
    desks = {name: getattr(stage.cast, name).actor for name in ("zhao", "lin", "huang", "zhou", "qian")}
    desks["second"] = second
    assert (kind, application.pk) in keys(desks[who])
    assert not any(application.pk == key for name in ("zhou", "qian") for _kind, key in keys(desks[name]))


def test_the_first_reviewer_does_not_find_the_second_review(stage: Stage) -> None:
    bring_to(S.FIRST_REVIEWED, stage)
    assert "evaluation.3_second_review" not in kinds(stage.cast.lin.actor)


def test_nobody_finds_their_own_application(stage: Stage) -> None:
    make_application(stage, applicant=stage.cast.zhao.person)
    assert keys(stage.cast.zhao.actor) == set()


def test_an_assessor_finds_cases_until_they_have_scored_and_the_organiser_the_signed_panel(stage: Stage) -> None:
    bring_to(S.IN_PANEL, stage)
    case = PanelCase.objects.get()
    for member in stage.assessors:
        assert ("evaluation.5_score", case.pk) in keys(member.actor)
        assert "evaluation.6_close" not in kinds(stage.cast.lin.actor)
        seat = case.panel.members.get(assessor=member.person)
        confirm_no_interest(seat, by=member.actor)
        vote(case, score=80, is_in_favour=True, opinion="同意。", by=member.actor)
        assert ("evaluation.5_score", case.pk) not in keys(member.actor)
        sign_scores(seat, by=member.actor)
    assert ("evaluation.6_close", case.panel_id) in keys(stage.cast.lin.actor)


def test_a_submitted_organisation_waits_five_working_days_and_not_at_the_desk_of_its_member(cast: Cast) -> None:
    waiting = make_organisation("演示待核验有限公司", state="submitted", state_since_at=clock.now())
    own = make_organisation("演示自家有限公司", state="submitted")
    make_membership(cast.zhao.person, own, "employer_staff")
    (item,) = work_queue_items(cast.zhao.actor)
    assert item.waiting.key == waiting.pk
    assert clock.today() + dt.timedelta(days=7) == item.waiting.due_at.astimezone().date()


def test_a_request_to_be_forgotten_waits_thirty_days(cast: Cast) -> None:
    request = request_deletion(cast.lv.person, reason="不再使用", by=cast.lv.citizen)
    (item,) = work_queue_items(cast.lin.actor)
    assert (item.source.key, item.waiting.key) == ("people.2_deletion", request.pk)
    assert item.waiting.due_at - item.waiting.since_at == dt.timedelta(days=30)


def test_an_objection_waits_for_officers_who_are_not_involved(cast: Cast) -> None:
    notice = make_notice(entries=0, published_by_id=cast.lin.person.pk)
    entry = make_entry(notice, position=1, barred_ids=[cast.zhao.person.pk])
    on_entry, on_all = make_objection(notice, entry), make_objection(notice)
    assert keys(cast.lin.actor) == set()
    assert keys(cast.zhao.actor) == {("notices.1_objection", on_all.pk)}
    notice.published_by_id = None
    notice.save()
    assert keys(cast.lin.actor) == {("notices.1_objection", on_all.pk), ("notices.1_objection", on_entry.pk)}


def test_a_drafted_notice_and_an_edition_past_its_opinion_period_wait_to_be_published(cast: Cast) -> None:
    notice = make_notice(NoticeState.DRAFT)
    edition = make_edition(2025, "opinion")
    assert keys(cast.huang.actor) == {("notices.2_draft", notice.pk), ("catalogue.2_edition", edition.pk)}
    edition.opened_by_id = cast.huang.person.pk
    edition.save()
    assert keys(cast.huang.actor) == {("notices.2_draft", notice.pk)}


def page_of(stage: Stage, query: str = "") -> str:
    answer = client_as(stage.cast.zhao.actor).get(f"/office/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_due_first_stands_first_and_the_order_can_be_turned(stage: Stage) -> None:
    late, fresh = make_application(stage, 9), make_application(stage, 1)
    page = page_of(stage)
    assert page.index(str(late.pk)) < page.index(str(fresh.pk))
    page = page_of(stage, "?sort=-due")
    assert page.index(str(late.pk)) > page.index(str(fresh.pk))


def test_filters_keep_what_they_name(stage: Stage) -> None:
    late, fresh = make_application(stage, 9), make_application(stage, 1)
    organisation = make_organisation("演示待核验有限公司", state="submitted")
    overdue, intake = page_of(stage, "?is_overdue=on"), page_of(stage, "?kind=evaluation.1_intake")
    assert (str(late.pk) in overdue, str(fresh.pk) in overdue) == (True, False)
    assert (str(fresh.pk) in intake, str(organisation.pk) in intake) == (True, False)


@pytest.mark.parametrize("query", ["?kind=nix", "?sort=name", "?page=x", "?page=999", "?sort=--due"])
def test_an_address_with_nonsense_shows_the_whole_queue(stage: Stage, query: str) -> None:
    assert str(make_application(stage).pk) in page_of(stage, query)


def test_who_has_nothing_to_do_is_told_so(cast: Cast) -> None:
    assert "都办完了" in client_as(cast.zhao.actor).get("/office/").content.decode()
    assert "这个身份没有待办" in client_as(cast.zheng.actor).get("/office/").content.decode()


def test_only_those_who_may_open_the_rows_see_figures(cast: Cast) -> None:
    assert "/office/figures/" in client_as(cast.huang.actor).get("/office/").content.decode()
    assert "/office/figures/" not in client_as(cast.qian.actor).get("/office/").content.decode()


def test_the_queue_is_for_the_office_alone(cast: Cast) -> None:
    assert client_as(cast.lv.citizen).get("/office/").status_code == 403
    assert client_as(cast.wang.actor).get("/office/").status_code == 403


def test_the_queue_asks_the_database_as_often_for_thirty_rows_as_for_three(stage: Stage) -> None:
    client = client_as(stage.cast.zhao.actor)
    three, thirty = (queries_with(rows, partial(make_application, stage), client, "/office/") for rows in (3, 30))
    assert three == thirty <= 30
