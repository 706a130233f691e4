"""Every page, for each audience, on a phone of 360 px, light and dark: nothing is cut off, nothing is blocked or broken,
and axe finds nothing against WCAG 2.1 A and AA. Each day a third of the pages; `JUXIAN_WALK=full` looks at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from juxian.kit.access import Audience
from tests.browser.conftest import PHONE
from tests.house.addresses import Address, addresses
from tests.house.tree import assert_none
from tests.turns import in_turn
from tests.walker.places import PLACES
from tests.walker.visits import Visit, Visitor, is_locked, url_of
from tests.walker.world import World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE = Path(settings.BASE_DIR, "node_modules", "axe-core", "axe.min.js")
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
# What a scheme of colours can change; everything else is the same in the dark.
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN_AXE = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations
    .map(each => each.id + ": " + each.nodes.slice(0, 3).map(node => node.target.join(" ")).join(" | "))"""
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return ""
    const wide = [...document.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right > width + 1)
    return wide.slice(0, 3).map(each => each.tagName.toLowerCase() + "." + each.className).join(" | ")
}"""
# For each part of the house, those who see its pages; a page is looked at by the first of them who may open it.
PARTS = {
    "public": ["visitor"],
    "person": ["citizen"],
    "organisation": ["employer_admin"],
    "reviewers": ["reviewer"],
    "office": [
        "leader",
        "counter_officer",
        "exam_officer",
        "registrar",
        "assessor",
        "system_admin",
        "security_admin",
        "auditor",
    ],
}
# Who sees a page before the roles of a part, which then need not look at it again.
SEEN_BEFORE = {"office": "reviewer"}
DARK_EVERY = 3  # the colours of the dark come from the same few tokens: every third page is looked at in both


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_sound(part: str, world: World, open_as: Any) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is missing: run `make demo` or `juxian libraries` once")
    seen: set[str] = set()
    if before := SEEN_BEFORE.get(part):
        seen = {name for name, _url in _pages(Visitor(world, before), seen)}
    faults: list[str] = []
    for role in PARTS[part]:
        visitor = Visitor(world, role)
        page = open_as(visitor.actor, size=PHONE)
        page.context.add_init_script(path=AXE)
        for name, url in _pages(visitor, seen):
            seen.add(name)
            in_dark = len(seen) % DARK_EVERY == 0
            faults += [f"{name} as {role}: {fault}" for fault in _faults_of(page, url, in_dark=in_dark)]
    assert len(seen) > 3
    assert_none(faults)


def _pages(visitor: Visitor, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Every address not seen yet that answers this visitor with a page, by name."""
    for address in in_turn(list(addresses())):
        if address.name and address.name not in seen and _may_open(visitor, address):
            visit = Visit(visitor.role, address, "GET", False, False)
            response = visitor.go(visit)
            if _is_page(response):
                yield address.name, url_of(visit, visitor.world)
    yield f"a page that is not there, as {visitor.role}", "/nowhere/"


def _is_page(response: Any) -> bool:
    """A whole page: no refusal, no file to save, no part that stands within another page."""
    is_html = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return is_html and not response.has_header("Content-Disposition") and b"<html" in response.content


def _may_open(visitor: Visitor, address: Address) -> bool:
    """Public pages are looked at once, by a visitor; pages of an audience by those who have it; those of the account
    by a visitor and by a citizen."""
    kind = getattr(address.view, "audience", Audience.PUBLIC)
    is_own = (kind is Audience.PUBLIC) == (visitor.actor is None)
    is_own |= visitor.role == "citizen" and address.route.startswith("accounts/")
    is_placed = set(PLACES.get(address.name, ())) == set(address.parameters)
    return is_own and is_placed and not is_locked(address, visitor.actor)


def _faults_of(page: Page, url: str, *, in_dark: bool = True) -> list[str]:
    """What the browser says of the page, its width, and what axe finds, in light and perhaps in dark."""
    said: list[str] = []

    def listen(message: Any) -> None:
        if message.type == "error" and "404 (Not Found)" not in message.text:
            said.append(f"console: {message.text[:200]}")

    page.on("console", listen)
    page.on("pageerror", broken := lambda error: said.append(f"script: {error}"))
    page.goto(url)
    faults = [f"wider than the screen: {wide}"] if (wide := page.evaluate(TOO_WIDE)) else []
    for scheme, rules in (("light", RULES), ("dark", RULES_OF_COLOUR))[: 2 if in_dark else 1]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        faults += [f"{scheme}: {violation}" for violation in page.evaluate(RUN_AXE, rules)]
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", broken)
    return [*said, *faults]


BROKEN = """<!doctype html><html lang="zh"><head><title>x</title></head><body>
<div style="width: 900px">宽</div><img src="data:,"><p style="color: #eee; background: #fff">淡</p></body></html>"""


def test_a_page_that_is_unsound_is_found(open_as: Any) -> None:
    page = open_as(None, size=PHONE)
    page.context.add_init_script(path=AXE)
    page.context.route("**/broken/", lambda route: route.fulfill(body=BROKEN, content_type="text/html"))
    found = " ".join(_faults_of(page, "/broken/"))
    assert all(fault in found for fault in ("wider than the screen: div", "image-alt: img", "color-contrast: p"))
