"""A decision record as people read it: each clause with its verdict in words, and one line of why.

A record is what the policy engine gives as plain data; nothing of the law is known here.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Text
from juxian.kit.language import for_the_reader
from juxian.kit.punctuation import labelled, listed, sentences, with_note

VERDICTS: dict[str, tuple[Text, str]] = {
    "met": (_("符合"), "ok"),
    "not_met": (_("不符合"), "stop"),
    "unknown": (_("资料不足"), "wait"),
    "judgement": (_("由人判断"), "plain"),
}


def present_clauses(
    record: Mapping[str, Any], judged: Mapping[str, Any] | None = None, *, unknown: Text = ""
) -> list[dict[str, Any]]:
    """Return clauses with verdict, words and tone; an officer's judgement (`is_met`, `note`, `judged_by`) stands before
    the engine's. `unknown` says what a missing paper means on this page."""
    judged, shown = judged or {}, []
    for clause in record.get("clauses", []):
        judgement = judged.get(clause["key"])
        verdict = clause["verdict"] if judgement is None else ("met" if judgement.is_met else "not_met")
        label, tone = VERDICTS[verdict]
        label = unknown if unknown and verdict == "unknown" else label
        shown.append(
            {
                **clause,
                "text": for_the_reader(clause["text"]),
                "law": _t(clause["law"]),
                "because": _because(clause),
                "verdict": verdict,
                "label": label,
                "tone": tone,
                "note": judgement.note if judgement else "",
                "judged_by": judgement.judged_by if judgement else "",
            }
        )
    return shown


def _because(clause: Mapping[str, Any]) -> str:
    """One line of why: what is still missing and who has it, or the values that were looked at. Where they are not
    enough, also what the law asks for, and the first day on which time alone will do."""
    if clause["missing"]:
        names = [with_note(for_the_reader(item["label"]), _t(item["source"])) for item in clause["missing"]]
        template = _t("待核对：%(names)s") if clause["verdict"] == "judgement" else _t("还缺：%(names)s")
        return template % {"names": listed(names)}
    if not clause["values"]:
        return _t("由工作人员看材料判断") if clause["verdict"] == "judgement" else ""
    parts = [labelled(for_the_reader(value["label"]), for_the_reader(value["text"])) for value in clause["values"]]
    if clause["verdict"] == "not_met":
        parts += [_t("规定：%(rule)s") % {"rule": _rule(limit)} for limit in clause["thresholds"]]
    if clause["met_from"]:
        parts.append(_t("最早 %(date)s 起可满足") % {"date": clause["met_from"]})
    return sentences(parts)


def _rule(limit: Mapping[str, Any]) -> str:
    level = for_the_reader(limit["level"]) if limit["level"] else ""
    return with_note(f"{for_the_reader(limit['label'])} {for_the_reader(limit['text'])}", level)
