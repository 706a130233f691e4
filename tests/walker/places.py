"""What stands in the addresses: for each name the rows whose keys fill it, as paths from the world.

A path that begins with `own` is taken from the tenant the walker asks for, own or foreign. An address that is missing
here fails the walker: add its line with its view.
"""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from tests.house.addresses import Address
from tests.walker import calls
from tests.walker.world import Tenant, World

Place = Mapping[str, Any]
WAITING, DRAFT, CERTIFIED = {"pk": "own.waiting.pk"}, {"pk": "own.draft.pk"}, {"pk": "own.certified.pk"}
CREDENTIAL, PANEL, NOTICE = {"pk": "own.credential.pk"}, {"pk": "own.panel.pk"}, {"pk": "own.notice.pk"}
OBJECTION, PERSON, EMPLOYER = {"pk": "own.objection.pk"}, {"pk": "own.member.person.pk"}, {"pk": "own.employer.pk"}
EDITION, ITEM, YEAR = {"pk": "draft_edition.pk"}, {"pk": "item.pk"}, {"year": "open_edition.year"}
IMPORT = {"pk": "draft_edition.pk", "upload_id": "sheet.pk"}
CONTRIBUTION = {"pk": "own.draft.pk", "contribution_pk": "own.contribution.pk"}
FIGURE, KIND = {"key": "=recognised.people"}, {"key": "=evaluation.moved"}
MARKED = {"pk": "own.query.mark.seat.sitting.pk"}
SITTING, SEAT, SITE = {"pk": "own.seat.sitting.pk"}, {"pk": "own.seat.pk"}, {"pk": "own.seat.sitting.room.site.pk"}
SITE_SHEET = {"upload_id": "site_sheet.pk"}
EMPLOYER_PLAN, BATCH = {"pk": "own.evaluated.plan.pk"}, {"pk": "own.evaluated.batch.pk"}
BATCH_ROW = {"pk": "own.evaluated.row.pk"}
PROMISE, BENEFIT_APPEAL = {"pk": "own.promised.promise.pk"}, {"pk": "own.promised.appeal.pk"}
UPLOAD, DELETION = {"pk": "own.evidence.upload.pk"}, {"pk": "own.deletion.pk"}

ACCOUNT, BANK_BATCH = {"pk": "own.money.account.pk"}, {"pk": "own.money.batch.pk"}
COOLING, RETURNED = {"pk": "own.money.cooling.pk"}, {"pk": "own.money.payment.pk"}
RECOVERY, PAYEE = {"pk": "own.money.recovery.pk"}, {"person_pk": "own.member.person.pk"}
BATCH_STEPS = (
    "compute",
    "review",
    "return",
    "discard",
    "seal",
    "submit",
    "deliver_again",
    "lost",
    "acknowledge",
    "file",
)

APPLICATION, INTERVIEW = {"pk": "own.applying.application.pk"}, {"pk": "own.applying.interview.pk"}
AGREEMENT, ACCEPTED = {"pk": "own.applying.agreement.pk"}, {"pk": "own.applying.accepted.pk"}
HALL_EVENT, HALL_BOOTH = {"pk": "own.hall.event.pk"}, {"pk": "own.hall.booth.pk"}
MEETING, APPOINTMENT = {"pk": "own.hall.meeting.pk"}, {"pk": "own.hall.appointment.pk"}
FAIR, FAIR_BOOTH = {"pk": "own.fair.event.pk"}, {"pk": "own.fair.booth.pk"}
STREAM, LIVE_CARD = {"pk": "own.live.stream.pk"}, {"pk": "own.live.card.pk"}
LIVE_COMMENT, LIVE_MUTE = {"pk": "own.live.comment.pk"}, {"pk": "own.live.mute.pk"}
ROOM_NAMES = ("room", "say", "room_ask", "studio", "studio_say", "studio_comments")
EVENT_STEPS = ("edit", "reschedule", "cancel", "submit", "discard", "start", "end", "publish", "return")
BOOTH_STEPS = ("approve", "refuse", "withdraw", "move", "show", "describe", "cancel", "sheet", "material_add")
HALL_STEPS = ("desk", "set", "talks", "export")
TALK_STEPS = ("", "_answer", "_end", "_note", "_miss", "_refuse", "_contact")
TIMETABLE_STEPS = ("desk", "open", "solve", "reopen", "publish", "export")
CANDIDATE_STEPS = ("stage", "refuse", "rate", "note", "invite", "offer", "contact")

