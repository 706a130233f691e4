"""What an auditor sees of a changed row: which columns changed and roughly to what, never a whole name or number."""

import re
from dataclasses import dataclass
from typing import Any

from juxian.kit.audit.recording import LOOKS_SECRET
from juxian.kit.codes.masks import mask_name, mask_number

LONGEST_SHOWN = 200
# Chinese names of people have at most this many characters; what is longer names an organisation or a thing.
LONGEST_NAME = 4
NAME = re.compile(r"(^|_)name$")
NUMBER = re.compile(r"(^|_)(phone|mobile|tail|number|uscc|card)(_|$)")
PRIVATE = re.compile(r"(^|_)(address|email|birth_on|pinyin|search|key)(_|$)")
HIDDEN = "***"


@dataclass(frozen=True)
class Change:
    """One column of a row before and after. `is_secret`: that it changed is on record, its value is not."""

    column: str
    before: str
    after: str
    is_secret: bool = False


def changes_of(data: dict[str, Any]) -> list[Change]:
    """Return what a trigger wrote of a row, column by column, masked."""
    before, after = data.get("before") or {}, data.get("after") or {}
    open_columns = [
        Change(name, masked(name, before.get(name)), masked(name, after.get(name)))
        for name in sorted({*before, *after})
    ]
    return open_columns + [
        Change(name, HIDDEN, HIDDEN, is_secret=True) for name in sorted(data.get("by_name_only", []))
    ]


def inputs_of(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what an action, a reading or an export noted, masked; a sensitive input was noted by name only."""
    rest = {name: value for name, value in data.items() if name not in ("before", "after", "by_name_only")}
    return [(name, HIDDEN if value is None else masked(name, value)) for name, value in rest.items()]


def masked(name: str, value: Any) -> str:
    """Return one value as it may be shown under this name; what is empty stays empty."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict):
        return "；".join(f"{key}：{masked(str(key), item)}" for key, item in value.items())[:LONGEST_SHOWN]
    if isinstance(value, list):
        return "、".join(masked(name, item) for item in value)[:LONGEST_SHOWN]
    text = str(value)
    if PRIVATE.search(name):
        return HIDDEN
    if NUMBER.search(name) and not isinstance(value, bool | int | float):
        return mask_number(text)
    if NAME.search(name) and len(text) <= LONGEST_NAME:
        return mask_name(text)
    return LOOKS_SECRET.sub(HIDDEN, text)[:LONGEST_SHOWN]
