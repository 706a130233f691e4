"""The cast, and a folder of one's own from which the bank takes files."""

from pathlib import Path
from typing import Any

import pytest

from tests.cast import cast

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def bank_folder(settings: Any, tmp_path: Path) -> Path:
    """Files are dropped here, and nowhere else."""
    settings.BANK_GATEWAY = "juxian.payments.gateways.bank.FolderDrop"
    settings.BANK_DROP_DIR = tmp_path / "outbox"
    return settings.BANK_DROP_DIR
