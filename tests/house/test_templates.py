"""Every template compiles, somebody shows it, and none carries a style, a script or a handler of its own."""

import ast
import re
from pathlib import Path

import allauth
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from tests.house.tree import ROOT, assert_none, sources, templates, walk

ALLAUTH = Path(allauth.__file__).parent / "templates"
NAME = re.compile(r"""["']([\w/.-]+\.(?:html|txt|xml))["']""")
INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*\ssrc=)|\shx-on""", re.IGNORECASE
)
# Loaded by Django itself.
BY_NAME = {"403.html", "404.html", "500.html"}


def find_broken(names: list[str]) -> list[str]:
    """Templates that Django cannot read."""
    faults = []
    for name in names:
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            faults.append(f"{name}: {error}")
    return faults


def find_unused(root: Path) -> list[str]:
    """Templates that no Python file and no other template names. Overrides of a library's pages are used by it."""
    patterns = _named_in_python(root)
    found = templates(root)
    for path in found.values():
        patterns |= {re.escape(name) for name in NAME.findall(path.read_text(encoding="utf-8"))}
    used = re.compile("|".join(sorted(patterns)) or "$^")
    return [
        path.relative_to(root).as_posix()
        for name, path in found.items()
        if not used.fullmatch(name) and name not in BY_NAME and not (ALLAUTH / name).exists()
    ]


def _named_in_python(root: Path) -> set[str]:
    """Patterns of the names in string literals; a piece that is computed may be any word."""
    found: set[str] = set()
    for source in sources(root):
        for node in walk(source, ast.Constant, ast.JoinedStr):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                pieces = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w-]+" for p in node.values]
                found.add("".join(pieces))
    return {pattern for pattern in found if pattern.endswith((r"\.html", r"\.txt", r"\.xml"))}


def find_missing(root: Path) -> list[str]:
    """Names of templates, in `include`, `extends` and `render`, that do not exist."""
    known = set(templates(root))
    owners = {name.split("/")[0] for name in known}
    named = {
        (path.relative_to(root).as_posix(), name)
        for path in templates(root).values()
        for name in NAME.findall(path.read_text(encoding="utf-8"))
    }
    for source in sources(root):
        for node in walk(source, ast.Constant):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(repr(node.value)):
                named.add((source.path, node.value))
    return sorted(
        f"{place} names {name}, which does not exist"
        for place, name in named
        if name.split("/")[0] in owners and "/" in name and name not in known and not (ALLAUTH / name).exists()
    )


def find_inline(root: Path) -> list[str]:
    """Styles, scripts and handlers in templates: the content security policy would drop them silently."""
    return [
        f"{path.relative_to(root)}:{number}: {line.strip()[:60]}"
        for path in templates(root).values()
        if path.suffix == ".html"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if INLINE.search(line)
    ]


def test_every_template_compiles():
    assert len(templates(ROOT)) > 100
    assert_none(find_broken(list(templates(ROOT))))


def test_a_broken_template_is_found(tmp_path, settings):
    (tmp_path / "house_broken.html").write_text("{% if %}")
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path]}
    settings.TEMPLATES = [engine]
    assert len(find_broken(["house_broken.html"])) == 1


def test_no_template_lies_unused():
    assert_none(find_unused(ROOT))


def test_every_template_that_is_named_exists():
    assert_none(find_missing(ROOT))


def test_no_style_or_script_stands_in_a_template():
    assert_none(find_inline(ROOT))


def test_unused_missing_and_inline_are_found(plant):
    folder = "juxian/people/templates/people/"
    root = plant(
        {
            f"{folder}page.html": '{% include "people/_part.html" %}{% include "people/_gone.html" %}',
            f"{folder}_part.html": "<p style='color: red'>x</p>\n<a onclick=\"x()\">x</a>\n<script>x()</script>",
            f"{folder}step_one.html": '<script src="/x.js"></script><p class="style">',
            f"{folder}forgotten.html": "",
            "juxian/people/views.py": 'render("people/page.html", f"people/step_{name}.html")',
        }
    )
    assert find_unused(root) == [f"{folder}forgotten.html"]
    assert find_missing(root) == [f"{folder}page.html names people/_gone.html, which does not exist"]
    assert [fault.split(":")[1] for fault in find_inline(root)] == ["1", "2", "3"]
