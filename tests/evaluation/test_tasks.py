"""What the clock does: lapses and reminders, each once however often it runs."""

from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.tasks import lapse_late_corrections, remind_of_deadlines
from juxian.kit.models import Message
from tests.cast import actor_for, make_membership
from tests.evaluation.factories import Stage, bring_to
from tests.scenes import scene


@scene
def returned(stage: Stage) -> Application:
    """Due on Wednesday 2025-03-26."""
    return actions.return_application(bring_to(S.SUBMITTED, stage), reason="请补合同盖章页。", by=stage.cast.zhao.actor)


def told(member: Any, words: str) -> int:
    return Message.objects.filter(recipient_id=member.person.pk, title__contains=words).count()


def test_late_corrections_lapse_and_the_others_stay(stage: Stage, returned: Application, frozen_time: Any) -> None:
    other = bring_to(S.SUBMITTED, stage, stage.cast.chen)
    frozen_time.move_to("2025-03-27 00:20:00+08:00")
    assert (lapse_late_corrections(), lapse_late_corrections()) == (1, 0)
    states = Application.objects.filter(pk__in=[returned.pk, other.pk]).values_list("state", flat=True)
    assert sorted(states) == ["lapsed", "submitted"]


@pytest.mark.parametrize(("day", "messages"), [("2025-03-22", 0), ("2025-03-24", 1), ("2025-03-28", 0)])
def test_the_applicant_is_reminded_in_the_last_three_days(
    stage: Stage, returned: Application, frozen_time: Any, day: str, messages: int
) -> None:
    frozen_time.move_to(f"{day} 09:00:00+08:00")
    remind_of_deadlines()
    remind_of_deadlines()
    assert told(stage.cast.lv, "快到期") == messages


def test_a_reminder_is_not_repeated_the_next_day(stage: Stage, returned: Application, frozen_time: Any) -> None:
    for day in ("2025-03-24", "2025-03-25", "2025-03-26"):
        frozen_time.move_to(f"{day} 09:00:00+08:00")
        remind_of_deadlines()
    assert told(stage.cast.lv, "快到期") == 1


@pytest.mark.parametrize(
    ("state", "who", "not_who"),
    [(S.SUBMITTED, "zhao", "lin"), (S.ACCEPTED, "lin", "zhao"), (S.NOTICE_CLEARED, "huang", "zhao")],
)
def test_whoever_may_move_it_on_hears_that_it_is_overdue(
    stage: Stage, frozen_time: Any, state: str, who: str, not_who: str
) -> None:
    application = bring_to(state, stage)
    frozen_time.move_to("2025-04-15 09:00:00+08:00")
    remind_of_deadlines()
    remind_of_deadlines()
    assert told(getattr(stage.cast, who), application.number) == 1
    assert told(getattr(stage.cast, not_who), application.number) == 0


def test_the_first_reviewer_is_not_chased_for_the_second_review(stage: Stage, frozen_time: Any) -> None:
    bring_to(S.FIRST_REVIEWED, stage)
    frozen_time.move_to("2025-04-15 09:00:00+08:00")
    remind_of_deadlines()
    assert told(stage.cast.lin, "超过办理期限") == 0


def test_nobody_is_told_of_their_own_as_an_officer(stage: Stage, frozen_time: Any) -> None:
    lv = stage.cast.lv
    make_membership(lv.person, stage.cast.office, "counter_officer")
    assert actor_for(lv.person, stage.cast.office, "counter_officer").role == "counter_officer"
    bring_to(S.SUBMITTED, stage)
    frozen_time.move_to("2025-04-15 09:00:00+08:00")
    remind_of_deadlines()
    assert told(lv, "超过办理期限") == 0


def test_what_is_in_time_is_nobodys_reminder(stage: Stage, frozen_time: Any) -> None:
    bring_to(S.SUBMITTED, stage)
    assert remind_of_deadlines() == 0
    assert not Message.objects.exists()
