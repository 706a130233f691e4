"""Facts on a later day if nothing changes: whoever was insured this month or last month stays insured.

The same assumption as `Sheet.at`, for facts as people write them.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from juxian.policy.dates import month_index, months_from
from juxian.policy.sheet import FactError, Given
from juxian.policy.vocabulary import Vocabulary


def continued(vocabulary: Vocabulary, facts: Mapping[str, Any], known_on: dt.date, day: dt.date) -> dict[str, Any]:
    """Return the facts known on `known_on`, carried on to `day`. Raises `FactError` for a day before it."""
    if day < known_on:
        raise FactError(f"事实是 {known_on} 的，不能当作更早的 {day} 的事实。请给出那天的事实。")
    return {name: _carried(vocabulary, name, given, known_on, day) for name, given in facts.items()}


def _carried(vocabulary: Vocabulary, name: str, given: Any, known_on: dt.date, day: dt.date) -> Any:
    declaration = vocabulary.facts.get(name)
    value = given.value if isinstance(given, Given) else given
    if declaration is None or declaration.kind.name != "months" or value is None:
        return given
    months = {month if isinstance(month, str) else f"{month:%Y-%m}" for month in value}
    here = month_index(known_on)
    if {_text(here), _text(here - 1)} & months and month_index(day) > here:
        months |= set(months_from(known_on, day))
    carried = sorted(months)
    return Given(carried, given.trust, given.source) if isinstance(given, Given) else carried


def _text(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
