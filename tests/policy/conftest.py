from pathlib import Path

import pytest

from juxian.districts import rulebook
from juxian.policy import Rulebook
from tests.policy.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture(scope="session")
def jimei() -> Rulebook:
    return rulebook("jimei")
