"""Occupations of the catalogue in force, found by everybody."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.models import Item
from juxian.catalogue.queries.current import search_current_items
from juxian.catalogue.queries.edition import edition_in_force
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.search import Hit, SearchSource, register


def find_items(actor: Actor, text: str) -> QuerySet[Item]:
    return search_current_items(text, clock.today()).select_related("edition", "occupation").order_by("-stars", "pk")


def show_item(actor: Actor, row: Item) -> Hit:
    url = reverse("catalogue:item_page", args=[row.edition.year, row.occupation.code])
    stars = _t("紧缺%(count)d星") % {"count": row.stars}
    return Hit(row.name, url, f"{row.occupation.code} · {row.level_range} · {stars}")


def more_items(actor: Actor, text: str) -> str:
    edition = edition_in_force(clock.today())
    return f"{reverse('catalogue:edition_page', args=[edition.year])}?{urlencode({'q': text})}" if edition else ""


register(SearchSource("catalogue.items", _("紧缺工种"), find_items, show_item, more=more_items, order=50))
