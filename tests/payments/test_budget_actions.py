"""A year's money: versions, two warnings, and what is still to come."""

import datetime as dt

import pytest

from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.models import Message
from juxian.payments import actions
from juxian.payments.models import Budget
from juxian.payments.queries import budget_state, known_years
from juxian.payments.tasks import warn_of_budgets
from tests.app_role import as_the_serving_role
from tests.cast import Cast
from tests.jobs import run_jobs
from tests.payments.money import FEBRUARY, JANUARY, POLICY, owe
from tests.people.audit import last


def give(cast: Cast, fen: int, year: int = 2025) -> Budget:
    return actions.set_budget(POLICY, year=year, amount_fen=fen, reason="集财〔2025〕1号", by=cast.qian.actor)


def test_the_newest_version_counts_and_the_old_ones_stay(cast: Cast) -> None:
    give(cast, 100_000_00)
    newest = give(cast, 200_000_00)
    assert budget_state(POLICY, 2025).budget == newest
    assert Budget.objects.count() == 2
    assert last("payments.set_budget").data["amount_fen"] == 200_000_00


def test_others_set_nothing_and_a_budget_needs_an_amount_and_a_reason(cast: Cast) -> None:
    for other in (cast.huang.actor, cast.zhou.actor, cast.lin.actor):
        with pytest.raises(PermissionDenied):
            actions.set_budget(POLICY, year=2025, amount_fen=1, reason="批复", by=other)
    with pytest.raises(RuleBroken, match="大于零"):
        give(cast, 0)
    with pytest.raises(RuleBroken, match="依据"):
        actions.set_budget(POLICY, year=2025, amount_fen=1, reason=" ", by=cast.qian.actor)


def test_leaders_and_finance_are_warned_once_at_eighty_and_once_at_ninety_five(cast: Cast) -> None:
    give(cast, 100_000)
    owe(cast.lv, (JANUARY, 79_999))
    assert warn_of_budgets() == 0
    owe(cast.lv, (JANUARY, 1), kind="correction")
    assert (warn_of_budgets(), warn_of_budgets()) == (1, 1)
    run_jobs()
    warned = Message.objects.filter(kind="payments.budget_warning")
    assert {message.recipient_id for message in warned} == {cast.huang.person.pk, cast.qian.person.pk}
    assert "80%" in warned[0].title
    owe(cast.li, (FEBRUARY, 20_000))
    warn_of_budgets()
    run_jobs()
    assert warned.all().count() == 4
    assert last("payments.warn_of_budget").data["share"] == 95


def test_the_role_that_serves_people_may_warn_though_it_may_lock_no_budget(cast: Cast) -> None:
    """The tests own their tables and may do all; a server's role may only read and add rows of a budget."""
    give(cast, 100_000)
    owe(cast.lv, (JANUARY, 85_000))
    with as_the_serving_role():
        assert warn_of_budgets() == 1
    assert last("payments.warn_of_budget").data["share"] == 80


def test_a_new_version_may_warn_again(cast: Cast) -> None:
    give(cast, 100_000)
    owe(cast.lv, (JANUARY, 85_000))
    warn_of_budgets()
    run_jobs()
    give(cast, 106_000)
    warn_of_budgets()
    run_jobs()
    assert Message.objects.filter(kind="payments.budget_warning", recipient_id=cast.qian.person.pk).count() == 2


def test_the_year_is_forecast_from_its_last_three_months(cast: Cast) -> None:
    owe(cast.lv, (JANUARY, 100_000), (FEBRUARY, 200_000))
    state = budget_state(POLICY, 2025)
    assert (state.committed_fen, state.forecast_fen) == (300_000, 300_000 + 150_000 * 10)
    assert (state.share, state.warning, known_years()) == (0, 0, [(POLICY, 2025)])
    with clock.at(clock.now() + dt.timedelta(days=400)):
        assert budget_state(POLICY, 2025).forecast_fen == 300_000
