"""One folder a district: its law, its catalogue, its demo figures. Data; imports nothing but `policy`."""

from functools import cache
from pathlib import Path

from juxian.policy import Rulebook, load_rulebook

FOLDER = Path(__file__).parent


@cache
def rulebook(district: str) -> Rulebook:
    """The checked law of a district, read once per process. Raises `RulebookError` with every fault found."""
    return load_rulebook(FOLDER / district)
