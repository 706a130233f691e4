"""No file, function, view, template or script over its hard limit (docs/architecture §3)."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, Source, assert_none, sources, templates, walk

FUNCTION, FILE, VIEW, TEMPLATE, BEHAVIOUR = 60, 400, 30, 200, 80  # lines
FOLDERS = ("juxian", "tests", "benchmarks")


def find_oversized(root: Path) -> list[str]:
    """Everything over its limit, with its size."""
    found = [fault for source in sources(root, *FOLDERS) for fault in _oversized_code(source)]
    for path in templates(root).values():
        found += _oversized_text(root, path, TEMPLATE)
    for path in sorted((root / "juxian").rglob("static/*/behaviours/*.js")):
        found += _oversized_text(root, path, BEHAVIOUR)
    return found


def _oversized_text(root: Path, path: Path, limit: int) -> list[str]:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    return [f"{path.relative_to(root)}: {lines} lines, {limit} allowed"] if lines > limit else []


def _oversized_code(source: Source) -> Iterator[str]:
    lines = len(source.text.splitlines())
    if lines > FILE:
        yield f"{source.path}: {lines} lines, {FILE} allowed"
    for node in walk(source, ast.FunctionDef, ast.AsyncFunctionDef):
        assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        length = (node.end_lineno or 0) - node.lineno + 1
        limit = VIEW if _is_view(source, node) else FUNCTION
        if length > limit:
            yield f"{source.at(node)}: {node.name} has {length} lines, {limit} allowed"


def _is_view(source: Source, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = node.args.args
    return "views" in source.parts and bool(arguments) and arguments[0].arg == "request"


def test_nothing_is_over_its_limit():
    assert_none(find_oversized(ROOT))


def test_each_limit_is_kept_to_the_line(plant):
    def lines(count: int) -> str:
        return "    pass\n" * count

    root = plant(
        {
            "juxian/people/actions.py": "def long():\n" + lines(FUNCTION),
            "juxian/people/queries.py": "def fits():\n" + lines(FUNCTION - 1),
            "juxian/people/views/person.py": "def page(request):\n" + lines(VIEW),
            "juxian/people/models.py": "x = 1\n" * (FILE + 1),
            "juxian/people/templates/people/page.html": "<p>\n" * (TEMPLATE + 1),
            "juxian/kit/static/kit/behaviours/menu.js": "x\n" * (BEHAVIOUR + 1),
        }
    )
    found = find_oversized(root)
    assert len(found) == 5
    assert not any("queries" in fault for fault in found)
