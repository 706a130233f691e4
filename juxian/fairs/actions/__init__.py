"""Every write of fairs."""

from juxian.fairs.actions.barring import bar_absent, expire_barring, explain_barring, keep_barring, lift_barring
from juxian.fairs.actions.booth import (
    add_participant,
    approve_booth,
    cancel_booth,
    close_booth,
    describe_booth,
    forfeit_booth,
    move_booth,
    refuse_booth,
    request_booth,
    withdraw_booth,
)
from juxian.fairs.actions.booth_vacancy import show_vacancies, show_vacancies_for
from juxian.fairs.actions.event import (
    discard_event,
    draft_event,
    edit_event,
    publish_event,
    return_event,
    submit_event,
)
from juxian.fairs.actions.floor import clear_spot, draw_floor, set_spot
from juxian.fairs.actions.material import (
    add_booth_material,
    add_material,
    remove_booth_material,
    remove_material,
)
from juxian.fairs.actions.question import (
    answer_booth_question,
    answer_question,
    ask_question,
    hide_question,
    show_question,
)
from juxian.fairs.actions.reservation import (
    cancel_reservation,
    check_in_reservation,
    miss_reservation,
    release_reservation,
    reserve_place,
)
from juxian.fairs.actions.running import (
    cancel_event,
    end_due_event,
    end_event,
    note_viewers,
    reschedule_event,
    start_due_event,
    start_event,
)
from juxian.fairs.actions.visit import record_visits

__all__ = [
    "add_booth_material",
    "add_material",
    "add_participant",
    "answer_booth_question",
    "answer_question",
    "approve_booth",
    "ask_question",
    "bar_absent",
    "cancel_booth",
    "cancel_event",
    "cancel_reservation",
    "check_in_reservation",
    "clear_spot",
    "close_booth",
    "describe_booth",
    "discard_event",
    "draft_event",
    "draw_floor",
    "edit_event",
    "end_due_event",
    "end_event",
    "expire_barring",
    "explain_barring",
    "forfeit_booth",
    "hide_question",
    "keep_barring",
    "lift_barring",
    "miss_reservation",
    "move_booth",
    "note_viewers",
    "publish_event",
    "record_visits",
    "refuse_booth",
    "release_reservation",
    "remove_booth_material",
    "remove_material",
    "request_booth",
    "reschedule_event",
    "reserve_place",
    "return_event",
    "set_spot",
    "show_question",
    "show_vacancies",
    "show_vacancies_for",
    "start_due_event",
    "start_event",
    "submit_event",
    "withdraw_booth",
]
