"""What was announced: the news that notices sent up, in order."""

from typing import Any

import pytest

from juxian.notices import actions


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Collect what the actions announce, and announce it all the same."""
    news: list[Any] = []
    for module in (actions.notice, actions.objection):
        announce = module.announce
        monkeypatch.setattr(module, "announce", lambda one, announce=announce: (news.append(one), announce(one)))
    return news