VACANCY_DRAFT, JOB = {"pk": "own.recruiting.draft.pk"}, {"pk": "own.applying.vacancy.pk"}
EMPLOYER_PAGE, REPORT = {"pk": "own.recruiting.page.pk"}, {"pk": "own.recruiting.report.pk"}
CAMPAIGN, SCHOOL_CAMPAIGN = {"pk": "own.recruiting.campaign.pk"}, {"pk": "own.recruiting.school_campaign.pk"}
SCHOOL_PARTICIPATION = {"pk": "own.recruiting.school_participation.pk"}
CAMPAIGN_STEPS, DECISIONS = ("", "_edit", "_publish", "_close", "_discard", "_add"), ("confirm", "decline")
VACANCY_STEPS = (
    "",
    "_edit",
    "_submit",
    "_withdraw",
    "_discard",
    "_close",
    "_renew",
    "_reopen",
    "_correct",
    "_copy",
)

# A text that begins with "=" is a value and no path.
PLACES: dict[str, Place] = {
    "portals:service_page": {"key": "=recognition"},
    **{f"fairs:{name}": FAIR for name in ("event", "event_ics", "event_screen", "ask")},
    **{f"fairs:{name}": {"pk": "fair.event.pk"} for name in ("reserve", "booth_request")},
    **{f"fairs:{name}": FAIR for name in ("office_event", "org_event", "event_report", "event_report_pdf")},
    **{f"fairs:event_{name}": FAIR for name in EVENT_STEPS},
    **{f"fairs:{name}": FAIR for name in ("booth_add", "floor", "floor_draw", "spot_set", "door", "door_look")},
    **{f"fairs:{name}": FAIR for name in ("places", "places_export", "material_add")},
    "fairs:event_report_rows": {**FAIR, "measure": "=openings"},
    "fairs:figure_rows": {"measure": "=openings"},
    "fairs:spot_clear": {**FAIR, "spot_pk": "own.fair.spot.pk"},
    **{f"fairs:{name}": FAIR_BOOTH for name in ("booth", "org_booth")},
    **{f"fairs:booth_{name}": FAIR_BOOTH for name in BOOTH_STEPS},
    **{f"fairs:{name}": {"pk": "own.fair.place.pk"} for name in ("my_reservation", "reservation_cancel", "check_in")},
    "fairs:check_in_code": {"code": "own.fair.place.code"},
    "fairs:material_remove": {"pk": "own.fair.material.pk"},
    "fairs:booth_material_remove": {"pk": "own.fair.booth_material.pk"},
    **{f"fairs:question_{name}": {"pk": "own.fair.question.pk"} for name in ("answer", "hide", "show")},
    "fairs:booth_question_answer": {"pk": "own.fair.question.pk"},
    "fairs:my_barring_explain": {"pk": "own.fair.barring.pk"},
    "fairs:org_barring_explain": {"pk": "own.fair.employer_barring.pk"},
    **{f"fairs:barring{name}": {"pk": "own.fair.barring.pk"} for name in ("", "_lift", "_keep")},
    **{f"fairs:{name}": STREAM for name in (*ROOM_NAMES, "chat_set", "replay_set", "card_add")},
    **{
        f"fairs:stream_{name}": STREAM
        for name in ("edit", "cancel", "key", "video", "end", "figures", "figures_export")
    },
    **{f"fairs:{name}": {"pk": "own.live.recorded.pk"} for name in ("replay", "chapters")},
    "fairs:stream_new": {"event_pk": "own.live.stream.event_id"},
    "fairs:studio_answer": {**STREAM, "question_pk": "own.live.question.pk"},
    **{f"fairs:card_{name}": LIVE_CARD for name in ("pin", "unpin", "withdraw", "put_back", "rows")},
    **{f"fairs:comment_{name}": LIVE_COMMENT for name in ("release", "restore", "hide", "mute")},
    "fairs:mute_lift": LIVE_MUTE,
    "fairs:hall": HALL_EVENT,
    **{f"fairs:{name}": HALL_BOOTH for name in ("hall_booth", "booth_timetable", "help_answer")},
    **{f"fairs:{name}": MEETING for name in ("my_meeting", "talk_enter", "queue_leave", "queue_return")},
    **{f"fairs:{name}": MEETING for name in ("contact_share", "talk_say")},
    **{f"fairs:talk{name}": MEETING for name in TALK_STEPS},
    **{f"fairs:{name}": HALL_BOOTH for name in ("talk_desk", "desk_open", "desk_pause", "desk_help", "desk_next")},
    **{f"fairs:hall_{name}": HALL_EVENT for name in HALL_STEPS},
    "fairs:queue_join": {"pk": "hall.booth.pk"},
    "fairs:my_timetable": {"pk": "hall.event.pk"},
    "fairs:change_propose": HALL_EVENT,
    **{f"fairs:timetable_{name}": HALL_EVENT for name in TIMETABLE_STEPS},
    **{f"fairs:appointment_{name}": APPOINTMENT for name in ("cancel", "ics", "hold", "miss")},
    **{f"fairs:change_{name}": {"pk": "own.hall.change.pk"} for name in ("tell", "drop")},
    "fairs:entrant_restore": {**HALL_EVENT, "entrant_pk": "own.hall.entrant.pk"},
    "recruitment:apply_quick": {"pk": "foreign.applying.vacancy.pk"},
    **{f"recruitment:{name}": APPLICATION for name in ("my_application", "application_withdraw", "org_candidate")},
    **{f"recruitment:{name}": APPLICATION for name in ("contact_agree", "contact_take_back")},
    **{f"recruitment:{name}": ACCEPTED for name in ("offer_accept", "offer_turn_down")},
    "recruitment:hire_pay": {"pk": "own.applying.hired.pk"},
    **{f"recruitment:candidate_{name}": APPLICATION for name in CANDIDATE_STEPS},
    **{f"recruitment:{name}": ACCEPTED for name in ("candidate_hire", "org_agreement_invite")},
    **{f"recruitment:my_interview{name}": INTERVIEW for name in ("", "_move", "_cancel", "_missed", "_ics")},
    **{f"recruitment:org_interview{name}": INTERVIEW for name in ("", "_held", "_missed", "_move", "_cancel", "_ics")},
    "recruitment:org_slots": {"pk": "own.applying.vacancy.pk"},
    "recruitment:slot_take_back": {"pk": "own.applying.slot.pk"},
    **{f"recruitment:stage_{name}": {"pk": "own.applying.stage.pk"} for name in ("change", "drop")},
    **{
        f"recruitment:{who}_agreement{name}": AGREEMENT
        for who in ("my", "org")
        for name in ("", "_sign", "_amend", "_cancel", "_ask_release", "_pdf")
    },
    **{f"recruitment:org_agreement_{name}": AGREEMENT for name in ("release", "keep")},
    "recruitment:agreement_check": {"code": "own.applying.agreement.check_code"},
    "recruitment:office_employer_replies": EMPLOYER,
    **{f"recruitment:job_{name}": {"number": "own.applying.vacancy.number"} for name in ("page", "poster", "code")},
    "recruitment:job_sitemap": {"part": "=1"},
    "recruitment:employer_page": {"uscc": "own.applying.vacancy.organisation.uscc"},
    **{f"recruitment:saved_search_{name}": {"pk": "own.applying.search.pk"} for name in ("alert", "delete")},
    **{f"recruitment:org_vacancy{name}": VACANCY_DRAFT for name in VACANCY_STEPS},
    **{f"recruitment:office_vacancy{name}": JOB for name in ("", "_approve", "_return", "_take_down")},
    **{f"recruitment:org_sheet{name}": {"pk": "own.recruiting.sheet.pk"} for name in ("", "_import", "_faults")},
    "recruitment:org_picture_remove": {"pk": "own.recruiting.picture.pk"},
    **{f"recruitment:office_page{name}": EMPLOYER_PAGE for name in ("", "_publish", "_return", "_hide", "_restore")},
    "recruitment:org_campaign_join": {"pk": "foreign.recruiting.campaign.pk"},  # open to every employer
    "recruitment:org_participation_withdraw": {"pk": "own.recruiting.participation.pk"},
    "recruitment:campaign_page": CAMPAIGN,
    **{f"recruitment:office_campaign{name}": CAMPAIGN for name in CAMPAIGN_STEPS},
    **{f"recruitment:school_campaign{name}": SCHOOL_CAMPAIGN for name in CAMPAIGN_STEPS},
    **{f"recruitment:office_participation_{name}": {"pk": "own.recruiting.participation.pk"} for name in DECISIONS},
    **{f"recruitment:school_participation_{name}": SCHOOL_PARTICIPATION for name in DECISIONS},
    "recruitment:report_create": {"number": "own.applying.vacancy.number"},
    "recruitment:my_report": {"pk": "own.recruiting.report.pk"},
    **{f"recruitment:office_report{name}": REPORT for name in ("", "_accept", "_uphold", "_dismiss")},
    "recruitment:office_blacklisting": {"pk": "own.recruiting.blacklisting.pk"},
    "recruitment:office_blacklist_lift": {"pk": "own.recruiting.blacklisting.pk"},
    **{f"benefits:my_benefit{name}": {"policy": "=gold_allowance"} for name in ("", "_appeal", "_claim")},
    **{f"benefits:my_{name}": PROMISE for name in ("confirm", "decline", "dispute", "take_up")},
    **{f"benefits:my_appeal{name}": BENEFIT_APPEAL for name in ("", "_withdraw")},
    **{
        f"benefits:entitlement_{name}": PROMISE
        for name in ("detail", "hold", "release", "refuse", "ask", "end", "reopen")
    },
    **{f"benefits:appeal_{name}": BENEFIT_APPEAL for name in ("detail", "accept", "uphold", "dismiss")},
    "benefits:org_departure": PROMISE,
    **{
        f"benefits:{name}": {"pk": "own.promised.computed.run.pk"}
        for name in (
            *(f"run_{step}" for step in ("detail", "progress", "freeze", "evaluate", "review", "post", "discard")),
            *("finding_list", "finding_export", "run_differences", "difference_export"),
        )
    },
    "benefits:finding_detail": {"pk": "own.promised.computed.finding.pk"},
    **{
        f"benefits:{name}": {"pk": "own.promised.computed.decision.pk"}
        for who in ("", "my_")
        for name in (f"{who}decision", f"{who}decision_text", f"{who}decision_paper")
    },
    **{f"benefits:{name}": {"pk": "own.promised.report.pk"} for name in ("org_departure_withdraw", "departure_settle")},
    "benefits:calculator": {"policy": "=gold_allowance"},
    "benefits:simulation": {"policy": "=gold_allowance"},
    "benefits:figure_people": {"policy": "=gold_allowance", "place": "=paid"},
    "insights:figure_page": FIGURE,
    "insights:office_figure": FIGURE,
    "insights:figure_export": FIGURE,
    **{
        f"evaluation:{name}": DRAFT
        for name in ("my_application", "withdraw", "my_trade", "my_work", "my_contributions")
    },
    **{f"evaluation:{name}": DRAFT for name in ("my_statement", "my_check")},
    **{f"evaluation:my_{name}": DRAFT for name in ("road", "certificate", "award", "employer")},
    "evaluation:certificate_drop": DRAFT,
    **{f"evaluation:{name}": WAITING for name in ("look_up", "confirm", "refuse")},
    **{f"evaluation:{name}": CONTRIBUTION for name in ("my_contribution", "contribution_remove")},
    "evaluation:evidence_remove": {**CONTRIBUTION, "evidence_pk": "own.evidence.pk"},
    "evaluation:office_application": CERTIFIED,
    **{f"evaluation:{name}": WAITING for name in ("accept", "return", "decline", "judge", "approve", "reject")},
    **{f"evaluation:{name}": PANEL for name in ("panel_detail", "panel_close", "panel_record")},
    **{f"evaluation:{name}": {**PANEL, "member_pk": "own.sat.seat.pk"} for name in ("member_replace", "member_sheet")},
    **{f"evaluation:seat_{name}": {"pk": "own.sat.seat.pk"} for name in ("confirm", "recuse", "sign")},
    **{f"evaluation:draw_{name}": {"number": "draw.number"} for name in ("page", "data")},
    "evaluation:draw_void": {"pk": "draw.pk"},
    **{f"evaluation:assessor_{name}": {"pk": "assessor_line.pk"} for name in ("detail", "change")},
    **{f"evaluation:assessor_{name}": {"upload_id": "assessor_file.pk"} for name in ("preview", "faults")},
    "evaluation:interest_withdraw": {"pk": "own.sat.interest.pk"},
    "evaluation:my_appeal": CERTIFIED,
    "evaluation:my_appeal_withdraw": {"pk": "own.sat.appeal.pk"},
    **{f"evaluation:appeal_{name}": {"pk": "own.sat.appeal.pk"} for name in ("detail", "accept", "refuse")},
    **{f"evaluation:{name}": CERTIFIED for name in ("my_application_pdf", "office_application_pdf", "record")},
    "evaluation:catalogue_effect": EDITION,
    **{f"evaluation:site_{name}": SITE for name in ("detail", "change", "close", "reopen")},
    **{f"evaluation:{name}": SITE_SHEET for name in ("site_import_preview", "site_import_faults")},
    "evaluation:room_add": SITE,
    "evaluation:room_change": {"pk": "own.seat.sitting.room.pk"},
    **{f"evaluation:sitting_{name}": SITTING for name in ("detail", "change", "staff", "seats", "publish", "cancel")},
    **{f"evaluation:sitting_{name}": SITTING for name in ("tickets", "day", "check_in", "log", "start", "end")},
    "evaluation:sitting_paper": {**SITTING, "paper": "=all"},
    **{f"evaluation:seat_{name}": SEAT for name in ("release", "undo", "violation")},
    "evaluation:my_date_request": SEAT,
    **{f"evaluation:scheme_{name}": {"pk": "scheme.pk"} for name in ("detail", "copy", "remove")},
    **{f"evaluation:{name}": MARKED for name in ("mark_sheet", "marks_sign", "marks_release")},
    **{f"evaluation:mark_paper_{name}": MARKED for name in ("blank", "filled")},
    **{f"evaluation:mark_{name}": {**MARKED, "round": "=1"} for name in ("enter", "template", "upload")},
    **{
        f"evaluation:mark_{name}": {**MARKED, "round": "=1", "upload_id": "mark_file.pk"}
        for name in ("preview", "faults")
    },
    **{f"evaluation:mark_{name}": {"pk": "own.query.mark.pk"} for name in ("settle", "reopen")},
    "evaluation:my_results": CERTIFIED,
    "evaluation:my_score_query": {"pk": "own.query.mark.pk"},
    **{f"evaluation:{name}": {"pk": "own.query.pk"} for name in ("score_query_detail", "correction_confirm")},
    "evaluation:correction_return": {"pk": "own.query.pk"},
    "evaluation:ticket": {"code": "own.seat.code"},
    **{f"evaluation:{name}": CERTIFIED for name in ("my_ticket", "my_calendar")},
    **{f"evaluation:org_plan{name}": EMPLOYER_PLAN for name in ("", "_close")},
    "evaluation:org_plan_refile": {"pk": "own.evaluated.returned.pk"},
    "evaluation:org_result": {**EMPLOYER_PLAN, "application_pk": "own.evaluated.to_score.pk"},
    "evaluation:office_employer_plan": EMPLOYER_PLAN,
    **{f"evaluation:employer_plan_{name}": EMPLOYER_PLAN for name in ("approve", "return", "refuse", "draw")},
    **{f"evaluation:spot_check_{name}": {"pk": "own.evaluated.check.pk"} for name in ("pass", "fail")},
    **{f"evaluation:org_batch{name}": BATCH for name in ("", "_import", "_discard", "_faults", "_export")},
    "evaluation:office_batch": BATCH,
    **{f"evaluation:{name}": BATCH_ROW for name in ("my_batch_row", "my_batch_decline")},
    **{f"evaluation:org_row_{name}": BATCH_ROW for name in ("remind", "withdraw")},
    "evaluation:case_detail": {"pk": "own.case.pk"},
    "evaluation:places_change": {"pk": "plan_places.pk"},
    **{f"evaluation:places_{name}": {"pk": "places_change.pk"} for name in ("confirm", "drop")},
    "credentials:public": {"code": "own.credential.code"},
    "credentials:my_badge": {**CREDENTIAL, "form": "=json"},
    "credentials:status_list": {"purpose": "=revocation", "number": "=1", "form": "=json"},
    "credentials:passport": {"code": "own.passport.code"},
    **{f"credentials:{name}": {"pk": "own.passport.pk"} for name in ("my_passport", "my_passport_pdf")},
    "credentials:passport_withdraw": {"pk": "own.passport.pk"},
    **{f"credentials:{name}": {"pk": "own.list_check.pk"} for name in ("org_check", "org_check_file")},
    **{f"credentials:{name}": {"pk": "office_check.pk"} for name in ("office_check", "office_check_file")},
    **{f"credentials:{name}": CREDENTIAL for name in ("my_credential", "my_credential_pdf", "office_credential")},
    **{f"credentials:{name}": CREDENTIAL for name in ("office_credential_pdf", "suspend", "resume", "revoke")},
    **{f"credentials:{name}": CREDENTIAL for name in ("my_copy_request", "copy_at_counter", "renew")},
    **{f"credentials:{name}": {"pk": "own.copy_request.pk"} for name in ("my_copy_withdraw", "copy_request")},
    **{f"credentials:copy_{name}": {"pk": "own.copy_request.pk"} for name in ("approve", "refuse")},
    **{f"credentials:copy_{name}": {"pk": "own.credential.copy.pk"} for name in ("hand_over", "take_back", "receipt")},
    **{f"credentials:revocation{name}": {"pk": "revocation.pk"} for name in ("", "_execute", "_drop")},
    **{f"credentials:print_{name}": {"pk": "print_run.pk"} for name in ("run", "retry", "file")},
    **{f"credentials:ceremony{name}": {"pk": "ceremony.pk"} for name in ("", "_invite", "_print", "_export")},
    "credentials:ceremony_hand_over": {"pk": "ceremony.pk"},
    "credentials:ceremony_leave": {"pk": "ceremony.pk", "credential_pk": "own.credential.pk"},
    "credentials:ceremony_paper": {"pk": "ceremony.pk", "kind": "=order"},
    **{f"catalogue:{name}": YEAR for name in ("edition_page", "edition_download", "opinion_form", "opinion_answers")},
    "catalogue:item_page": {"year": "stage.item.edition.year", "code": "stage.item.occupation.code"},
    "catalogue:industry_group_change": {"pk": "group.pk"},
    **{f"catalogue:{name}": ITEM for name in ("item_change", "item_remove")},
    **{f"catalogue:{name}": {"pk": "opinion.pk"} for name in ("opinion_detail", "opinion_contact")},
    **{
        f"catalogue:edition_{name}": EDITION
        for name in ("open", "withdraw", "publish", "archive", "difference", "export")
    },
    **{f"catalogue:{name}": EDITION for name in ("office_edition", "opinion_list", "item_new", "sheet_template")},
    "catalogue:sheet_upload": EDITION,
    **{f"catalogue:{name}": IMPORT for name in ("sheet_preview", "sheet_faults")},
    **{f"notices:{name}": NOTICE for name in ("notice_page", "objection_form", "office_notice", "notice_publish")},
    "notices:notice_withdraw": NOTICE,
    **{f"notices:objection_{name}": OBJECTION for name in ("detail", "accept", "decide", "reveal")},
    "registers:template": {"register": "=insurance"},
    **{f"registers:delivery_{name}": {"pk": "register_file.pk"} for name in ("detail", "take_in", "discard")},
    **{f"registers:delivery_{name}": {"pk": "register_file.pk"} for name in ("withdraw", "faults")},
    "registers:subject_rename": {"pk": "subject.pk"},
    **{f"registers:query_{name}": {"pk": "own.fact_query.pk"} for name in ("detail", "facts", "answer")},
    "registers:my_query_withdraw": {"pk": "own.fact_query.pk"},
    "people:message_open": {"pk": "own.message.pk"},
    "people:invitation_accept": {"pk": "own.invitation.pk"},
    "people:membership_leave": {"pk": "own.role.pk"},
    "people:data_export": {"form": "=json"},
    "people:consent_withdraw": {"pk": "own.consent.pk"},
    "people:deletion_withdraw": DELETION,
    **{f"people:correction_{name}": {"pk": "own.correction.pk"} for name in ("withdraw", "decide", "reveal")},
    "people:membership_change": {"pk": "own.staff.pk", "event": "=suspend"},
    "people:organisation_detail": EMPLOYER,
    "people:organisation_decide": {**EMPLOYER, "event": "=verify"},
    **{f"people:{name}": PERSON for name in ("person_detail", "identity_reveal", "identity_correct", "account_link")},
    "people:merge_choose": PERSON,
    "people:merge_confirm": {**PERSON, "merged_pk": "own.twin.pk"},
    "people:merge_undo": {"pk": "own.merge.pk"},
    "people:deletion_decide": DELETION,
    "people:role_end": {"pk": "office_role.pk"},
    "kit:gallery_layout": {"layout": "=workbench"},
    "kit:upload": UPLOAD,
    "kit:upload_thumbnail": UPLOAD,
    "kit:video_progress": {"token": "video_token"},
    "kit:record_event": {"pk": "own.event.pk"},
    "kit:record_subject": {"subject_type": "=people.Person", "subject_id": "own.member.person.pk"},
    "kit:delivery_retry": {"pk": "own.delivery.pk"},
    **{f"kit:{name}": KIND for name in ("message_kind", "wording_undo")},
    "kit:wording_restore": {**KIND, "version": "=1"},
    "kit:job_retry": {"job_id": "=1"},
    **{f"kit:call{name}": {"kind": f"={calls.KIND}", "ref": "own.member.person.pk"} for name in ("", "_signals")},
    "account_confirm_email": {"key": "=MQ:1abcde:xyz"},
    "mfa_remove_webauthn": {"pk": "=1"},
    "mfa_edit_webauthn": {"pk": "=1"},
    "openid_connect_login": {"provider_id": "=city"},
    "openid_connect_callback": {"provider_id": "=city"},
    **{f"payments:my_account_{name}": COOLING for name in ("cancel", "disown")},
    "payments:my_recovery_letter": RECOVERY,
    **{f"payments:account_{name}": ACCOUNT for name in ("detail", "reveal", "close")},
    **{f"payments:{name}": PAYEE for name in ("account_at_counter", "payee_detail", "payee_hold")},
    "payments:payee_claim": {**PAYEE, "policy": "=gold_allowance"},
    "payments:hold_release": {"pk": "own.money.hold.pk"},
    **{f"payments:recovery_{name}": RECOVERY for name in ("detail", "letter", "agree")},
    **{f"payments:waiver_{name}": RECOVERY for name in ("propose", "confirm", "refuse")},
    "payments:repayment_record": {"pk": "own.money.instalment.pk"},
    **{f"payments:batch_{name}": BANK_BATCH for name in (*BATCH_STEPS, "detail", "left_out")},
    **{f"payments:reply_{name}": BANK_BATCH for name in ("new", "preview")},
    **{f"payments:{name}": BANK_BATCH for name in ("reconciliation_detail", "reconciliation_export", "payment_list")},
    **{f"payments:{name}": RETURNED for name in ("payment_drop", "returned_detail")},
    "payments:reply_detail": {"pk": "own.money.reply.pk"},
    "payments:difference_detail": {"pk": "own.money.line.pk"},
}


def find_unplaced(found: list[Address]) -> list[str]:
    """Addresses with parameters that have no line above or not the right ones, and lines without an address."""
    wanted = {address.name: address.parameters for address in found if address.parameters}
    missing = [name for name, parameters in wanted.items() if set(PLACES.get(name, ())) != set(parameters)]
    return [f"{name} needs a line in tests/walker/places.py with {sorted(wanted[name])}" for name in missing] + [
        f"{name} in tests/walker/places.py is no address any more" for name in PLACES if name not in wanted
    ]


def arguments(name: str, world: World, tenant: Tenant) -> dict[str, Any]:
    """Return what fills the address, from this tenant's rows and what the office shares."""
    return {key: _value(path, world, tenant) for key, path in PLACES.get(name, {}).items()}


def _value(path: str, world: World, tenant: Tenant) -> Any:
    if path.startswith("="):
        return path[1:]
    if path.startswith("own."):
        return attrgetter(path[4:])(tenant)
    return attrgetter(path)(world)


def names_a_tenant(name: str) -> bool:
    """Tell whether the address names a row of one tenant."""
    return any(path.startswith("own.") for path in PLACES.get(name, {}).values())
