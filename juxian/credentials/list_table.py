"""The sheet that employers fill in, and the sheet that they get back."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.models import ListCheck
from juxian.credentials.queries.list_check import WORDS
from juxian.kit.access import Text
from juxian.kit.excel import Column

SHEET_COLUMNS = [
    Column("number", _("证书编号"), required=True, help=_("例如 JMJLL-2023-5-000001L。"), longest=40),
    Column("name", _("姓名"), required=True, longest=60),
]
RESULT_COLUMNS = [
    *SHEET_COLUMNS,
    Column("word", _("查验结果")),
    Column("occupation", _("职业")),
    Column("level", _("等级")),
    Column("issued_on", _("发证日期")),
]


def result_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a stored row with its words and tone."""
    word, tone = WORDS[row["verdict"]]
    level = str(SkillLevel(row["level"]).label) if row["level"] else ""
    return {**row, "word": str(word), "tone": tone, "level": level}


@dataclass(frozen=True)
class Tally:
    """A tab of the result: one verdict and how many rows have it."""

    word: Text
    count: int
    url: str
    is_current: bool


def tallies(check: ListCheck, path: str, current: str) -> list[Tally]:
    """Return the verdicts that occur, in the order of the words."""
    counted = Counter(row["verdict"] for row in check.rows)
    return [
        Tally(word, counted[verdict], f"{path}?{urlencode({'verdict': verdict})}", verdict == current)
        for verdict, (word, _tone) in WORDS.items()
        if counted[verdict]
    ]
