"""A bought assessor, a dishonest convener, an employer that would rather not be checked: draws, votes, spot checks."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from juxian.evaluation import actions
from juxian.evaluation.actions import employer_result
from juxian.evaluation.models import Application, Assessor, EmployerPlan, Panel, Vote
from juxian.evaluation.panel_paper import _cases, _sheet_rows
from juxian.evaluation.queries.avoidance import Why, avoidances
from juxian.evaluation.queries.draw import published, replay
from juxian.evaluation.queries.employer_plan import share_of_next_draw
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.errors import RuleBroken
from tests.cast import Member, actor_for, client_as, make_member
from tests.evaluation.drawing_room import draw_panel, enlarge, everybody_scores
from tests.evaluation.employer_factories import answered, approved_plan, employer_row, imported, result_content
from tests.evaluation.factories import Stage, bring_to, fill_in
from tests.scenes import scene

TEXT = "福彩 03 11 17"


@scene
def panel(stage: Stage) -> Panel:
    enlarge(stage, 2)
    return draw_panel(stage, bring_to(S.SECOND_REVIEWED, stage))


class TestVotes:
    """Who votes against is not replaced for it: nobody of the office reads a vote before all have signed."""

    def vote_against(self, stage: Stage, panel: Panel) -> Any:
        seat = panel.members.first()
        by = actor_for(seat.assessor, stage.cast.office, "assessor")
        actions.confirm_no_interest(seat, by=by)
        actions.vote(panel.cases.get(), score=17, is_in_favour=False, opinion="绝对不行。", by=by)
        return seat

    def page(self, client: Client, panel: Panel) -> str:
        return client.get(f"/office/panels/{panel.pk}/").content.decode()

    def test_the_page_and_the_papers_keep_them_until_all_have_signed(self, stage: Stage, panel: Panel) -> None:
        seat, client = self.vote_against(stage, panel), client_as(stage.cast.lin.actor)
        shown = self.page(client, panel)
        assert "已评分" in shown
        assert "绝对不行" not in shown
        assert [row["opinion"] for row in _sheet_rows(seat)] == [""]
        assert [(case["votes"], case["parts"]) for case in _cases(panel)] == [(0, [])]

    def test_afterwards_everything_is_shown(self, stage: Stage, panel: Panel) -> None:
        everybody_scores(panel, 80)
        assert "看过材料" in self.page(client_as(stage.cast.lin.actor), panel)
        assert [case["votes"] for case in _cases(panel)] == [3]


def test_a_vote_changed_behind_its_signature_does_not_count(stage: Stage, panel: Panel) -> None:
    everybody_scores(panel, 50)
    Vote.objects.update(score=90, is_in_favour=True)
    with pytest.raises(RuleBroken, match="签字时不一致"):
        actions.close_panel(panel, by=stage.cast.lin.actor)


def test_an_employer_written_over_on_the_eve_of_a_draw_still_counts(stage: Stage) -> None:
    row, friend = bring_to(S.SECOND_REVIEWED, stage), Assessor.objects.get(person=stage.cast.sun.person)
    by = stage.cast.lin.actor
    line = {
        "industry_groups": [stage.item.industry_group],
        "occupations": [stage.item.occupation],
        "level": "chief",
        "valid_until_on": friend.valid_until_on,
    }
    actions.change_assessor(friend, employer=stage.cast.employer, by=by, **line)
    actions.change_assessor(friend, employer=None, by=by, **line)
    assert [one.why for one in avoidances(row, [friend.person_id])[friend.person_id]] == [Why.EMPLOYER]


def test_whoever_replays_a_draw_sees_that_the_panel_is_no_longer_the_one_drawn(stage: Stage, panel: Panel) -> None:
    assert published(panel.draw)["replaced"] == []
    seat = panel.members.first()
    actions.replace_member(seat, reason="住院手术", by=stage.cast.lin.actor)
    data = published(panel.draw)
    (change,) = data["replaced"]
    assert change["left"] == Assessor.objects.get(person=seat.assessor_id).number
    assert change["successor"] in panel.draw.ranking
    assert replay(data) == panel.draw.result
    page = Client().get(f"/draws/{panel.draw.number}/").content.decode()
    assert f"{change['successor']}接替" in page
    assert "住院" not in page


class TestSpotChecks:
    @scene
    def plan(self, stage: Stage) -> EmployerPlan:
        return approved_plan(stage)

    def sent(self, stage: Stage, plan: EmployerPlan, *workers: Any) -> Any:
        batch = imported(stage, [employer_row(worker, plan) for worker in workers])
        for row in batch.rows.all():
            answered(row)
        return batch

    def lot(self, stage: Stage, plan: EmployerPlan, batch: Any) -> Any:
        return actions.draw_spot_checks(plan, batch=batch, public_text=TEXT, by=stage.cast.lin.actor)

    def test_who_types_the_text_cannot_know_on_whom_the_lot_will_fall(self, stage: Stage, plan: EmployerPlan) -> None:
        made = self.lot(stage, plan, self.sent(stage, plan, make_member("焊工甲")))
        *known, own = made.seed.split("|")
        assert known == [plan.number, clock.today().isoformat(), TEXT]
        assert len(own) == 32

    def test_taking_it_back_and_applying_again_is_no_way_round(
        self, stage: Stage, plan: EmployerPlan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        worker = make_member("焊工甲")
        check = self.lot(stage, plan, self.sent(stage, plan, worker)).checks.get()
        actions.withdraw_application(check.application, by=worker.citizen)
        mine, other = (self.applied(stage, plan, one) for one in (worker, make_member("焊工乙")))
        monkeypatch.setattr(employer_result, "draw", lambda *_lot: [other.number])  # the lot passes by
        made = self.lot(stage, plan, None)
        assert {row.application_id for row in made.checks.all()} == {mine.pk, other.pk}

    def applied(self, stage: Stage, plan: EmployerPlan, worker: Member) -> Application:
        """An application by itself, with the employer's result."""
        application = fill_in(stage, worker, "senior", "employer")
        actions.record_result(plan, application=application, by=stage.cast.wang.actor, **result_content())
        actions.submit_application(application, wants_human_check=True, by=worker.citizen)
        return Application.objects.get(pk=application.pk)

    def test_a_lot_cast_meanwhile_does_not_wash_off_a_failed_check(self, stage: Stage, plan: EmployerPlan) -> None:
        check = self.lot(stage, plan, self.sent(stage, plan, make_member("焊工甲"))).checks.get()
        with clock.at(clock.now() + dt.timedelta(hours=1)):
            self.lot(stage, plan, self.sent(stage, plan, make_member("焊工乙")))
        with clock.at(clock.now() + dt.timedelta(hours=2)):
            actions.fail_spot_check(check, reason="视频不是本人", by=stage.cast.lin.actor)
            assert share_of_next_draw(plan.organisation_id) == 20
