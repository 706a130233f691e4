"""Scenes that stand for several tests: no test meets what another did, and none has more than it asked for."""

from collections.abc import Iterator

import pytest

from juxian.people.models import Person
from tests.cast import make_person
from tests.conftest import FROZEN
from tests.scenes import Scene, Scenes

BUILT: list[str] = []


def _worker() -> Person:
    BUILT.append("worker")
    return make_person("甲某")


def _colleague(worker: Person) -> list[Person]:
    BUILT.append("colleague")
    return [worker, make_person("乙某")]


WORKER = ("worker", Scene(_worker, _worker, ()))
COLLEAGUE = ("colleague", Scene(_colleague, _colleague, ("worker",)))


@pytest.fixture
def stage(db: None) -> Iterator[Scenes]:
    BUILT.clear()
    scenes = Scenes(FROZEN)
    yield scenes
    scenes.take_away()


def test_a_scene_is_built_once_and_each_test_has_its_own_copy(stage: Scenes) -> None:
    stage.put_on([WORKER])
    stage.copies[_worker].name = "改名"
    stage.put_on([WORKER])
    assert (BUILT, stage.copies[_worker].name, Person.objects.count()) == (["worker"], "甲某", 1)


def test_scenes_that_stand_on_each_other_share_their_objects(stage: Scenes) -> None:
    stage.put_on([WORKER, COLLEAGUE])
    assert stage.copies[_colleague][0] is stage.copies[_worker]


def test_who_asks_for_less_has_less(stage: Scenes) -> None:
    stage.put_on([WORKER, COLLEAGUE])
    stage.put_on([WORKER])
    assert list(Person.objects.values_list("name", flat=True)) == ["甲某"]
    stage.put_on([])
    assert not Person.objects.exists()
    assert BUILT == ["worker", "colleague"]
