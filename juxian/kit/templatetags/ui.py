"""The components of the design system as template tags: the parts of a page. `docs/how-to/page.md` lists them all.

Every tag draws one small template in `kit/templates/kit/ui/`; its look and its *when to use* are in the CSS file of
the same name.
"""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from juxian.kit.access import Text
from juxian.kit.ui.rendering import draw, request_of, trimmed

register = template.Library()


@register.simple_block_tag
def page_head(content: str, title: Text, lead: Text = "", eyebrow: Text = "") -> SafeString:
    """The title of a page (its only h1), one sentence about it, and its actions."""
    return draw("kit/ui/page_head.html", content=trimmed(content), title=title, lead=lead, eyebrow=eyebrow)


@register.simple_block_tag
def breadcrumb(content: str) -> SafeString:
    """Where the page stands; holds `crumb` tags."""
    return draw("kit/ui/breadcrumb.html", content=content)


@register.simple_tag
def crumb(label: Text, url: str = "") -> SafeString:
    """A step of a breadcrumb; without an address it is the page itself."""
    return draw("kit/ui/crumb.html", label=label, url=url)


@register.simple_block_tag
def card(content: str, title: Text = "", tone: str = "plain", url: str = "", level: int = 2) -> SafeString:
    """A framed piece of a page. `tone` is plain, quiet or gold; `url` makes the title a link."""
    return draw("kit/ui/card.html", content=content, title=title, tone=tone, url=url, level=level)


@register.simple_block_tag
def prose(content: str) -> SafeString:
    """Running text at a readable width."""
    return draw("kit/ui/prose.html", content=content)


@register.simple_block_tag
def columns(content: str, kind: str = "halves") -> SafeString:
    """Children side by side where there is room. `kind` is halves, thirds or aside."""
    return draw("kit/ui/columns.html", content=content, kind=kind)


@register.simple_block_tag
def banner(content: str, tone: str = "info", title: Text = "") -> SafeString:
    """Something the reader must know before going on. `tone` is info, ok, wait or stop."""
    return draw("kit/ui/banner.html", content=content, tone=tone, title=title)


@register.simple_block_tag
def empty(content: str, title: Text, text: Text = "", icon: str = "inbox", level: int = 0) -> SafeString:
    """What stands where there is nothing to show; holds the one thing to do next. `level` makes its title a heading."""
    return draw("kit/ui/empty.html", content=trimmed(content), title=title, text=text, icon=icon, level=level)


@register.simple_tag
def steps(labels: list[Text], current: int = 1) -> SafeString:
    """The steps of a wizard; `current` counts from 1, and one more than the last means that all are done."""
    rows = [
        {"number": number, "label": label, "state": _step_state(number, current)}
        for number, label in enumerate(labels, start=1)
    ]
    return draw("kit/ui/steps.html", steps=rows)


def _step_state(number: int, current: int) -> str:
    if number == current:
        return "current"
    return "done" if number < current else "open"


@register.simple_block_tag
def tabs(content: str, label: Text) -> SafeString:
    """Views of the same list as links; holds `tab` tags."""
    return draw("kit/ui/tabs.html", content=content, label=label)


@register.simple_tag
def tab(label: Text, url: str, count: int | None = None, current: bool = False) -> SafeString:
    """One view of a list, with the number of rows in it."""
    return draw("kit/ui/tab.html", label=label, url=url, count=count, current=current)


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: str, identifier: str, title: Text) -> SafeString:
    """A question over the page. Without JavaScript the link that opens it shows it as the target of the address."""
    return draw("kit/ui/dialog.html", content=content, identifier=identifier, title=title)


@register.simple_tag
def dialog_button(label: Text, identifier: str, kind: str = "secondary", icon: str = "") -> SafeString:
    """Opens the dialog with this identifier."""
    return draw("kit/ui/dialog_button.html", label=label, identifier=identifier, kind=kind, icon=icon)


@register.simple_block_tag
def menu(content: str, label: Text, icon: str = "more") -> SafeString:
    """Seldom-used actions behind one button; holds `menu_link` tags and small forms."""
    return draw("kit/ui/menu.html", content=content, label=label, icon=icon)


@register.simple_tag
def menu_link(label: Text, url: str, icon: str = "") -> SafeString:
    """One line of a menu."""
    return draw("kit/ui/menu_link.html", label=label, url=url, icon=icon)


@register.simple_tag
def badge(label: Text, tone: str = "plain") -> SafeString:
    """The state of a row by word and shape. `tone` is ok, wait, stop, plain or gold (recognitions only)."""
    return draw("kit/ui/badge.html", label=label, tone=tone, shape=BADGE_SHAPES[tone])


BADGE_SHAPES = {"ok": "check", "wait": "clock", "stop": "stop", "plain": "circle", "gold": "seal"}


@register.simple_tag
def tag(label: Text, url: str = "") -> SafeString:
    """A word that describes something, such as a skill; never a state."""
    return draw("kit/ui/tag.html", label=label, url=url)


@register.simple_tag
def stars(count: int, of: int = 5) -> SafeString:
    """How short an occupation is: filled and empty stars, and the number for those who cannot see them."""
    return draw("kit/ui/stars.html", count=count, of=of, filled=range(count), rest=range(max(of - count, 0)))


@register.simple_tag
def person_chip(name: Text, note: Text = "") -> SafeString:
    """A person with the first character of the name, and for whom they act."""
    return draw("kit/ui/person_chip.html", name=name, initial=str(name)[:1], note=note)


@register.simple_tag
def notice_line(title: Text, url: str, on: Any = None, tag: Text = "") -> SafeString:
    """One line of a list of notices: title, kind and date."""
    return draw("kit/ui/notice_line.html", title=title, url=url, on=on, tag=tag)


@register.simple_block_tag
def certificate_card(
    content: str, name: Text, title: Text, code: str, issued_on: Any, url: str = "", state: Text = "", tone: str = "ok"
) -> SafeString:
    """A certificate as its holder shows it. Gold belongs to this and to nothing else."""
    return draw(
        "kit/ui/certificate_card.html",
        content=content,
        name=name,
        title=title,
        code=code,
        issued_on=issued_on,
        url=url,
        state=state,
        tone=tone,
    )


@register.simple_tag(takes_context=True)
def messages_list(context: Context) -> SafeString:
    """What the last action had to say, once."""
    request = request_of(context)
    found = context.get("messages") if request is not None else None
    return draw("kit/ui/messages_list.html", messages=list(found or []))
