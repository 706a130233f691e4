"""Everything that changes in the registers of other offices."""

from juxian.registers.actions.delivery import (
    begin_delivery,
    check_delivery,
    discard_delivery,
    finish_delivery,
    let_go_of_file,
    refuse_delivery_file,
    send_delivery,
    stop_delivery,
    take_in_rows,
    withdraw_delivery,
)
from juxian.registers.actions.fact_query import ask_about_fact, correct_fact, explain_fact, withdraw_fact_query
from juxian.registers.actions.subject import rename_subject

__all__ = [
    "ask_about_fact",
    "begin_delivery",
    "check_delivery",
    "correct_fact",
    "discard_delivery",
    "explain_fact",
    "finish_delivery",
    "let_go_of_file",
    "refuse_delivery_file",
    "rename_subject",
    "send_delivery",
    "stop_delivery",
    "take_in_rows",
    "withdraw_delivery",
    "withdraw_fact_query",
]
