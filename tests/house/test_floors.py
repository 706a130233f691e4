"""`portals` and `insights` are faces: they write nothing and own no table. Domains need no signals and no services."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, assert_none, in_domains, sources, walk

FACES = ("portals", "insights")
WRITING_ROOMS = {"actions", "models", "migrations", "states", "tasks"}
SIGNALS = ("django.db.models.signals", "django.dispatch", "django.core.signals")
LAYERS = ("Service", "Manager", "Helper", "Util", "Utils", "Mixin")


def find_writing_faces(root: Path) -> list[str]:
    """Rooms of a face in which something could be written."""
    return [
        str(path.relative_to(root))
        for face in FACES
        for path in sorted((root / "juxian" / face).glob("*"))
        if path.name.removesuffix(".py") in WRITING_ROOMS
    ]


def find_back_ways(root: Path) -> list[str]:
    """Signals, `save()` and `delete()` overrides and service classes: hidden ways to write, or hidden layers."""
    found = []
    for source in in_domains(root):
        for node in walk(source, ast.ImportFrom, ast.ClassDef):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SIGNALS):
                found.append(f"{source.at(node)}: a signal; call an action or announce an event")
            elif isinstance(node, ast.ClassDef):
                found += [f"{source.at(node)}: {fault}" for fault in _faults_of_class(node)]
    return found


def _faults_of_class(node: ast.ClassDef) -> list[str]:
    bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    overrides = [each.name for each in node.body if isinstance(each, ast.FunctionDef)]
    faults = [f"{node.name} overrides {name}()" for name in overrides if name in {"save", "delete"} and bases]
    # `Service` alone is the word for 事项, a thing that people come for.
    if node.name.endswith(LAYERS) and node.name not in LAYERS and not bases & {"BaseUserManager", "UserManager"}:
        faults.append(f"{node.name} is a layer that this house does not have")
    return faults


def test_the_faces_write_nothing_and_own_nothing():
    assert_none(find_writing_faces(ROOT))


def test_a_face_with_a_table_or_an_action_is_found(plant):
    root = plant({"juxian/portals/actions/home.py": "", "juxian/insights/models.py": "", "juxian/portals/views.py": ""})
    assert find_writing_faces(root) == ["juxian/portals/actions", "juxian/insights/models.py"]


def test_nothing_is_written_behind_the_back_of_actions():
    assert len(sources(ROOT)) > 200
    assert_none(find_back_ways(ROOT))


def test_signals_overrides_and_services_are_found(plant):
    module = """
    from django.db.models.signals import post_save
    from django.dispatch import receiver
    class Person(Model):
        def save(self, **options): ...
    class PersonService: ...
    class UserManager(BaseUserManager): ...
    """
    assert len(find_back_ways(plant({"juxian/people/models.py": module}))) == 4
