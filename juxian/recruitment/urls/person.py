"""Addresses of applicants: profile, applications, interviews, agreements."""

from django.urls import path

from juxian.recruitment.views import agreement_check, my_agreement, my_application, my_interview, my_profile

PROFILE, ONE = "my/recruitment/profile/", "my/recruitment/applications/<uuid:pk>/"
INTERVIEW, AGREEMENT = "my/recruitment/interviews/<uuid:pk>/", "my/recruitment/agreements/<uuid:pk>/"

urlpatterns = [
    path(PROFILE, my_profile.my_profile, name="my_profile"),
    path(f"{PROFILE}edit/", my_profile.my_profile_edit, name="my_profile_edit"),
    path(f"{PROFILE}quick/", my_profile.my_profile_quick, name="my_profile_quick"),
    path(f"{PROFILE}import/", my_profile.my_profile_import, name="my_profile_import"),
    path(f"{PROFILE}resume.json", my_profile.my_profile_export, name="my_profile_export"),
    path(f"{PROFILE}photo/", my_profile.my_profile_photo, name="my_profile_photo"),
    path(f"{PROFILE}delete/", my_profile.my_profile_delete, name="my_profile_delete"),
    path("my/recruitment/apply/<uuid:pk>/", my_application.apply_quick, name="apply_quick"),
    path("my/recruitment/applications/", my_application.my_applications, name="my_applications"),
    path(ONE, my_application.my_application, name="my_application"),
    path(f"{ONE}withdraw/", my_application.application_withdraw, name="application_withdraw"),
    path(f"{ONE}contact/", my_application.contact_agree, name="contact_agree"),
    path(f"{ONE}contact/take-back/", my_application.contact_take_back, name="contact_take_back"),
    path(f"{ONE}accept/", my_application.offer_accept, name="offer_accept"),
    path(f"{ONE}turn-down/", my_application.offer_turn_down, name="offer_turn_down"),
    path(f"{ONE}pay/", my_application.hire_pay, name="hire_pay"),
    path(INTERVIEW, my_interview.my_interview, name="my_interview"),
    path(f"{INTERVIEW}move/", my_interview.my_interview_move, name="my_interview_move"),
    path(f"{INTERVIEW}cancel/", my_interview.my_interview_cancel, name="my_interview_cancel"),
    path(f"{INTERVIEW}missed/", my_interview.my_interview_missed, name="my_interview_missed"),
    path(f"{INTERVIEW}interview.ics", my_interview.my_interview_ics, name="my_interview_ics"),
    path(AGREEMENT, my_agreement.my_agreement, name="my_agreement"),
    path(f"{AGREEMENT}sign/", my_agreement.my_agreement_sign, name="my_agreement_sign"),
    path(f"{AGREEMENT}amend/", my_agreement.my_agreement_amend, name="my_agreement_amend"),
    path(f"{AGREEMENT}cancel/", my_agreement.my_agreement_cancel, name="my_agreement_cancel"),
    path(f"{AGREEMENT}release/", my_agreement.my_agreement_ask_release, name="my_agreement_ask_release"),
    path(f"{AGREEMENT}paper.pdf", my_agreement.my_agreement_pdf, name="my_agreement_pdf"),
    path("agreements/check/<slug:code>/", agreement_check.agreement_check, name="agreement_check"),
]
