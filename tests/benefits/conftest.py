"""The cast, and a second reviewer: whoever starts a run does not let it pass."""

import pytest

from tests.cast import Cast, Member, cast, make_member

__all__ = ["cast"]


@pytest.fixture
def fang(cast: Cast) -> Member:
    """方晴, a second reviewer of the office."""
    return make_member("方晴", (cast.office, "reviewer"), sex="female")


@pytest.fixture
def one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the second engine: it takes a second to plan two years, and `test_run_actions` has it."""
    monkeypatch.setattr("juxian.benefits.workers.check_twice", lambda window: None)
