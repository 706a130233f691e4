"""One search box: who finds what, and in which spelling."""

from functools import partial

import pytest

from juxian.evaluation.states import ApplicationState as S
from tests.cast import Cast, client_as, make_person
from tests.evaluation.factories import Stage, bring_to
from tests.notices.factories import make_notice
from tests.portals.factories import make_application, queries_with

pytestmark = pytest.mark.django_db


def found(client, words: str) -> str:
    answer = client.get("/search/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("words", ["焊工", "hangong", "hg", "HG", "6-18-02"])
def test_everybody_finds_an_occupation_however_it_is_spelt(client, stage: Stage, words: str) -> None:
    assert "/catalogue/2025/6-18-02-25/" in found(client, words)


@pytest.mark.parametrize("words", ["公示", "gongshi", "認定公示"])
def test_everybody_finds_public_notices_and_no_others(client, words: str) -> None:
    shown, draft = make_notice(), make_notice("draft")
    page = found(client, words)
    assert str(shown.pk) in page
    assert str(draft.pk) not in page


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("单位登记", "/services/organisation/"),
        ("單位登記", "/services/organisation/"),
        ("zscy", "/services/certificate/"),
    ],
)
def test_everybody_finds_services(client, words: str, address: str) -> None:
    assert address in found(client, words)


def test_a_stranger_finds_nobody(client, stage: Stage) -> None:
    application = bring_to(S.CERTIFIED, stage)
    for words in ("吕志强", "lzq", application.number, "JMJLL", "演示精密制造"):
        page = found(client, words)
        assert "/office/" not in page
        assert "没有找到" in page
    assert "没有找到" in found(client_as(stage.cast.chen.citizen), application.number)


def test_an_officer_finds_person_application_certificate_and_organisation(stage: Stage) -> None:
    application = bring_to(S.CERTIFIED, stage)
    client = client_as(stage.cast.zhao.actor)
    page = found(client, "lzq")
    assert f"/office/persons/{stage.cast.lv.person.pk}/" in page
    assert f"/office/applications/{application.pk}/" in page
    assert "/office/credentials/" in page
    assert f"/office/applications/{application.pk}/" in found(client, application.number)
    assert f"/office/organisations/{stage.cast.employer.pk}/" in found(client, "演示精密")


def test_a_person_finds_their_own_application_on_their_own_page(stage: Stage) -> None:
    application = bring_to(S.SUBMITTED, stage)
    page = found(client_as(stage.cast.lv.citizen), "焊工")
    assert f"/my/applications/{application.pk}/" in page
    assert "/office/" not in page


def test_an_assessor_does_not_find_the_names_behind_cases(stage: Stage) -> None:
    bring_to(S.IN_PANEL, stage)
    assert "没有找到" in found(client_as(stage.cast.sun.actor), "吕志强")


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "\\", "|", "\x00", "'; drop table", "𠮷" * 200])
def test_odd_words_break_nothing(client, stage: Stage, words: str) -> None:
    assert found(client, words)


def test_the_header_points_to_the_search(client, cast: Cast) -> None:
    assert 'action="/search/"' in client.get("/").content.decode()
    assert 'action="/search/"' in client_as(cast.lv.citizen).get("/my/").content.decode()


def test_a_group_shows_six_and_leads_to_the_rest(stage: Stage) -> None:
    for _each in range(8):
        make_person("欧阳普通", with_account=False)
    page = found(client_as(stage.cast.zhao.actor), "ouyang")
    assert page.count("欧阳普通") == 6
    assert "看全部 8 条" in page


def test_the_search_asks_the_database_as_often_for_thirty_rows_as_for_three(stage: Stage) -> None:
    client, make = client_as(stage.cast.zhao.actor), partial(make_application, stage)
    three, thirty = (queries_with(rows, make, client, "/search/?q=工人") for rows in (7, 30))
    assert three == thirty <= 30
