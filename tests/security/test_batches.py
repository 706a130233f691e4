"""An employer that sends invented workers: whose telephone rings, and what may still be changed after a lot."""

from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import EmployerResult
from juxian.kit.errors import RuleBroken
from tests.cast import make_member
from tests.evaluation.employer_factories import (
    answered,
    approved_plan,
    employer_row,
    imported,
    result_content,
    row_of,
)
from tests.evaluation.factories import Stage


def test_a_sheet_of_invented_workers_does_not_ring_one_telephone_again_and_again(stage: Stage) -> None:
    victim = make_member("受害人").person.phone.open()
    workers = [make_member(f"虚构{number}") for number in range(3)]
    batch = imported(stage, [row_of(worker, phone=victim) for worker in workers])
    assert batch.rows.count() == 1
    assert {fault["column"] for fault in batch.faults} == {"phone"}
    assert "本人的手机号" in batch.faults[0]["message"]


def test_a_result_is_not_put_right_after_the_lot_was_cast(stage: Stage) -> None:
    plan = approved_plan(stage)
    application = answered(imported(stage, [employer_row(make_member("焊工甲"), plan)]).rows.get())
    batch, wang = application.batch_row.batch, stage.cast.wang.actor
    actions.draw_spot_checks(plan, batch=batch, public_text="福彩 03 11", by=stage.cast.lin.actor)
    better: dict[str, Any] = result_content(scores={"theory": 99, "practice": 99})
    with pytest.raises(RuleBroken, match="已经参加抽查"):
        actions.record_result(plan, application=application, by=wang, **better)
    assert EmployerResult.objects.get().scores["theory"] == 80
