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

__all__ = [
    "accept_application",
    "add_contribution",
    "add_evidence",
    "approve_plan",
    "certify_application",
    "change_contribution",
    "change_places",
    "change_statement",
    "change_trade",
    "change_work",
    "choose_road",
    "claim_award",
    "claim_certificate",
    "clear_application",
    "close_panel",
    "close_plan",
    "confirm_application",
    "convene_panel",
    "create_plan",
    "decline_application",
    "draw_spot_checks",
    "drop_certificate",
    "fail_spot_check",
    "file_plan",
    "forget_applicant",
    "give_first_review",
    "give_second_review",
    "judge_clauses",
    "lapse_application",
    "pass_spot_check",
    "publish_results",
    "recognise_application",
    "record_look_up",
    "record_result",
    "refile_plan",
    "refuse_application",
    "refuse_plan",
    "reject_application",
    "release_place",
    "remove_contribution",
    "remove_evidence",
    "return_application",
    "return_plan",
    "start_application",
    "submit_application",
    "take_off_notice",
    "uphold_objection",
    "vote",
    "withdraw_application",
]
