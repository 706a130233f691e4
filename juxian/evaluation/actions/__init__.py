"""Every write of evaluation."""

from juxian.evaluation.actions.application import (
    change_statement,
    change_trade,
    change_work,
    start_application,
    submit_application,
    withdraw_application,
)
from juxian.evaluation.actions.claim import choose_road, claim_award, claim_certificate, drop_certificate
from juxian.evaluation.actions.confirmation import confirm_application, record_look_up, refuse_application
from juxian.evaluation.actions.contribution import (
    add_contribution,
    add_evidence,
    change_contribution,
    remove_contribution,
    remove_evidence,
)
from juxian.evaluation.actions.employer_plan import (
    approve_plan,
    close_plan,
    file_plan,
    refile_plan,
    refuse_plan,
    return_plan,
)
from juxian.evaluation.actions.employer_result import (
    draw_spot_checks,
    fail_spot_check,
    pass_spot_check,
    record_result,
)
from juxian.evaluation.actions.forgetting import forget_applicant
from juxian.evaluation.actions.intake import (
    accept_application,
    decline_application,
    lapse_application,
    return_application,
)
from juxian.evaluation.actions.invigilation import (
    check_in,
    end_sitting,
    record_violation,
    start_sitting,
    undo_check_in,
    write_log,
)
from juxian.evaluation.actions.panel import close_panel, convene_panel, vote
from juxian.evaluation.actions.place import release_place
from juxian.evaluation.actions.plan import change_places, create_plan
from juxian.evaluation.actions.recognition import (
    certify_application,
    clear_application,
    publish_results,
    recognise_application,
    take_off_notice,
    uphold_objection,
)
from juxian.evaluation.actions.review import give_first_review, give_second_review, judge_clauses, reject_application
from juxian.evaluation.actions.seat import ask_another_date, release_seat, seat_candidates
from juxian.evaluation.actions.site import (
    add_room,
    change_room,
    change_site,
    close_site,
    create_site,
    import_sites,
    reopen_site,
)
from juxian.evaluation.actions.sitting import (
    assign_staff,
    cancel_sitting,
    change_sitting,
    plan_sitting,
    publish_sitting,
)
from juxian.evaluation.actions.timetable import commit_timetable

__all__ = [
    "accept_application",
    "add_contribution",
    "add_evidence",
    "add_room",
    "approve_plan",
    "ask_another_date",
    "assign_staff",
    "cancel_sitting",
    "certify_application",
    "change_contribution",
    "change_places",
    "change_room",
    "change_site",
    "change_sitting",
    "change_statement",
    "change_trade",
    "change_work",
    "check_in",
    "choose_road",
    "claim_award",
    "claim_certificate",
    "clear_application",
    "close_panel",
    "close_plan",
    "close_site",
    "commit_timetable",
    "confirm_application",
    "convene_panel",
    "create_plan",
    "create_site",
    "decline_application",
    "draw_spot_checks",
    "drop_certificate",
    "end_sitting",
    "fail_spot_check",
    "file_plan",
    "forget_applicant",
    "give_first_review",
    "give_second_review",
    "import_sites",
    "judge_clauses",
    "lapse_application",
    "pass_spot_check",
    "plan_sitting",
    "publish_results",
    "publish_sitting",
    "recognise_application",
    "record_look_up",
    "record_result",
    "record_violation",
    "refile_plan",
    "refuse_application",
    "refuse_plan",
    "reject_application",
    "release_place",
    "release_seat",
    "remove_contribution",
    "remove_evidence",
    "reopen_site",
    "return_application",
    "return_plan",
    "seat_candidates",
    "start_application",
    "start_sitting",
    "submit_application",
    "take_off_notice",
    "undo_check_in",
    "uphold_objection",
    "vote",
    "withdraw_application",
    "write_log",
]
