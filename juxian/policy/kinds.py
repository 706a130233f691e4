"""The types of the language: what a value is, and in which unit.

Seven kinds: `bool`, `number` (a whole number with a unit; money is a number of fen), `date`, `enum`, `months`
(the months in which something held), `text`, and `table` (a parameter by level, before its level is known).
"""

from dataclasses import dataclass

UNITS = {
    "": "个",
    "fen": "分",
    "months": "个月",
    "days": "天",
    "years": "年",
    "year": "年份",
    "percent": "%",
}
# A whole number typed into an expression takes the unit of what it meets.
ANY_UNIT = "?"
# The largest whole number that every back end, and JSON, holds exactly.
MAX_NUMBER = 2**53

_LABELS = {"bool": "真假", "date": "日期", "months": "月份表", "text": "文字", "member": "选项"}


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of a value. `unit` belongs to numbers and tables of numbers, `enum` to enums and their tables."""

    name: str
    unit: str = ""
    enum: str = ""

    def __str__(self) -> str:
        if self.name == "number":
            return f"数字 ({UNITS.get(self.unit, '不限单位')})"
        if self.name == "enum":
            return f"选项 {self.enum}"
        if self.name == "table":
            return "分级表 (先用 [等级] 取值)"
        return _LABELS[self.name]


BOOL = Kind("bool")
DATE = Kind("date")
MONTHS = Kind("months")
TEXT = Kind("text")
MEMBER = Kind("member")
FEN = Kind("number", "fen")
MONTH_COUNT = Kind("number", "months")
DAY_COUNT = Kind("number", "days")
YEAR_COUNT = Kind("number", "years")
CALENDAR_YEAR = Kind("number", "year")
PLAIN_NUMBER = Kind("number")
LITERAL_NUMBER = Kind("number", ANY_UNIT)
