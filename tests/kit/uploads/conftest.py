import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from juxian.kit.access import Actor
from juxian.kit.uploads import register_purpose
from juxian.kit.uploads.purposes import PURPOSES

PURPOSE = "kit.test"


@pytest.fixture
def owner() -> Actor:
    return Actor(role="citizen", name="吕志强", person_id=uuid.uuid4(), user_id=uuid.uuid4())


@pytest.fixture
def stranger() -> Actor:
    return Actor(role="citizen", name="陈某", person_id=uuid.uuid4(), user_id=uuid.uuid4())


@pytest.fixture(autouse=True)
def purpose() -> Iterator[str]:
    """A purpose whose files only their owner may read."""
    register_purpose(PURPOSE, may_read=lambda actor, upload: actor.person_id == upload.owner_id)
    yield PURPOSE
    del PURPOSES[PURPOSE]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT
