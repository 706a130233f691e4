"""Scenes: what many tests begin with, put on stage once for the tests that stand next to each other.

    @scene
    def stage(cast: Cast) -> Stage:
        return make_stage(cast)

A scene is a fixture whose rows stay in the worker's open transaction, under a savepoint of their own. Each test runs
above it in its own savepoint and gets its own copy of the objects, so it meets what it would have met with an ordinary
fixture. A test that asks for less has less: what stands above its scenes is taken away first. A scene may ask for other
scenes only, and must not depend on what an ordinary fixture of the same test has set (settings, patches, folders).
Where it cannot be kept (a transactional test, a scene that needs an ordinary fixture) it is built as any other fixture.
"""

import datetime as dt
import inspect
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

Build = Callable[..., Any]
BY_NAME, FIRST = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD


def scene(build: Build) -> Any:
    """Make a function, or a method that leaves its `self` alone, a fixture whose rows and value are kept."""
    asked = [parameter.replace(kind=BY_NAME) for parameter in inspect.signature(build).parameters.values()]
    own = [inspect.Parameter(name, BY_NAME) for name in ("scenes", "db")]
    instance = [parameter.replace(kind=FIRST) for parameter in asked if parameter.name == "self"]
    alone = partial(build, None) if instance else build

    def fixture(*_instance: Any, scenes: "Scenes", db: None, **given: Any) -> Any:
        return scenes.copies[fixture] if fixture in scenes.copies else alone(**given)

    asked = asked[len(instance) :]
    fixture.__signature__ = inspect.Signature([*instance, *own, *asked])  # type: ignore[attr-defined]
    fixture.__doc__, fixture.__name__, fixture.__module__ = build.__doc__, build.__name__, build.__module__
    fixture.scene = Scene(fixture, alone, tuple(parameter.name for parameter in asked))  # type: ignore[attr-defined]
    return pytest.fixture(fixture)


@dataclass(frozen=True)
class Scene:
    """A fixture that can be kept: how its value is built, and from the values of which others."""

    fixture: Build
    build: Build
    asks: tuple[str, ...]


def scenes_of(item: Any) -> list[tuple[str, Scene]]:
    """Return the scenes that a test needs and that can be kept, each behind those that it asks for."""
    found: dict[str, Scene] = {}
    definitions = item._fixtureinfo.name2fixturedefs

    def keep(name: str) -> bool:
        if name in found:
            return True
        wanted = getattr(definitions[name][-1].func, "scene", None) if name in definitions else None
        if wanted is None or not all(keep(other) for other in wanted.asks):
            return False
        found[name] = wanted
        return True

    for name in sorted(definitions):
        keep(name)
    return list(found.items())


def in_order_of_scenes(items: list[Any]) -> list[Any]:
    """Return the tests, each file's sorted by what they need, so that a scene is built once a file."""
    files = [list(group) for _path, group in groupby(items, key=lambda item: item.path)]
    return [item for file in files for item in sorted(file, key=lambda item: [name for name, _s in scenes_of(item)])]


@dataclass
class Standing:
    """A scene on stage: its savepoint, and the values of all scenes up to it, as bytes that give a new copy each time."""

    scene: Scene
    atomic: transaction.Atomic
    values: bytes


class Scenes:
    """What stands in the open transaction of this worker, the first scene at the bottom."""

    def __init__(self, instant: dt.datetime) -> None:
        self.instant = instant
        self.file: Any = None
        self.standing: list[Standing] = []
        self.copies: dict[Build, Any] = {}

    def put_on(self, wanted: list[tuple[str, Scene]]) -> None:
        """Leave exactly these scenes on stage, and this test's own copies of their values."""
        kept = self._common([scene for _name, scene in wanted])
        self.take_away(kept)
        for name, wanted_scene in wanted[kept:]:
            self._build(name, wanted_scene)
        values = pickle.loads(self.standing[-1].values) if self.standing else {}
        self.copies = {scene.fixture: values[name] for name, scene in wanted}

    def take_away(self, kept: int = 0) -> None:
        """Roll back to the first so many scenes."""
        while len(self.standing) > kept:
            atomic = self.standing.pop().atomic
            if connection.in_atomic_block:  # else the connection was lost, and everything with it
                transaction.set_rollback(True)
                atomic.__exit__(None, None, None)
        self.copies = {}

    def _common(self, wanted: list[Scene]) -> int:
        kept = 0
        for stands, scene in zip(self.standing, wanted, strict=False):
            if stands.scene != scene:
                break
            kept += 1
        return kept

    def _build(self, name: str, scene: Scene) -> None:
        values = pickle.loads(self.standing[-1].values) if self.standing else {}
        atomic = transaction.atomic()
        atomic._from_testcase = True  # type: ignore[attr-defined]  # a durable block may stand on it, as on Django's own
        atomic.__enter__()
        try:
            with time_machine.travel(self.instant, tick=False):
                values[name] = scene.build(**{other: values[other] for other in scene.asks})
            connection.check_constraints()  # now, or every test above would check these rows again
        except BaseException:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)
            raise
        self.standing.append(Standing(scene, atomic, pickle.dumps(values)))
