"""What a vacancy must not say: `posting_rules.yaml`, read once, its patterns tried by compiling them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class PostingRule:
    """One ground. `allowed` are sayings that look like a fault and are none; every text comes in two languages."""

    key: str
    title: dict[str, str]
    law: dict[str, str]
    instead: dict[str, str]
    patterns: tuple[re.Pattern[str], ...]
    allowed: tuple[re.Pattern[str], ...]


@cache
def posting_rules(district: str) -> tuple[PostingRule, ...]:
    """Return the rules of a district in the order of the file. Raises `KeyError` or `re.error` for a broken file."""
    data = yaml.safe_load((FOLDER / district / "posting_rules.yaml").read_text(encoding="utf-8"))
    words = data["words"]
    return tuple(_rule(key, entry, words) for key, entry in data["rules"].items())


def _rule(key: str, entry: dict[str, Any], words: dict[str, str]) -> PostingRule:
    return PostingRule(
        key=key,
        title={"zh": entry["zh"], "en": entry["en"]},
        law={"zh": entry["law"], "en": entry["law_en"]},
        instead={"zh": entry["instead"], "en": entry["instead_en"]},
        patterns=tuple(_compiled(pattern, words) for pattern in entry["patterns"]),
        allowed=tuple(_compiled(pattern, words) for pattern in entry["allowed"]),
    )


def _compiled(pattern: str, words: dict[str, str]) -> re.Pattern[str]:
    """Put the lists of words that several patterns share in the place of their names: `<limit>`."""
    for name, list_of_words in words.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{list_of_words})")
    return re.compile(pattern)
