"""An appeal changes a result: another panel, drawn from the others, looks at the same blind dossier and sees it."""

import pytest
from django.test import Client

from juxian.evaluation.models import Appeal, Application, Draw, Panel, PanelMember
from juxian.evaluation.states import ApplicationState as S
from tests.cast import Cast, actor_for, cast, client_as
from tests.evaluation.drawing_room import enlarge
from tests.evaluation.factories import Stage, bring_to, make_stage, panel_pass

__all__ = ["cast"]


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return make_stage(cast)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_appeal_changes_a_result(stage: Stage) -> None:
    # Given a welder whom a panel has turned down, two against one.
    application = bring_to(S.IN_PANEL, stage)
    panel_pass(stage, application, (85, 50, 40))
    worker, officer = client_as(stage.cast.lv.citizen), client_as(stage.cast.lin.actor)
    mine = f"/my/applications/{application.pk}/"
    page = text(worker, mine)
    assert "三分之二" in page
    assert f"{mine}appeal/" in page
    assert "孙明华" not in page  # the outcome and the reasons, not who said what

    # When they say why that was wrong, and the office takes it up.
    answer = worker.post(f"{mine}appeal/", {"reasons": "返修率的数据在第三份材料里，评审时没有看。"})
    assert answer.status_code == 302, answer.content.decode()
    appeal = Appeal.objects.get()
    assert "返修率的数据" in text(officer, f"/office/appeals/{appeal.pk}/")
    assert officer.post(f"/office/appeals/{appeal.pk}/accept/").status_code == 302

    # Then a panel without any of the first is drawn; nobody in it learns that it is an appeal, or whose.
    enlarge(stage, 4)
    officer.post("/office/draws/commit/")
    pool = text(officer, f"/office/panels/draw/?applications={application.pk}")
    assert pool.count("参加过这份申报的评审") == 3
    sheet = {
        "applications": [str(application.pk)],
        "title": "焊工第二评审组",
        "starts_at": "2025-03-20T09:00",
        "minutes": "120",
        "room": "三楼会议室",
        "size": "3",
        "draw": str(Draw.objects.get().pk),
        "public_text": "今天小雨转晴",
        "witness": "周正",
    }
    answer = officer.post("/office/panels/draw/", sheet)
    assert answer.status_code == 302, answer.content.decode()
    second = Panel.objects.get(title="焊工第二评审组")
    case = second.cases.get()
    for seat in second.members.select_related("assessor"):
        client = client_as(actor_for(seat.assessor, stage.cast.office, "assessor"))
        client.post(f"/office/cases/seats/{seat.pk}/confirm/")
        blind = text(client, f"/office/cases/{case.pk}/")
        assert "吕志强" not in blind
        assert "申诉" not in blind
        scored = client.post(
            f"/office/cases/{case.pk}/", {"score": "82", "is_in_favour": "yes", "opinion": "数据可信。"}
        )
        assert scored.status_code == 302, scored.content.decode()
        client.post(f"/office/cases/seats/{seat.pk}/sign/")
    assert officer.post(f"/office/panels/{second.pk}/close/").status_code == 302

    # And the result is another: the application goes on to the notice, and the worker reads the answer.
    application = Application.objects.get(pk=application.pk)
    appeal.refresh_from_db()
    assert (application.state, appeal.state) == (S.PASSED, "upheld")
    assert "原结果撤销" in text(worker, f"{mine}appeal/")
    assert str(application.pk) in text(officer, "/office/applications/publish/")
    seats = PanelMember.objects.filter(panel__cases__application=application).values_list("assessor_id", flat=True)
    assert len(seats) == len(set(seats)) == 6
