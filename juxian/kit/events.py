"""News goes up as events. `announce` queues one job a subscriber in the caller's transaction: a rollback takes the
news with it, a commit makes it certain. The lower domain never learns who listened."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Any, TypeVar

from juxian.kit.jobs import job

Subscriber = TypeVar("Subscriber", bound=Callable[..., Any])
EVENTS: dict[str, type] = {}
SUBSCRIBERS: dict[str, dict[str, Callable[[Any], Any]]] = defaultdict(dict)


def event(kind: type) -> type:
    """Register a frozen dataclass as news. Its fields are text and numbers only: it travels through the queue.

    Set `public = True` on the class where nobody has to listen."""
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} must be a frozen dataclass")
    EVENTS[_name(kind)] = kind
    return kind


def subscribe(kind: type) -> Callable[[Subscriber], Subscriber]:
    """Run the function, once a piece of news, after the announcing transaction commits."""

    def register(function: Subscriber) -> Subscriber:
        SUBSCRIBERS[_name(kind)][f"{function.__module__}.{function.__qualname__}"] = function
        return function

    return register


def announce(news: Any) -> None:
    """Queue the news for each subscriber inside the current transaction, all in one statement."""
    name, fields = _name(type(news)), asdict(news)
    if subscribers := SUBSCRIBERS[name]:
        tell.batch_defer(*({"event_name": name, "subscriber": each, "fields": fields} for each in subscribers))


@job(queue="events")
def tell(event_name: str, subscriber: str, fields: dict[str, Any]) -> None:
    """Hand one piece of news to one subscriber."""
    SUBSCRIBERS[event_name][subscriber](EVENTS[event_name](**fields))


def _name(kind: type) -> str:
    return f"{kind.__module__.split('.')[1]}.{kind.__name__}"
