"""Another domain is entered by its front door, and its templates stay its own (decision 0003)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import GROUND, ROOT, Source, assert_none, sources, templates, walk

DOORS = {"actions", "queries", "facts", "events", "permissions", "states"}
# Vocabularies and tools that decision 0003 opens.
OPEN_MODULES = {"catalogue.levels", "notices.kinds", "catalogue.importers"}
BORROWED = re.compile(r"""\{%\s*(?:include|extends)\s+["']([\w-]+)/""")


def find_side_doors(root: Path) -> list[str]:
    """Imports of another domain's inner rooms."""
    domains = {path.name for path in (root / "juxian").iterdir() if path.is_dir()} - GROUND
    return [
        f"{source.path}:{line} enters {module} by another way than its front door"
        for source in sources(root)
        for line, module in _imports(source)
        if (names := module.split("."))[0] == "juxian"
        and len(names) > 1
        and names[1] in domains - {source.domain}
        and not _is_open(names[1:])
    ]


def _is_open(names: list[str]) -> bool:
    return len(names) > 1 and (names[1] in DOORS or ".".join(names[:2]) in OPEN_MODULES)


def _imports(source: Source) -> Iterator[tuple[int, str]]:
    """Every imported name as a dotted path; `from juxian.people import models` is juxian.people.models."""
    for node in walk(source, ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def find_borrowed_templates(root: Path) -> list[str]:
    """Templates that include or extend those of another domain; the kit's are for everybody."""
    return [
        f"{path.relative_to(root)} borrows from {owner}"
        for path in templates(root).values()
        for owner in BORROWED.findall(path.read_text(encoding="utf-8"))
        if owner not in {path.relative_to(root).parts[1], "kit"} and (root / "juxian" / owner).is_dir()
    ]


def test_domains_enter_each_other_by_the_front_door():
    assert_none(find_side_doors(ROOT))


def test_an_import_through_the_window_is_found(plant):
    root = plant(
        {
            "juxian/people/models.py": "",
            "juxian/evaluation/actions.py": """
            from juxian.people.queries import person_of_user
            from juxian.people import events
            from juxian.catalogue.levels import SkillLevel
            from juxian.people.models import Person
            from juxian.people import forms
            def later():
                import juxian.people.views
            """,
        }
    )
    assert [fault.split()[2] for fault in find_side_doors(root)] == [
        "juxian.people.models.Person",
        "juxian.people.forms",
        "juxian.people.views",
    ]


def test_templates_stay_in_their_domain():
    assert_none(find_borrowed_templates(ROOT))


def test_a_template_of_another_domain_is_found(plant):
    page = (
        '{% extends "kit/layouts/public.html" %}{% include "people/_card.html" %}{% include "evaluation/_row.html" %}'
    )
    root = plant({"juxian/evaluation/templates/evaluation/page.html": page, "juxian/people/__init__.py": ""})
    assert find_borrowed_templates(root) == [
        "juxian/evaluation/templates/evaluation/page.html borrows from people",
    ]
