"""Addresses of employers with their candidates, of schools with their graduates, of the office with the figures."""

from django.urls import path

from juxian.recruitment.views import candidate, candidate_sheet, org_agreement, org_interview, replies, stage

CANDIDATES, STAGES = "org/recruitment/candidates/", "org/recruitment/stages/"
ONE = f"{CANDIDATES}<uuid:pk>/"
INTERVIEWS, AGREEMENTS = "org/recruitment/interviews/", "org/recruitment/agreements/"
INTERVIEW, AGREEMENT = f"{INTERVIEWS}<uuid:pk>/", f"{AGREEMENTS}<uuid:pk>/"

urlpatterns = [
    path(CANDIDATES, candidate.org_candidates, name="org_candidates"),
    path(f"{CANDIDATES}move/", candidate.org_candidates_move, name="org_candidates_move"),
    path(f"{CANDIDATES}refuse/", candidate.org_candidates_refuse, name="org_candidates_refuse"),
    path(f"{CANDIDATES}export/", candidate_sheet.org_candidates_export, name="org_candidates_export"),
    path(ONE, candidate.org_candidate, name="org_candidate"),
    path(f"{ONE}stage/", candidate.candidate_stage, name="candidate_stage"),
    path(f"{ONE}refuse/", candidate.candidate_refuse, name="candidate_refuse"),
    path(f"{ONE}rate/", candidate.candidate_rate, name="candidate_rate"),
    path(f"{ONE}note/", candidate.candidate_note, name="candidate_note"),
    path(f"{ONE}invite/", candidate.candidate_invite, name="candidate_invite"),
    path(f"{ONE}offer/", candidate.candidate_offer, name="candidate_offer"),
    path(f"{ONE}hire/", candidate.candidate_hire, name="candidate_hire"),
    path(f"{ONE}contact/", candidate.candidate_contact, name="candidate_contact"),
    path(f"{ONE}agreement/", org_agreement.org_agreement_invite, name="org_agreement_invite"),
    path(STAGES, stage.org_stages, name="org_stages"),
    path(f"{STAGES}usual/", stage.stages_usual, name="stages_usual"),
    path(f"{STAGES}<uuid:pk>/", stage.stage_change, name="stage_change"),
    path(f"{STAGES}<uuid:pk>/drop/", stage.stage_drop, name="stage_drop"),
    path(INTERVIEWS, org_interview.org_interviews, name="org_interviews"),
    path("org/recruitment/vacancies/<uuid:pk>/slots/", org_interview.org_slots, name="org_slots"),
    path("org/recruitment/slots/<uuid:pk>/take-back/", org_interview.slot_take_back, name="slot_take_back"),
    path(INTERVIEW, org_interview.org_interview, name="org_interview"),
    path(f"{INTERVIEW}held/", org_interview.org_interview_held, name="org_interview_held"),
    path(f"{INTERVIEW}missed/", org_interview.org_interview_missed, name="org_interview_missed"),
    path(f"{INTERVIEW}move/", org_interview.org_interview_move, name="org_interview_move"),
    path(f"{INTERVIEW}cancel/", org_interview.org_interview_cancel, name="org_interview_cancel"),
    path(f"{INTERVIEW}interview.ics", org_interview.org_interview_ics, name="org_interview_ics"),
    path(AGREEMENTS, org_agreement.org_agreements, name="org_agreements"),
    path(AGREEMENT, org_agreement.org_agreement, name="org_agreement"),
    path(f"{AGREEMENT}sign/", org_agreement.org_agreement_sign, name="org_agreement_sign"),
    path(f"{AGREEMENT}amend/", org_agreement.org_agreement_amend, name="org_agreement_amend"),
    path(f"{AGREEMENT}cancel/", org_agreement.org_agreement_cancel, name="org_agreement_cancel"),
    path(f"{AGREEMENT}ask-release/", org_agreement.org_agreement_ask_release, name="org_agreement_ask_release"),
    path(f"{AGREEMENT}release/", org_agreement.org_agreement_release, name="org_agreement_release"),
    path(f"{AGREEMENT}keep/", org_agreement.org_agreement_keep, name="org_agreement_keep"),
    path(f"{AGREEMENT}paper.pdf", org_agreement.org_agreement_pdf, name="org_agreement_pdf"),
    path("org/recruitment/replies/", replies.org_replies, name="org_replies"),
    path("office/recruitment/replies/", replies.office_replies, name="office_replies"),
    path("office/recruitment/replies/<uuid:pk>/", replies.office_employer_replies, name="office_employer_replies"),
]
