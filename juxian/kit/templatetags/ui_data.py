"""Components that show data: tables, lists, figures, time lines."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.utils.safestring import SafeString

from juxian.kit.access import Text
from juxian.kit.ui.clocks import clock_face
from juxian.kit.ui.rendering import address_with, draw, request_of

register = template.Library()


@register.simple_block_tag
def data_table(content: str, caption: Text, count: int | None = None, stack: bool = False) -> SafeString:
    """A dense table. `stack` turns rows into cards on a phone (each td needs data-label); otherwise it scrolls."""
    return draw("kit/ui/data_table.html", content=content, caption=caption, count=count, stack=stack)


@register.simple_tag(takes_context=True)
def sort_header(context: Context, label: Text, name: str, number: bool = False) -> SafeString:
    """A column head that sorts: first click ascending, second descending (`?sort=-name`)."""
    request = request_of(context)
    current = request.GET.get("sort", "") if request is not None else ""
    order = {name: "ascending", f"-{name}": "descending"}.get(current, "")
    url = address_with(request, sort=f"-{name}" if order == "ascending" else name, page=None)
    return draw("kit/ui/sort_header.html", label=label, url=url, order=order, number=number)


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Page) -> SafeString:
    """The pages of a list, keeping the other parameters of the address."""
    request = request_of(context)
    numbers = [
        {"number": number, "url": address_with(request, page=number), "is_gap": not isinstance(number, int)}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    before = address_with(request, page=page.previous_page_number()) if page.has_previous() else ""
    after = address_with(request, page=page.next_page_number()) if page.has_next() else ""
    return draw("kit/ui/pager.html", page=page, numbers=numbers, before=before, after=after)


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """Facts about one thing; holds `fact` and `fact_block` tags."""
    return draw("kit/ui/facts.html", content=content)


@register.simple_tag
def fact(label: Text, value: Any = None) -> SafeString:
    """One fact; what is not known is shown as a dash."""
    return draw("kit/ui/fact.html", label=label, value=value)


@register.simple_block_tag
def fact_block(content: str, label: Text) -> SafeString:
    """One fact whose value is more than a word."""
    return draw("kit/ui/fact.html", label=label, value=content)


@register.simple_block_tag
def figures(content: str) -> SafeString:
    """A row of big numbers; holds `figure` tags."""
    return draw("kit/ui/figures.html", content=content)


@register.simple_tag
def figure(value: Any, label: Text, url: str = "", unit: Text = "", note: Text = "") -> SafeString:
    """A big number that opens the rows behind it. None is shown as a dash, never as zero."""
    return draw("kit/ui/figure.html", value=_number(value), label=label, url=url, unit=unit, note=note)


def _number(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


@register.simple_tag
def timeline(events: Iterable[Any]) -> SafeString:
    """What happened, oldest first: objects or dicts with at, label, by, and if wanted text, tone and current."""
    return draw("kit/ui/timeline.html", events=list(events))


@register.simple_tag
def progress(value: int, maximum: int, label: Text) -> SafeString:
    """How much of a whole is used, as a bar with its numbers."""
    return draw("kit/ui/progress.html", value=value, maximum=maximum, label=label, is_full=value >= maximum)


@register.simple_tag
def clock(deadline_at: dt.datetime | dt.date | None, done: bool = False) -> SafeString:
    """The time left in words, with the exact date; nothing where there is no deadline."""
    return draw("kit/ui/clock.html", face=clock_face(deadline_at, done=done), deadline_at=deadline_at)


@register.filter
def yuan(amount_fen: int | None) -> str:
    """Write integer fen as yuan: 1234567 → 12,345.67; a dash where there is no amount."""
    if amount_fen is None:
        return "—"
    sign, amount = ("-", -amount_fen) if amount_fen < 0 else ("", amount_fen)
    return f"{sign}{amount // 100:,}.{amount % 100:02d}"
