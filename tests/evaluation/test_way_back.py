"""An officer who filtered the list finds the same list again after having acted."""

from urllib.parse import quote

from juxian.evaluation.states import ApplicationState
from tests.cast import client_as
from tests.evaluation.factories import Stage, bring_to

FILTERED = "/office/applications/?tab=intake&level=senior_technician"


def test_the_filters_of_the_list_survive_an_action(stage: Stage) -> None:
    application = bring_to(ApplicationState.SUBMITTED, stage)
    officer = client_as(stage.cast.zhao.actor)
    page = f"/office/applications/{application.pk}/?next={quote(FILTERED, safe='')}"
    assert page.replace("&", "&amp;") in officer.get(FILTERED).content.decode()

    accept = f"/office/applications/{application.pk}/accept/?next={quote(FILTERED, safe='')}"
    assert accept in officer.get(page).content.decode()
    answer = officer.post(accept)
    assert answer.url == page
    assert FILTERED.replace("&", "&amp;") in officer.get(answer.url).content.decode()


def test_a_way_back_to_elsewhere_is_not_taken(stage: Stage) -> None:
    application = bring_to(ApplicationState.SUBMITTED, stage)
    officer = client_as(stage.cast.zhao.actor)
    answer = officer.post(f"/office/applications/{application.pk}/accept/?next=https://evil.invalid/")
    assert answer.url == f"/office/applications/{application.pk}/"
