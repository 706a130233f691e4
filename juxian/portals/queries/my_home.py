"""Everything that the acting person or organisation has going."""

from typing import Any

from juxian.credentials.queries.holder import credentials_of
from juxian.kit.access import Actor
from juxian.kit.matters import Matter, matters_of
from juxian.kit.messages import inbox_of, unread_count
from juxian.people.queries.portal import organisations_of, own_organisation, staff_of

MESSAGES, PAST, STAFF = 3, 5, 10


def by_urgency(matters: list[Matter]) -> dict[str, list[Matter]]:
    """Split matters into what is theirs to do, what others have, and what is over (the latest few)."""
    waiting = [matter for matter in matters if matter.is_open and not matter.todo]
    over = [matter for matter in matters if not matter.is_open and not matter.todo]
    return {"todos": [matter for matter in matters if matter.todo], "waiting": waiting, "over": over[:PAST]}


def home_of_person(actor: Actor) -> dict[str, Any]:
    """Matters, certificates, messages and organisations of the acting person."""
    matters, credentials = matters_of(actor), list(credentials_of(actor))
    return {
        **by_urgency(matters),
        "credentials": credentials,
        "is_newcomer": not matters and not credentials,
        **_messages(actor),
        "organisations": organisations_of(actor),
    }


def home_of_organisation(actor: Actor) -> dict[str, Any]:
    """State of the registration, to-dos, staff and messages of the acting organisation."""
    staff = staff_of(actor)
    return {
        **by_urgency(matters_of(actor)),
        "organisation": own_organisation(actor),
        "staff": staff[:STAFF],
        "staff_count": staff.count(),
        **_messages(actor),
    }


def _messages(actor: Actor) -> dict[str, Any]:
    """The newest unread messages of the acting person, and how many there are."""
    if actor.person_id is None:
        return {"messages_unread": [], "unread_count": 0}
    unread = inbox_of(actor.person_id).unread()
    return {"messages_unread": unread[:MESSAGES], "unread_count": unread_count(actor.person_id)}
