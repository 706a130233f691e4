"""Which catalogue rules on a day, and what it says of an occupation."""

from datetime import date

from django.db.models import QuerySet

from juxian.catalogue.models import Edition, Item, Occupation
from juxian.catalogue.states import EditionState
from juxian.kit.access import Actor


def edition_in_force(on: date) -> Edition | None:
    """Return the edition that rules on that day: the latest one published by then. Cases pin it when they begin."""
    return Edition.objects.in_force_on(on).first()


def editions_seen_by(actor: Actor) -> QuerySet[Edition]:
    """Return the editions that this actor may see, newest first: for pages of other domains about a catalogue."""
    return Edition.objects.visible_to(actor)


def item_for(edition: Edition, occupation: Occupation) -> Item | None:
    """Return what the edition says of the occupation, or None where the district is not short of it."""
    return edition.items.select_related("occupation", "industry_group").filter(occupation=occupation).first()


def open_editions(on: date) -> QuerySet[Edition]:
    """Drafts on which anybody may give an opinion on that day."""
    return Edition.objects.filter(state=EditionState.OPINION, opinion_from_on__lte=on, opinion_until_on__gte=on)
