"""Every write is an action, and every action says what it is, who may do it, and in what words."""

import ast
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from juxian.kit.access import ROLES, Role
from juxian.kit.actions import ACTIONS, Action
from tests.house.tree import ROOT, assert_none, called_name, in_room, load_everything, sources, walk

DECORATORS = {"action", "system_action"}


@pytest.fixture(scope="module", autouse=True)
def _all_loaded() -> None:
    load_everything()


def find_poor_entries(actions: Mapping[str, Action], roles: Mapping[str, Role]) -> list[str]:
    """Actions without a label or a docstring, or with a permission that no role has: nobody could ever do them."""
    held = {permission for role in roles.values() for permission in role.permissions}
    faults = []
    for name, entry in actions.items():
        if not str(entry.label).strip():
            faults.append(f"{name} has no label")
        if not entry.doc:
            faults.append(f"{name} has no docstring")
        if entry.permission is not None and entry.permission not in held:
            faults.append(f"{name} needs {entry.permission!r}, which no role of config/roles.py has")
    return faults


def _of_the_house() -> dict[str, Action]:
    """The product's own actions: tests register probes of theirs in the same process."""
    return {name: entry for name, entry in ACTIONS.items() if entry.module.startswith("juxian.")}


def find_plain_functions(root: Path) -> list[str]:
    """Functions of `actions` rooms that are no actions and yet can be had from outside: public ones of a room that is
    one file, and those of a package that `__init__` or anybody outside imports. Files of one room share freely."""
    taken = _taken_outside(root)
    return [
        f"{place}: {name} is public and no action"
        for (module, name), place in _helpers(root).items()
        if module.count(".") == 2 or (module, name) in taken
    ]


def _helpers(root: Path) -> dict[tuple[str, str], str]:
    """Return {(module, name): place} of the functions in `actions` rooms that carry no decorator of ours."""
    return {
        (".".join(source.parts), node.name): source.at(node)
        for source in in_room(root, "actions")
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not any(isinstance(mark, ast.Call) and called_name(mark) in DECORATORS for mark in node.decorator_list)
        and source.domain != "kit"
    }


def _taken_outside(root: Path) -> set[tuple[str, str]]:
    """Return the (module, name) that a file of another room, or the room's own `__init__`, imports."""
    return {
        (node.module, each.name)
        for source in sources(root)
        for node in walk(source, ast.ImportFrom)
        if isinstance(node, ast.ImportFrom) and node.module
        if not source.path.startswith(_room_of(node.module)) or source.parts[-1] == "__init__"
        for each in node.names
    }


def _room_of(module: str) -> str:
    return module.rpartition(".")[0].replace(".", "/") + "/"


def test_every_action_says_who_may_do_it_and_in_what_words():
    assert len(ACTIONS) > 100
    assert_none(find_poor_entries(_of_the_house(), ROLES))


def test_an_action_without_label_docstring_or_holder_is_found():
    good = next(entry for entry in ACTIONS.values() if entry.permission)
    bad = replace(good, label=" ", doc="", permission="evaluation.fly")
    assert len(find_poor_entries({"evaluation.fly": bad, good.name: good}, ROLES)) == 3


def test_public_functions_of_actions_are_actions():
    assert_none(find_plain_functions(ROOT))


def test_a_public_function_that_is_no_action_is_found(plant):
    root = plant(
        {
            "juxian/people/actions.py": """
            @action("受理", P.ACCEPT)
            def accept(row, *, by): ...
            def _helper(row): ...
            def slip_through(row): row.save()
            """,
            "juxian/evaluation/actions/place.py": "def shared(row): ...\ndef handed_out(row): ...\ndef taken(row): ...",
            "juxian/evaluation/actions/intake.py": "from juxian.evaluation.actions.place import shared",
            "juxian/evaluation/actions/__init__.py": "from juxian.evaluation.actions.place import handed_out",
            "juxian/evaluation/views.py": "from juxian.evaluation.actions.place import taken",
        }
    )
    found = [fault.split()[1] for fault in find_plain_functions(root)]
    assert found == ["handed_out", "taken", "slip_through"]
