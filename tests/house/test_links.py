"""Every address that a template or a module names exists and gets its parameters.

`{% url 'gone' as link %}` fails silently and `redirect("gone")` only when somebody passes there: so all are read here.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.house.addresses import addresses
from tests.house.tree import ROOT, Source, assert_none, called_name, sources, templates, walk

Known = Mapping[str, list[frozenset[str]]]
CALLS = {"redirect", "reverse", "reverse_lazy", "resolve_url"}


def known_addresses() -> dict[str, list[frozenset[str]]]:
    """Return {name: the sets of parameters it takes}."""
    found: dict[str, list[frozenset[str]]] = {}
    for address in addresses():
        found.setdefault(address.name, []).append(address.parameters)
    return found


def find_dead_links(root: Path, known: Known) -> list[str]:
    """Names in `{% url %}` and `redirect`/`reverse`, and names with a namespace anywhere, that lead nowhere."""
    faults = []
    for path in templates(root).values():
        faults += [f"{path.relative_to(root)}:{fault}" for fault in _dead_in_template(path, known)]
    for source in sources(root):
        faults += _dead_in_python(source, known)
    return list(dict.fromkeys(faults))


def _dead_in_template(path: Path, known: Known) -> Iterator[str]:
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        if token.token_type is not TokenType.BLOCK:
            continue
        bits = token.split_contents()
        if bits[0] == "url" and bits[1][0] in "\"'":
            given = [bit for bit in bits[2:] if bit]
            given = given[: given.index("as")] if "as" in given else given
            keywords = {bit.split("=")[0] for bit in given if re.match(r"\w+=", bit)}
            if fault := _fault(bits[1][1:-1], len(given) - len(keywords), keywords, known):
                yield f"{token.lineno}: {fault}"
        else:
            spaces = _namespaces(known)
            for name in re.findall(r"""["'](\w+:\w+)["']""", token.contents):
                if name.split(":")[0] in spaces and name not in known:
                    yield f"{token.lineno}: {name} leads nowhere"


def _dead_in_python(source: Source, known: Known) -> Iterator[str]:
    spaces = _namespaces(known)
    for node in walk(source, ast.Call, ast.Constant):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value
            if re.fullmatch(r"\w+:\w+", name) and name.split(":")[0] in spaces and name not in known:
                yield f"{source.at(node)}: {name} leads nowhere"
        elif isinstance(node, ast.Call) and called_name(node) in CALLS and node.args:
            yield from (f"{source.at(node)}: {fault}" for fault in _faults_of_call(node, known))


def _faults_of_call(call: ast.Call, known: Known) -> Iterator[str]:
    first = call.args[0]
    if not isinstance(first, ast.Constant) or not re.fullmatch(r"[\w:]+", str(first.value)):
        return
    keywords = {word.arg: word.value for word in call.keywords}
    if called_name(call) == "redirect":
        count, names = len(call.args) - 1, {name for name in keywords if name and name != "permanent"}
    else:
        listed, mapped = keywords.get("args"), keywords.get("kwargs")
        if not isinstance(listed, ast.List | ast.Tuple | None) or not isinstance(mapped, ast.Dict | None):
            return
        count = len(listed.elts) if listed else 0
        names = {str(key.value) for key in mapped.keys if isinstance(key, ast.Constant)} if mapped else set()
    if any(isinstance(each, ast.Starred) for each in call.args):
        return
    if fault := _fault(str(first.value), count, names, known):
        yield fault


def _fault(name: str, count: int, keywords: set[str], known: Known) -> str:
    """Say what is wrong with a link that gives so many values by position and these by name."""
    if name not in known:
        return f"{name} leads nowhere"
    fits = any(len(wanted) == count if not keywords else wanted == keywords for wanted in known[name])
    return "" if fits else f"{name} takes {[sorted(each) for each in known[name]]}, not {count} and {sorted(keywords)}"


def _namespaces(known: Known) -> set[str]:
    return {name.split(":")[0] for name in known if ":" in name}


def test_every_link_leads_somewhere():
    assert_none(find_dead_links(ROOT, known_addresses()))


def test_dead_links_are_found(plant):
    page = """{% url 'people:inbox' as a %}
    {% url 'people:inbux' as b %}
    {% url 'people:message_open' as c %}
    {% url 'people:message_open' pk=row.pk %}
    {% entry "people:nowhere" %}
    {% url name %}
    """
    view = """
    def f(request, pk):
        redirect("people:gone")
        redirect("people:message_open", pk)
        reverse("people:message_open", kwargs={"key": pk})
        reverse("people:message_open", args=[pk])
        entry = Entry("people:missing")
        redirect("/start/")
    """
    root = plant({"juxian/people/templates/people/page.html": page, "juxian/people/views.py": view})
    found = find_dead_links(root, known_addresses())
    lines = sorted(":".join(fault.split(":")[:2]).rpartition("/")[2] for fault in found)
    assert lines == ["page.html:2", "page.html:3", "page.html:5", "views.py:3", "views.py:5", "views.py:7"]
