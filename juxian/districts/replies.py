"""How long an employer of the district has to answer who applied, and what silence costs it: `replies.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class ReplyLaw:
    """Working days, calendar days of the window, percents. `source` says on what the numbers rest."""

    answer_working_days: int
    remind_on_working_days: tuple[int, ...]
    interview_answer_working_days: int
    offer_answer_working_days: int
    agreement_answer_working_days: int
    figure_window_days: int
    figure_least_sample: int
    lowered_below_percent: int
    hidden_below_percent: int
    source: str

    def __post_init__(self) -> None:
        if any(not 0 < day < self.answer_working_days for day in self.remind_on_working_days):
            raise ValueError("reminders lie between the first day and the last")
        if not 0 <= self.hidden_below_percent <= self.lowered_below_percent <= 100:
            raise ValueError("hidden below lowered below 100 percent")


@cache
def reply_law(district: str) -> ReplyLaw:
    """Return the district's numbers. Raises `KeyError`, `TypeError` or `ValueError` for a wrong file."""
    data = yaml.safe_load((FOLDER / district / "replies.yaml").read_text(encoding="utf-8"))["replies"]
    return ReplyLaw(**{**data, "remind_on_working_days": tuple(data["remind_on_working_days"])})
