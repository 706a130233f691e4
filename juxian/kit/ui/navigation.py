"""The menus of every audience. Domains register their entries when the apps are ready; the layouts show them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from juxian.kit.access import Actor, Audience, Text, allows

Count = Callable[[Actor], int]


@dataclass(frozen=True)
class Entry:
    """One line of a menu. `count` gives the number beside it, for example of matters that wait."""

    label: Text
    url_name: str
    permission: str | None = None
    order: int = 100
    icon: str = ""
    group: Text = ""
    count: Count | None = None


@dataclass(frozen=True)
class Link:
    """An entry as one page shows it."""

    label: Text
    url: str
    icon: str
    group: Text
    count: int | None
    is_current: bool


ENTRIES: dict[Audience, list[Entry]] = {audience: [] for audience in Audience}
_SEARCH: list[str] = []


def register(
    audience: Audience,
    label: Text,
    url_name: str,
    permission: str | None = None,
    order: int = 100,
    *,
    icon: str = "",
    group: Text = "",
    count: Count | None = None,
) -> None:
    """Put a page into the menu of an audience; who lacks the permission does not see it."""
    menu = ENTRIES[audience]
    menu[:] = [entry for entry in menu if entry.url_name != url_name]
    menu.append(Entry(label, url_name, permission and str(permission), order, icon, group, count))
    menu.sort(key=lambda entry: (entry.order, entry.url_name))


def register_search(url_name: str) -> None:
    """Name the page that answers the search box in the header; it reads `q`."""
    _SEARCH[:] = [url_name]


def search_url() -> str:
    """Return where the header's search box asks, or "" while no domain offers search."""
    return reverse(_SEARCH[0]) if _SEARCH else ""


def links(audience: Audience, actor: Actor | None, path: str) -> list[Link]:
    """Return the menu of an audience as this actor may see it; the entry nearest to `path` is current."""
    entries = [entry for entry in _menu(audience) if _may_see(entry, actor)]
    urls = [reverse(entry.url_name) for entry in entries]
    inside = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    current = max(inside, key=len, default=None)
    return [
        Link(entry.label, url, entry.icon, entry.group, _count(entry, actor), url == current)
        for entry, url in zip(entries, urls, strict=True)
    ]


def _menu(audience: Audience) -> list[Entry]:
    if audience in (Audience.PUBLIC, Audience.SIGNED_IN):
        return ENTRIES[audience]
    return ENTRIES[audience] + ENTRIES[Audience.SIGNED_IN]


def _may_see(entry: Entry, actor: Actor | None) -> bool:
    return entry.permission is None or (actor is not None and allows(actor, entry.permission))


def _count(entry: Entry, actor: Any) -> int | None:
    return entry.count(actor) if entry.count and actor is not None else None
