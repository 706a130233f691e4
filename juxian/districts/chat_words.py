"""What a comment in a live room is looked through for: `chat_words.yaml`, read once and checked by type."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
VERDICTS = ("refuse", "hold")


@dataclass(frozen=True)
class WordGroup:
    """Words with one reason. `sound`: words also compared by their reading; `patterns` are regular expressions over
    folded text; `allowed` are sayings that contain a word and mean no harm. Titles come in two languages."""

    key: str
    title: dict[str, str]
    advice: dict[str, str]
    source: str
    verdict: str
    words: tuple[str, ...]
    sound: tuple[str, ...]
    patterns: tuple[str, ...]
    allowed: tuple[str, ...]


@cache
def chat_words(district: str) -> tuple[WordGroup, ...]:
    """Return the groups of a district in the order of the file. Raises `KeyError` or `ValueError` for a wrong file."""
    data = yaml.safe_load((FOLDER / district / "chat_words.yaml").read_text(encoding="utf-8"))
    return tuple(_group(key, entry) for key, entry in data["groups"].items())


def _group(key: str, entry: dict[str, Any]) -> WordGroup:
    if entry["verdict"] not in VERDICTS:
        raise ValueError(f"verdict of {key} must be one of {VERDICTS}, not {entry['verdict']}")
    return WordGroup(
        key=key,
        title={"zh": entry["zh"], "en": entry["en"]},
        advice={"zh": entry["advice"], "en": entry["advice_en"]},
        source=entry["source"],
        verdict=entry["verdict"],
        words=tuple(entry["words"]),
        sound=tuple(entry["sound"]),
        patterns=tuple(entry["patterns"]),
        allowed=tuple(entry["allowed"]),
    )
