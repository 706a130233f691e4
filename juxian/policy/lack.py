"""What is lacking of one clause, as numbers and as one sentence in both languages."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from juxian.policy.explanation import NONE, in_words
from juxian.policy.kinds import Kind
from juxian.policy.vocabulary import Declaration, Label


class LackKind(StrEnum):
    """`time`: only time has to pass. `months`: months have to be added (insurance). `amount`: a number is too small.
    `beyond`: a number is too large, or a limit is reached. `change`: something has to become different. `document`: a
    register or a paper has not said. `judgement`: a person decides."""

    TIME = "time"
    MONTHS = "months"
    AMOUNT = "amount"
    BEYOND = "beyond"
    CHANGE = "change"
    DOCUMENT = "document"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Lack:
    """`count` is in `unit` (months, days, fen, years …). `from_on`: the first day, or the first day of the first month,
    on which the clause no longer stands in the way. `shown` are the values of `facts`, where they must change."""

    clause: str
    kind: LackKind
    count: int = 0
    unit: str = ""
    from_on: dt.date | None = None
    facts: tuple[Declaration, ...] = ()
    is_monthly: bool = False
    shown: tuple[Label, ...] = ()

    @property
    def sentence(self) -> Label:
        """What is missing and from when, as one line: 再参保2个月：2024-03起."""
        return _SENTENCES[self.kind](self)

    def to_dict(self) -> dict[str, Any]:
        return {
            "clause": self.clause,
            "kind": self.kind.value,
            "count": self.count,
            "unit": self.unit,
            "from_on": self.from_on.isoformat() if self.from_on else None,
            "facts": [fact.name for fact in self.facts],
            "sentence": {"zh": self.sentence.zh, "en": self.sentence.en},
        }


def _dated(lack: Lack, words: Label) -> Label:
    if lack.from_on is None:
        return words
    day = f"{lack.from_on:%Y-%m}" if lack.is_monthly else lack.from_on.isoformat()
    return Label(f"{words.zh}：{day}起", f"{words.en}, from {day}")


def _time(lack: Lack) -> Label:
    zh, one = ("个月", "month") if lack.unit == "months" else ("天", "day")
    return _dated(lack, Label(f"再过{lack.count}{zh}", f"in {lack.count} {one}{'' if lack.count == 1 else 's'}"))


def _months(lack: Lack) -> Label:
    fact = lack.facts[0]
    more = fact.more or Label(f"“{fact.label.zh}”还差{{n}}个月", f"{fact.label.en}, still wanted: {{n}}")
    return _dated(lack, Label(*(text.replace("{n}", str(lack.count)) for text in (more.zh, more.en))))


def _amount(lack: Lack) -> Label:
    words, fact = in_words(Kind("number", lack.unit), lack.count), lack.facts[0]
    return Label(f"{fact.label.zh}还差 {words.zh}", f"{fact.label.en}: {words.en} short")


def _beyond(lack: Lack) -> Label:
    if not lack.count:
        return Label("已达到规定的上限", "the limit has been reached")
    words = in_words(Kind("number", lack.unit), lack.count)
    return Label(f"超出规定 {words.zh}", f"{words.en} beyond the limit")


def _change(lack: Lack) -> Label:
    if not lack.facts:
        return Label("经办人员判断不符合", "an officer has judged that it is not met")
    pairs = list(zip(lack.facts, lack.shown, strict=True))
    if all(shown == NONE for shown in lack.shown):
        labels = [fact.label for fact in lack.facts]
        return Label(f"没有{'、'.join(one.zh for one in labels)}", f"no {', no '.join(one.en for one in labels)}")
    zh = "，".join(f"{fact.label.zh}现为“{shown.zh}”" for fact, shown in pairs)
    en = ", ".join(f"{fact.label.en} is “{shown.en}”" for fact, shown in pairs)
    return Label(f"{zh}，与规定不符", f"{en}, which is not what the clause asks for")


def _document(lack: Lack) -> Label:
    zh = "、".join(f"{fact.label.zh} ({fact.source})" for fact in lack.facts)
    return Label(f"缺少：{zh}", f"missing: {', '.join(fact.label.en for fact in lack.facts)}")


def _judgement(lack: Lack) -> Label:
    return Label("等待经办人员判断", "an officer has to judge")


_SENTENCES = {
    LackKind.TIME: _time,
    LackKind.MONTHS: _months,
    LackKind.AMOUNT: _amount,
    LackKind.BEYOND: _beyond,
    LackKind.CHANGE: _change,
    LackKind.DOCUMENT: _document,
    LackKind.JUDGEMENT: _judgement,
}
