"""The columns of the Excel files of a run."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from juxian.benefits.models import Finding
from juxian.benefits.queries.words import change_in_words, in_words
from juxian.kit.clauses import VERDICTS
from juxian.kit.excel import Column

FINDINGS = [
    Column("name", _("姓名")),
    Column("identity_tail", _("证件后四位")),
    Column("verdict", _("结论")),
    Column("amount_fen", _("当月（元）"), "money"),
    Column("reasons", _("原因"), width=60),
    Column("sample", _("抽查结果")),
    Column("note", _("说明"), width=40),
]
DIFFERENCES = [
    Column("name", _("姓名")),
    Column("identity_tail", _("证件后四位")),
    Column("month", _("月份"), "month"),
    Column("before_fen", _("已入账（元）"), "money"),
    Column("due_fen", _("应为（元）"), "money"),
    Column("delta_fen", _("差额（元）"), "money"),
    Column("kind", _("性质")),
    Column("reason", _("为什么"), width=60),
]


def finding_row(row: Finding, words: Mapping[str, str]) -> dict[str, Any]:
    """Return a finding as the office's sheet keeps it; the identity number by its last four only."""
    return {
        "name": row.person.name,
        "identity_tail": row.person.identity_tail,
        "verdict": str(VERDICTS[row.verdict][0]),
        "amount_fen": row.amount_fen,
        "reasons": in_words(row.reasons, words),
        "sample": str(row.get_sample_result_display()),
        "note": row.sample_note,
    }


def difference_row(row: Any) -> dict[str, Any]:
    """Return a difference as the office's sheet keeps it."""
    return {
        "name": row.person.name,
        "identity_tail": row.person.identity_tail,
        "month": row.month,
        "before_fen": row.before_fen,
        "due_fen": row.due_fen,
        "delta_fen": row.delta_fen,
        "kind": str(row.kind),
        "reason": "；".join(change_in_words(row.changes)),
    }
