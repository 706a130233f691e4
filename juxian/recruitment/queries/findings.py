"""What the check of a vacancy's words found, kept as plain values, and told with its law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from juxian.districts.posting_rules import PostingRule, posting_rules
from juxian.kit.access import Text
from juxian.recruitment.checking import check_texts

FIELDS: dict[str, Text] = {
    "title": _("职位名称"),
    "description": _("工作内容"),
    "requirements": _("任职要求"),
    "address": _("工作地址"),
}


@dataclass(frozen=True)
class Explained:
    """One finding in words: in which field, what was written, why not, by which law, and what to write instead."""

    field: str
    label: Text
    words: str
    title: str
    law: str
    instead: str


def findings_in(texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Check these fields and return the findings as they are kept: field, rule, start, end, words."""
    found = check_texts(texts, posting_rules(settings.DISTRICT))
    return [
        {"field": one.field, "rule": one.rule.key, "start": one.start, "end": one.end, "words": one.words}
        for one in found
    ]


def texts_of(row: Any) -> dict[str, str]:
    """Return the fields of a vacancy (or a draft) in which people write freely."""
    return {name: getattr(row, name) or "" for name in FIELDS}


def explained(findings: Iterable[Mapping[str, Any]]) -> list[Explained]:
    """Return kept findings in words, each saying once. A rule that no longer exists is left out."""
    rules = {rule.key: rule for rule in posting_rules(settings.DISTRICT)}
    seen = dict.fromkeys((one["field"], one["rule"], one["words"]) for one in findings if one["rule"] in rules)
    return [_explained(field, rules[key], words) for field, key, words in seen]


def _explained(field: str, rule: PostingRule, words: str) -> Explained:
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return Explained(
        field, FIELDS.get(field, field), words, rule.title[language], rule.law[language], rule.instead[language]
    )
