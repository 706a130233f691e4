"""Reads the house: its Python files by domain and room, its templates, everything that registers itself."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

import juxian

ROOT = Path(__file__).resolve().parents[2]
# Folders of juxian/ that are no domain: they have no rooms.
GROUND = {"config", "demo", "districts", "kit", "policy", "locale"}


@dataclass(frozen=True)
class Source:
    """A Python file: where it stands, what it says."""

    path: str  # from the root: juxian/evaluation/views/person.py
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def parts(self) -> list[str]:
        return self.path.removesuffix(".py").split("/")

    @property
    def domain(self) -> str:
        return self.parts[1] if len(self.parts) > 2 else ""

    @property
    def room(self) -> str:
        """The name below the domain: views/person.py is in `views`. In the kit a room may lie deeper."""
        if self.domain == "kit":
            return "views" if "views" in self.parts else self.parts[2]
        return self.parts[2] if len(self.parts) > 2 else ""

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{node.lineno}"  # type: ignore[attr-defined]


def sources(root: Path, *folders: str) -> list[Source]:
    """Every Python file below these folders of a root (juxian alone unless told), without migrations."""
    return list(_read_once(*folders) if root == ROOT else _read(root, *folders))


def _read(root: Path, *folders: str) -> list[Source]:
    found = []
    for folder in folders or ("juxian",):
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts and "node_modules" not in path.parts:
                found.append(Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")))
    return found


@cache
def _read_once(*folders: str) -> list[Source]:
    """The real house does not change while its tests run: each file is read and parsed once."""
    return _read(ROOT, *folders)


def in_room(root: Path, *rooms: str) -> list[Source]:
    """The files of these rooms, in every domain and the kit."""
    return [source for source in sources(root) if source.room in rooms and source.domain not in GROUND - {"kit"}]


def in_domains(root: Path) -> list[Source]:
    """The files of the domains: what business is written in."""
    return [source for source in sources(root) if source.domain and source.domain not in GROUND]


def templates(root: Path) -> dict[str, Path]:
    """Every template by the name under which Django loads it."""
    found: dict[str, Path] = {}
    for folder in sorted((root / "juxian").glob("*/templates")):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".html", ".txt", ".xml"}:
                found[path.relative_to(folder).as_posix()] = path
    return found


def load_everything() -> None:
    """Import every module of the domains and the kit once, so that every registry is full."""
    for module in pkgutil.walk_packages(juxian.__path__, "juxian."):
        names = module.name.split(".")
        # Children run as programs of their own, and read their orders at once.
        if names[1] not in GROUND - {"kit"} and not names[-1].endswith("child") and names[-1] != "__main__":
            importlib.import_module(module.name)


def called_name(call: ast.Call) -> str:
    """Return the last part of what is called: `a.b.save()` is "save"."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def walk(source: Source, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(source.tree) if isinstance(node, kinds))


def lineno(node: ast.AST) -> int:
    return node.lineno  # type: ignore[attr-defined,no-any-return]


def assert_none(faults: list[str]) -> None:
    """Fail with every fault on a line of its own."""
    __tracebackhide__ = True
    if faults:
        pytest.fail(f"{len(faults)} faults:\n" + "\n".join(faults), pytrace=False)
