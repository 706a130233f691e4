"""Dependencies have reasons, decisions fit a screen and name what enforces them, tables and migrations agree."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.utils import translation

from tests.house.tree import ROOT, assert_none

SCREEN = 45  # lines
REQUIREMENT = re.compile(r'^\s*"(?P<name>[\w.-]+)[^"]*",?(?P<rest>.*)$')
LISTS = re.compile(r"^(?:dependencies|dev) = \[\n(.*?)^\]", re.MULTILINE | re.DOTALL)
DECISION = re.compile(r"^\*\*Decision: .+", re.MULTILINE)
PATH = re.compile(r"`((?:tests|juxian|docs|\.ci)/[\w./-]+|pyproject\.toml|Makefile)(?:::\w+)?`")


def find_unreasoned(text: str) -> list[str]:
    """Dependencies without a reason beside them, and those that stand there twice."""
    faults, seen = [], set()
    for part in LISTS.findall(text):
        for line in part.splitlines():
            if found := REQUIREMENT.match(line):
                name = found["name"].lower()
                faults += [] if re.search(r"#\s*\w.{5,}", found["rest"]) else [f"{name} has no reason"]
                faults += [f"{name} stands there twice"] if name in seen else []
                seen.add(name)
    return faults


def find_poor_decisions(root: Path) -> list[str]:
    """Decision records that are long, say not one thing, or name no test or contract that exists."""
    faults = []
    for path in sorted((root / "docs" / "decisions").glob("[0-9]*.md")):
        text = path.read_text(encoding="utf-8")
        kept = re.split(r"^(?:Enforced|Kept) by ", text, flags=re.MULTILINE)[1:]
        if len(text.splitlines()) > SCREEN:
            faults.append(f"{path.name} is longer than a screen")
        if len(DECISION.findall(text)) != 1:
            faults.append(f"{path.name} has not one Decision line")
        if not any(PATH.findall(each) for each in kept) and "\nNext: " not in text:
            faults.append(f"{path.name} says neither what keeps it nor what comes next")
        faults += [f"{path.name}: {name} does not exist" for name in PATH.findall(text) if not (root / name).exists()]
    return faults


def find_unmigrated(made: ProjectState, wanted: ProjectState) -> list[str]:
    """Changes of models that no migration makes."""
    changes = MigrationAutodetector(made, wanted)._detect_changes()
    return [
        f"{label}: {step.describe()}"
        for label, each in changes.items()
        if apps.get_app_config(label).name.startswith("juxian.")
        for migration in each
        for step in migration.operations
    ]


def test_every_dependency_has_its_reason():
    assert_none(find_unreasoned((ROOT / "pyproject.toml").read_text()))


def test_a_dependency_without_a_reason_is_found():
    text = 'dependencies = [\n  "a>=1", # because of x\n  "b>=1",\n]\nx = 1\ndev = [\n  "a[x]>=2", # once again\n  "c", #\n]\n'
    assert find_unreasoned(text) == ["b has no reason", "a stands there twice", "c has no reason"]


def test_every_decision_is_one_screen_with_one_decision():
    assert len(list((ROOT / "docs" / "decisions").glob("[0-9]*.md"))) >= 3
    assert_none(find_poor_decisions(ROOT))


def test_a_poor_decision_is_found(plant):
    root = plant(
        {
            "docs/decisions/0001-good.md": "# x\n\n**Decision: yes.**\n\nEnforced by `tests/x.py`.\n",
            "docs/decisions/0002-long.md": "# x\n\n" + "line\n" * 50 + "Enforced by `tests/gone.py`.\n",
            "tests/x.py": "",
        }
    )
    assert [fault.split(" ", 1)[1] for fault in find_poor_decisions(root)] == [
        "is longer than a screen",
        "has not one Decision line",
        "tests/gone.py does not exist",
    ]


@pytest.mark.django_db
def test_migrations_make_the_tables_of_today():
    with translation.override(None):  # as makemigrations does: labels of libraries are compared untranslated
        made = MigrationLoader(connection).project_state()
        assert_none(find_unmigrated(made, ProjectState.from_apps(apps)))


@pytest.mark.django_db
def test_a_model_without_a_migration_is_found():
    with translation.override(None):
        made, wanted = MigrationLoader(connection).project_state(), ProjectState.from_apps(apps)
        wanted.add_model(ModelState("people", "Forgotten", [("id", models.AutoField(primary_key=True))]))
        assert find_unmigrated(made, wanted) == ["people: Create model Forgotten"]
