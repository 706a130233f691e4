"""Nasty values in every parameter, form field, header, body and piece of a path: no error of ours, nothing reflected.

Each day a third of the addresses, each with a sixth of the values, the next address with the next sixth, and another one
the next time; `JUXIAN_WALK=full` gives all to each.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from django import forms
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from juxian.kit.access import Audience
from juxian.kit.views import audience
from tests.house.addresses import Address, addresses
from tests.house.tree import assert_none
from tests.turns import DAYS, IN_FULL, TODAY, in_turn
from tests.walker import nasty
from tests.walker.case import WorldTest
from tests.walker.test_walker import ACTORS, PLACED
from tests.walker.visits import HTMX, Visit, Visitor, is_locked, is_refusal, rolled_back, url_of
from tests.walker.world import World

Fields = dict[str, forms.Field]
SHARE = 6
MOST_A_TEST = 25  # addresses: one test of a whole domain would keep one worker busy while the other has nothing left
REFLECTED = (nasty.SCRIPT, "<script>x7", "onload=x7>")


class Fuzzer:
    """Throws requests at one address as somebody who is let in, and keeps what was wrong.

    Values go to every field. Raw queries, bodies and headers meet the middleware before any view, so each address gets
    one of each in turn; over all addresses every one is tried dozens of times."""

    def __init__(self, visitor: Visitor, address: Address, turn: int = 0):
        self.turn, self.visitor, self.address, self.faults = turn, visitor, address, dict[str, None]()
        self.closed: set[str] = set()  # methods that the address refuses before it reads anything
        self.url = url_of(Visit(visitor.role, address, "GET", False, False), visitor.world)

    def run(self) -> list[str]:
        """Every way of being nasty to this address."""
        for method in ("GET", "POST"):
            fields = self.fields(method)
            if method in self.closed:
                continue
            if fields:
                self.rotate(method, {**nasty.COMMON, **fields})
            else:
                self.without_a_form(method)
            if method == "POST":
                self.one_by_one(fields)
        self.raw()
        self.headers()
        self.paths()
        return list(self.faults)

    def fields(self, method: str) -> Fields:
        """The fields of every form that reads what this method sends."""
        with nasty.forms_seen() as seen:
            if self.send(method, {"walker": "1"}, "an unknown parameter") == 405:
                self.closed.add(method)
        return {form.add_prefix(name): field for form in seen if form.is_bound for name, field in form.fields.items()}

    def without_a_form(self, method: str) -> None:
        """A view may read a parameter by hand, under one of the usual names."""
        for value in nasty.SHARP:
            self.send(method, dict.fromkeys(nasty.COMMON, value), f"usual names = {value[:20]!r}")

    def rotate(self, method: str, fields: Fields) -> None:
        """Each field sees each value once, in as many requests as there are values."""
        count = len(nasty.VALUES)
        for turn in range(0 if IN_FULL else self.turn % SHARE, count, 1 if IN_FULL else SHARE):
            values = {name: nasty.VALUES[(turn + place) % count] for place, name in enumerate(fields)}
            self.send(method, values, str({name: str(value)[:20] for name, value in values.items()}))

    def one_by_one(self, fields: Fields) -> None:
        """One field is wrong and all others are plausible: the value gets as far as it can."""
        good = {name: nasty.plausible(field) for name, field in fields.items() if not _is_file(field)}
        self.send("POST", good, "plausible values")
        for place, (name, field) in enumerate(fields.items()):
            values = nasty.files() if _is_file(field) else nasty.SHARP
            for value in values if IN_FULL else values[(self.turn + place) % 3 :: 3]:
                self.send("POST", {**good, name: value}, f"{name}={value!r}"[:100])

    def raw(self) -> None:
        """Queries and bodies that no form would send."""
        query = nasty.QUERIES[self.turn % len(nasty.QUERIES)]
        kind, body = nasty.BODIES[self.turn % len(nasty.BODIES)]
        self.send("GET", None, f"?{query}", url=f"{self.url}?{query}")
        self.send("POST", body, kind, content_type=kind)

    def headers(self) -> None:
        headers = nasty.HEADERS[self.turn % len(nasty.HEADERS)]
        self.send("POST" if self.turn % 2 else "GET", {}, str(headers)[:80], headers=headers)

    def paths(self) -> None:
        """Pieces of the path that are no key."""
        converters = [name for name in self.address.parameters if name not in {"pk", "upload_id", "subject_id"}]
        pieces = self.url.strip("/").split("/")
        for place in range(len(pieces)) if converters else ():
            for piece in nasty.PATH_PIECES:
                self.send("GET", None, piece[:20], url=f"/{'/'.join([*pieces[:place], piece, *pieces[place + 1 :]])}/")

    def send(self, method: str, data: Any, what: str, *, url: str = "", **options: Any) -> int:
        """Make one request, roll everything back, and look at the answer. Return its status."""
        client = self.visitor.fresh_client()
        options.setdefault("headers", HTMX if len(what) % 2 else {})
        with rolled_back():
            if isinstance(data, bytes):
                response = client.generic(method, self.url, data, **options)
            else:
                response = getattr(client, method.lower())(url or self.url, data, **options)
            text = _html(response)
        for fault in _faults(response, text):
            self.faults.setdefault(f"{self.address.name} as {self.visitor.role}: {method} {fault}, by {what}"[:400])
        return int(response.status_code)


def _faults(response: Any, text: str) -> Iterator[str]:
    if response.status_code >= 500:
        info = getattr(response, "exc_info", None)
        yield f"{response.status_code} {info[0].__name__}: {str(info[1])[:120]}" if info else str(response.status_code)
    if found := next((word for word in REFLECTED if word in text), None):
        yield f"reflects {found}"
    location = response.get("Location", "")
    if location.startswith(("https://example.invalid", "//example.invalid", "javascript:")):
        yield f"leads to {location}"


def _html(response: Any) -> str:
    if "html" not in response.get("Content-Type", ""):
        return ""
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode("utf-8", "replace")


def _is_file(field: forms.Field) -> bool:
    return isinstance(field, forms.FileField)


class Fuzzed(WorldTest):
    """One test for each part of a domain, made below; and what the fuzzer must find, in the same world."""

    def test_a_parameter_read_by_hand_is_found(self):
        assert any("ValueError" in fault for fault in self._fuzz("careless"))

    def test_a_reflection_and_an_open_redirect_are_found(self):
        found = self._fuzz("reflecting")
        assert any("reflects <script>" in fault for fault in found)
        assert any("leads to https://example.invalid" in fault for fault in found)

    def _fuzz(self, name: str) -> list[str]:
        address = next(address for address in addresses(__name__) if address.name == name)
        with override_settings(ROOT_URLCONF=__name__):
            visitor = Visitor(self.world, "visitor")
            return [fault for turn in range(SHARE) for fault in Fuzzer(visitor, address, turn).run()]


def _visitor_for(world: World, visitor_as: Callable[[str], Visitor], address: Address) -> Visitor:
    """The first role that the address lets in; where none is, the first whom the middleware lets pass."""
    open_to = [role for role in ACTORS if not is_locked(address, world.actors[role])]
    for role in open_to:
        visitor = visitor_as(role)
        if any(not is_refusal(visitor.go(Visit(role, address, method, False, False))) for method in ("GET", "POST")):
            return visitor
    return visitor_as(open_to[0])


def _fuzz(found: list[tuple[int, Address]]) -> Any:
    def test(self: Fuzzed) -> None:
        faults = []
        visitor_as = cache(lambda role: Visitor(self.world, role))
        with override_settings(TRUSTED_PROXIES=1):
            for turn, address in in_turn(found):
                visitor = _visitor_for(self.world, visitor_as, address)
                faults += Fuzzer(visitor, address, turn + TODAY // DAYS).run()
        assert_none(faults)

    return test


_by_domain: dict[str, list[Address]] = defaultdict(list)
for _address in PLACED:
    _by_domain[_address.place.split(".")[1]].append(_address)
for _name, _found in _by_domain.items():
    _turns = list(enumerate(_found))
    for _start in range(0, len(_turns), MOST_A_TEST):
        _part = f"{_name}_{_start // MOST_A_TEST + 1}"
        setattr(Fuzzed, f"test_nothing_breaks_{_part}", _fuzz(_turns[_start : _start + MOST_A_TEST]))


# --- what the fuzzer must find


@audience(Audience.PUBLIC)
def careless(request):
    """Reads a parameter by hand and writes it back as it came."""
    number = int(request.GET.get("page") or 1)
    return HttpResponse(f"{number} {request.POST.get('name', '')}")


class NameForm(forms.Form):
    name = forms.CharField()
    page = forms.CharField()


@audience(Audience.PUBLIC)
def reflecting(request):
    """Has a form, and does not ask it."""
    form = NameForm(request.POST or request.GET)
    target = form.data.get("page", "")
    return HttpResponse(form.data.get("name", ""), headers={"Location": quote(target, safe=":/")[:50]})


urlpatterns = [path("careless/", careless, name="careless"), path("reflecting/", reflecting, name="reflecting")]
