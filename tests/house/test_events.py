"""News without a listener is either public on purpose or a mistake."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from juxian.kit.events import EVENTS, SUBSCRIBERS
from tests.house.tree import assert_none, load_everything


def find_unheard(events: Mapping[str, type], subscribers: Mapping[str, Mapping[str, Callable[..., Any]]]) -> list[str]:
    """Events that nobody subscribes to and that are not marked public, and listeners of nothing."""
    unheard = [
        f"{name} has no subscriber and is not public"
        for name, kind in events.items()
        if not subscribers.get(name) and not getattr(kind, "public", False)
    ]
    return unheard + [
        f"somebody listens to {name}, which nobody declares" for name in subscribers if name not in events
    ]


def test_every_event_is_heard_or_public():
    load_everything()
    ours = {name: kind for name, kind in EVENTS.items() if kind.__module__.startswith("juxian.")}
    heard = {name: listeners for name, listeners in SUBSCRIBERS.items() if listeners and name in ours}
    assert len(ours) > 8
    assert_none(find_unheard(ours, heard))


def test_news_into_the_void_is_found():
    @dataclass(frozen=True)
    class Unheard:
        pk: str

    @dataclass(frozen=True)
    class ForAll:
        public = True
        pk: str

    found = find_unheard({"x.Unheard": Unheard, "x.ForAll": ForAll}, {"x.Gone": {"f": print}})
    assert len(found) == 2
