"""What the layouts are made of: style sheets, scripts, menus, switches, icons."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from juxian.kit.access import Audience
from juxian.kit.ui import assets, navigation, places
from juxian.kit.ui.icons import ICONS
from juxian.kit.ui.rendering import draw, request_of

register = template.Library()
_DRAWN: dict[str, SafeString] = {}
# A menu of more lines than this shows only the group one is in; the others open by a click.
LONG_MENU = 14


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon; it only accompanies a word and is hidden from screen readers."""
    if name not in _DRAWN:
        _DRAWN[name] = draw("kit/ui/icon.html", name=name, lines=mark_safe(ICONS[name]))  # noqa: S308 - ours
    return _DRAWN[name]


@register.simple_tag
def seal() -> SafeString:
    """The mark of the house: three people gathering under a swallowtail roof, in a seal."""
    return draw("kit/ui/seal.html")


@register.simple_tag
def stylesheets() -> SafeString:
    """Links to the style sheets of the design system."""
    return draw("kit/ui/stylesheets.html", urls=[assets.static_url(name) for name in assets.STYLESHEETS])


@register.simple_tag
def scripts() -> SafeString:
    """htmx, where it is installed, and one small file per behaviour; all deferred."""
    urls = [assets.static_url(name) for name in [assets.HTMX, *assets.BEHAVIOURS]]
    return draw("kit/ui/scripts.html", urls=[url for url in urls if url])


@register.simple_tag(takes_context=True)
def side_navigation(context: Context) -> SafeString:
    """The menu of the acting person's audience."""
    actor = context.get("actor")
    audience = actor.audience if actor is not None else Audience.PUBLIC
    groups, search_url = _groups(context, audience), navigation.search_url()
    return draw("kit/ui/side_navigation.html", groups=groups, search_url=search_url)


@register.simple_tag(takes_context=True)
def public_navigation(context: Context) -> SafeString:
    """The menu that everybody sees."""
    return draw("kit/ui/public_navigation.html", links=_links(context, Audience.PUBLIC))


def _links(context: Context, audience: Audience) -> list[navigation.Link]:
    request = request_of(context)
    return navigation.links(audience, context.get("actor"), request.path if request is not None else "")


def _groups(context: Context, audience: Audience) -> list[dict[str, Any]]:
    groups: dict[str, list[navigation.Link]] = {}
    for link in _links(context, audience):
        groups.setdefault(str(link.group), []).append(link)
    is_long = sum(len(links) for links in groups.values()) > LONG_MENU
    return [
        {
            "label": label,
            "links": links,
            "is_open": not is_long or any(link.is_current for link in links),
            "count": sum(link.count or 0 for link in links),
        }
        for label, links in groups.items()
    ]


@register.simple_tag(takes_context=True)
def display_switches(context: Context) -> SafeString:
    """Language, large type and theme: three POST forms, since a GET never writes."""
    request = request_of(context)
    return draw(
        "kit/ui/display_switches.html",
        csrf_token=context.get("csrf_token"),
        display=context.get("display"),
        languages=settings.LANGUAGES,
        next=request.get_full_path() if request is not None and request.method == "GET" else "/",
    )


@register.simple_tag(takes_context=True)
def header_search(context: Context) -> SafeString:
    """The search box of the header, once a domain has named the page that answers it."""
    request = request_of(context)
    value = request.GET.get("q", "") if request is not None else ""
    return draw("kit/ui/header_search.html", url=navigation.search_url(), value=value)


@register.simple_tag(takes_context=True)
def place(context: Context, name: str) -> SafeString:
    """What other domains put into a named place of the layout."""
    return places.render_place(name, request_of(context))
