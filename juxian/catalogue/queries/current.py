"""The items that one may apply for today."""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from juxian.catalogue.models import Item
from juxian.catalogue.queries.edition import edition_in_force
from juxian.kit.text import search_filter


def current_item(pk: UUID, on: dt.date) -> Item | None:
    """Return the item if it stands in the edition in force on that day."""
    return current_items(on).filter(pk=pk).first()


def current_items(on: dt.date) -> QuerySet[Item]:
    """The items of the edition in force, by industry and name."""
    edition = edition_in_force(on)
    rows = Item.objects.filter(edition=edition) if edition else Item.objects.none()
    return rows.select_related("occupation", "industry_group").order_by("industry_group__position", "occupation__code")


def search_current_items(text: str, on: dt.date) -> QuerySet[Item]:
    """The current items whose name the text finds (Chinese, pinyin, traditional); all of them without a text."""
    rows = current_items(on)
    return rows.filter(search_filter("search_key", text)) if text.strip() else rows
