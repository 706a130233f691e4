"""Every write of evaluation."""

from juxian.evaluation.actions.appeal import accept_appeal, file_appeal, refuse_appeal, withdraw_appeal
from juxian.evaluation.actions.application import (
    change_statement,
    change_trade,
    change_work,
    start_application,
    submit_application,
    withdraw_application,
)
from juxian.evaluation.actions.assessor import (
    add_assessor,
    change_assessor,
    declare_interest,
    import_assessors,
    withdraw_interest,
)
from juxian.evaluation.actions.batch import (
    begin_batch,
    check_batch,
    discard_batch,
    finish_batch,
    import_rows,
    let_go_of_sheet,
    refuse_batch_file,
    send_batch,
    stop_batch,
)
from juxian.evaluation.actions.batch_row import (
    decline_row,
    follow_application,
    forget_row,
    lapse_row,
    meet_row,
    remind_row,
    withdraw_row,
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
from juxian.evaluation.actions.draw import commit_draw, void_draw
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
from juxian.evaluation.actions.mark import enter_mark, reopen_mark, settle_mark
from juxian.evaluation.actions.mark_sheet import release_results, sign_marks
from juxian.evaluation.actions.member import confirm_no_interest, recuse_member, replace_member
from juxian.evaluation.actions.panel import close_panel, convene_panel, draw_panel
from juxian.evaluation.actions.place import release_place
from juxian.evaluation.actions.plan import change_places, confirm_places, create_plan, drop_places
from juxian.evaluation.actions.recognition import (
    certify_application,
    clear_application,
    publish_results,
    recognise_application,
    take_off_notice,
    uphold_objection,
)
from juxian.evaluation.actions.review import give_first_review, give_second_review, judge_clauses, reject_application
from juxian.evaluation.actions.scheme import (
    change_scheme,
    copy_scheme,
    create_missing_schemes,
    define_scheme,
    remove_scheme,
)
from juxian.evaluation.actions.score_query import answer_score_query, file_score_query
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
from juxian.evaluation.actions.vote import sign_scores, vote

__all__ = [
    "accept_appeal",
    "accept_application",
    "add_assessor",
    "add_contribution",
    "add_evidence",
    "add_room",
    "answer_score_query",
    "approve_plan",
    "ask_another_date",
    "assign_staff",
    "begin_batch",
    "cancel_sitting",
    "certify_application",
    "change_assessor",
    "change_contribution",
    "change_places",
    "change_room",
    "change_scheme",
    "change_site",
    "change_sitting",
    "change_statement",
    "change_trade",
    "change_work",
    "check_batch",
    "check_in",
    "choose_road",
    "claim_award",
    "claim_certificate",
    "clear_application",
    "close_panel",
    "close_plan",
    "close_site",
    "commit_draw",
    "commit_timetable",
    "confirm_application",
    "confirm_no_interest",
    "confirm_places",
    "convene_panel",
    "copy_scheme",
    "create_missing_schemes",
    "create_plan",
    "create_site",
    "declare_interest",
    "decline_application",
    "decline_row",
    "define_scheme",
    "discard_batch",
    "draw_panel",
    "draw_spot_checks",
    "drop_certificate",
    "drop_places",
    "end_sitting",
    "enter_mark",
    "fail_spot_check",
    "file_appeal",
    "file_plan",
    "file_score_query",
    "finish_batch",
    "follow_application",
    "forget_applicant",
    "forget_row",
    "give_first_review",
    "give_second_review",
    "import_assessors",
    "import_rows",
    "import_sites",
    "judge_clauses",
    "lapse_application",
    "lapse_row",
    "let_go_of_sheet",
    "meet_row",
    "pass_spot_check",
    "plan_sitting",
    "publish_results",
    "publish_sitting",
    "recognise_application",
    "record_look_up",
    "record_result",
    "record_violation",
    "recuse_member",
    "refile_plan",
    "refuse_appeal",
    "refuse_application",
    "refuse_batch_file",
    "refuse_plan",
    "reject_application",
    "release_place",
    "release_results",
    "release_seat",
    "remind_row",
    "remove_contribution",
    "remove_evidence",
    "remove_scheme",
    "reopen_mark",
    "reopen_site",
    "replace_member",
    "return_application",
    "return_plan",
    "seat_candidates",
    "send_batch",
    "settle_mark",
    "sign_marks",
    "sign_scores",
    "start_application",
    "start_sitting",
    "stop_batch",
    "submit_application",
    "take_off_notice",
    "undo_check_in",
    "uphold_objection",
    "void_draw",
    "vote",
    "withdraw_appeal",
    "withdraw_application",
    "withdraw_interest",
    "withdraw_row",
    "write_log",
]
