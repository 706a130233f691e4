"""A change in one sentence, in both languages: it is stored with the obligation and read in letters and on pages."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from juxian.policy.definition import Policy
from juxian.policy.explanation import in_words
from juxian.policy.kinds import FEN, Kind
from juxian.policy.rulebook import Rulebook as Law
from juxian.policy.vocabulary import Label

NEVER = dt.date(2199, 12, 31)
# Both languages are stored, so nothing here goes through the catalogue.
ARROW = {"zh": "{label}：{before} → {after}", "en": "{label}: {before} → {after}"}
MONTHS = {"zh": "{label}：{months}", "en": "{label}: {months}"}
GRANTED = {
    "zh": "待遇于 {day} 兑现，补发此前各月",  # untranslated: stored
    "en": "The benefit was granted on {day}; earlier months follow",
}
AMOUNT = {
    "zh": "应发金额：{before} → {after}",  # untranslated: stored
    "en": "Amount owed: {before} → {after}",
}
CHANGED = {
    "zh": "条款“{label}”改了",  # untranslated: stored
    "en": "The clause “{label}” was changed",
}
ADDED = {
    "zh": "新增条款“{label}”",  # untranslated: stored
    "en": "The clause “{label}” is new",
}
REMOVED = {
    "zh": "不再要求“{label}”",  # untranslated: stored
    "en": "The clause “{label}” is gone",
}


def of_fact(law: Law, policy: Policy, name: str, before: Any, after: Any) -> dict[str, str]:
    """Say how a fact stood and how it stands. Lists of months come as what went and what was added."""
    declaration = policy.declaration(name)
    if declaration.kind.name == "months":
        return _both(MONTHS, label=declaration.label, months=_months(before or [], after or []))
    return _both(
        ARROW,
        label=declaration.label,
        before=_value(law, declaration.kind, before),
        after=_value(law, declaration.kind, after),
    )


def of_parameter(law: Law, name: str, before: Any, after: Any) -> dict[str, str]:
    """Say how a value of the law stood and how it stands; of a table only the rows that differ."""
    parameter = law.parameters[name]
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        keys = [key for key in {**after, **before} if before.get(key) != after.get(key)]
        levels = law.vocabulary.enums.get("skill_level", {})
        rows = [(levels.get(key, Label(key, key)), before.get(key), after.get(key)) for key in keys]
        return {
            "zh": f"{parameter.label.zh}：" + "、".join(_row(parameter.kind, row, "zh") for row in rows),
            "en": f"{parameter.label.en}: " + ", ".join(_row(parameter.kind, row, "en") for row in rows),
        }
    return _both(
        ARROW,
        label=parameter.label,
        before=_value(law, parameter.kind, before),
        after=_value(law, parameter.kind, after),
    )


def of_clause(label: Label, *, was_there: bool, is_there: bool) -> dict[str, str]:
    """Say that the law has another clause."""
    if was_there and is_there:
        return _both(CHANGED, label=label)
    return _both(ADDED if is_there else REMOVED, label=label)


def of_grant(day: str) -> dict[str, str]:
    return _both(GRANTED, day=Label(day, day))


def of_amount(before: int, after: int) -> dict[str, str]:
    return _both(AMOUNT, before=in_words(FEN, before), after=in_words(FEN, after))


def _row(kind: Kind, row: tuple[Label, Any, Any], language: str) -> str:
    level, before, after = row
    words = [getattr(label, language) for label in (level, in_words(kind, before), in_words(kind, after))]
    return "{} {} → {}".format(*words)


def _value(law: Law, kind: Kind, value: Any) -> Label:
    if kind.name == "enum" and value is not None:
        return law.vocabulary.member_label(kind, value)
    if kind.name == "date" and value in (NEVER, NEVER.isoformat()):
        return Label("没有", "never")  # untranslated: stored
    return in_words(kind, value)


def _months(gone: list[str], added: list[str]) -> Label:
    zh, en = [], []
    if gone:
        zh.append(f"少了 {'、'.join(gone)}")  # untranslated: stored
        en.append(f"without {', '.join(gone)}")
    if added:
        zh.append(f"多了 {'、'.join(added)}")  # untranslated: stored
        en.append(f"with {', '.join(added)}")
    return Label("，".join(zh), "; ".join(en))


def _both(templates: Mapping[str, str], **labels: Label) -> dict[str, str]:
    return {
        language: templates[language].format(**{name: getattr(label, language) for name, label in labels.items()})
        for language in ("zh", "en")
    }
