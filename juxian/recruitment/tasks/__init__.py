"""What recruitment does by the clock; see config/schedule.py. Each commits by itself; running twice adds nothing."""

from juxian.recruitment.tasks.closing import close_overdue
from juxian.recruitment.tasks.replies import (
    answer_silent_employers,
    lapse_unsigned_agreements,
    refresh_reply_figures,
    remind_employers,
)
from juxian.recruitment.tasks.saved_search import tell_new_vacancies

__all__ = [
    "answer_silent_employers",
    "close_overdue",
    "lapse_unsigned_agreements",
    "refresh_reply_figures",
    "remind_employers",
    "tell_new_vacancies",
]
