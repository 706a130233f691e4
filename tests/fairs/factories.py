"""A published event, a booth, a place: made through the actions, the dullest that is valid."""

import datetime as dt
from typing import Any

from juxian.fairs import actions
from juxian.fairs.models import Booth, Event, Reservation
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.people.queries import organisations
from tests.cast import Cast
from tests.recruitment.listings import make_open

KINDS = ("info_session", "live_show", "online_fair", "onsite_fair")


def make_draft(
    cast: Cast, kind: str = "onsite_fair", *, by: Actor | None = None, days: int = 5, **fields: Any
) -> Event:
    """A draft of the office (or of the organisation that `by` acts for) that begins in so many days at nine."""
    actor = by or cast.zhao.actor
    begins = clock.now().replace(hour=1, minute=0, second=0, microsecond=0) + dt.timedelta(days=days)  # 9:00 +08:00
    values = {
        "title": "春季招聘会",
        "summary": "面向毕业生和技能人才。",
        "starts_at": begins,
        "ends_at": begins + dt.timedelta(hours=3),
        "place": "" if kind != "onsite_fair" else "集美市民广场",
        "seats": 50,
        **fields,
    }
    organisation = organisations([actor.organisation_id])[actor.organisation_id]
    return actions.draft_event(organisation, kind=kind, by=actor, **values)


def make_event(cast: Cast, kind: str = "onsite_fair", **fields: Any) -> Event:
    """A published event of the office in five days, 50 places."""
    return publish(make_draft(cast, kind, **fields), cast)


def publish(event: Event, cast: Cast, *, by: Actor | None = None) -> Event:
    submitted = actions.submit_event(event, by=by or cast.zhao.actor)
    return actions.publish_event(submitted, by=cast.lin.actor)


def make_booth(cast: Cast, event: Event, organisation: Any = None) -> Booth:
    """A confirmed booth of the employer."""
    booth = actions.add_participant(event, organisation=organisation or cast.employer, by=cast.zhao.actor)
    event.refresh_from_db()
    return booth


def make_reservation(cast: Cast, event: Event, member: Any = None) -> Reservation:
    reservation = actions.reserve_place(event, by=(member or cast.li).citizen)
    event.refresh_from_db()
    return reservation


def run_now(event: Event) -> Event:
    """Let the event begin: it is moved into this hour."""
    now = clock.now()
    times = {"starts_at": now - dt.timedelta(minutes=5), "ends_at": now + dt.timedelta(hours=2)}
    Event.objects.filter(pk=event.pk).update(
        **times, check_in_until_at=now + dt.timedelta(minutes=25), cancel_until_at=now
    )
    event.refresh_from_db()
    return actions.start_due_event(event)


def make_vacancy(cast: Cast, title: str = "焊工", *, organisation: Any = None, openings: int = 3) -> Any:
    """An open vacancy of the employer."""
    return make_open(title, organisation or cast.employer, openings=openings)
