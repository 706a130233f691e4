"""Addresses of people."""

from django.urls import path, re_path

from juxian.people.views import (
    correction,
    hats,
    officer_correction,
    officer_merge,
    officer_organisation,
    officer_person,
    officer_staff,
    organisation,
    person,
    rights,
    second_factor,
)

app_name = "people"

DATA = "my/data/"
STAFF = "org/staff/"
ORGANISATIONS = "office/organisations/"
PERSONS = "office/persons/"
CORRECTIONS = "office/corrections/"

urlpatterns = [
    path("start/", hats.landing, name="landing"),
    path("roles/", hats.role_list, name="role_list"),
    path("roles/switch/", hats.switch_role, name="switch_role"),
    path("roles/delegate/", officer_staff.delegation_list, name="delegation_list"),
    # Before the library's own addresses of the same name (config/urls.py).
    path("accounts/2fa/recovery-codes/", second_factor.recovery_codes, name="recovery_codes"),
    path("accounts/2fa/recovery-codes/download/", second_factor.recovery_codes_download, name="codes_download"),
    path("demo/sign-in/", hats.demo_sign_in, name="demo_sign_in"),
    path("inbox/", hats.inbox, name="inbox"),
    path("inbox/<uuid:pk>/", hats.message_open, name="message_open"),
    path("my/register/", person.person_register, name="person_register"),
    path("my/profile/", person.person_profile, name="person_profile"),
    path("my/organisations/", person.my_organisations, name="my_organisations"),
    path("my/organisations/<uuid:pk>/accept/", person.invitation_accept, name="invitation_accept"),
    path("my/organisations/<uuid:pk>/leave/", person.membership_leave, name="membership_leave"),
    path(DATA, rights.my_data, name="my_data"),
    re_path(r"^my/data/export\.(?P<form>json|pdf)$", rights.data_export, name="data_export"),
    path(f"{DATA}consents/", rights.consent_give, name="consent_give"),
    path(f"{DATA}consents/<uuid:pk>/withdraw/", rights.consent_withdraw, name="consent_withdraw"),
    path(f"{DATA}deletion/", rights.deletion_request, name="deletion_request"),
    path(f"{DATA}deletion/<uuid:pk>/withdraw/", rights.deletion_withdraw, name="deletion_withdraw"),
    path(f"{DATA}correction/", correction.correction_request, name="correction_request"),
    path(f"{DATA}correction/<uuid:pk>/withdraw/", correction.correction_withdraw, name="correction_withdraw"),
    path("org/profile/", organisation.organisation_profile, name="organisation_profile"),
    path("org/profile/licence/", organisation.licence_upload, name="licence_upload"),
    path("org/profile/submit/", organisation.organisation_submit, name="organisation_submit"),
    path("org/profile/withdraw/", organisation.organisation_withdraw, name="organisation_withdraw"),
    path("org/profile/amend/", organisation.organisation_amend, name="organisation_amend"),
    path(STAFF, organisation.staff_list, name="staff_list"),
    re_path(
        r"^org/staff/(?P<pk>[0-9a-f-]{36})/(?P<event>suspend|resume|end)/$",
        organisation.membership_change,
        name="membership_change",
    ),
    path(ORGANISATIONS, officer_organisation.organisation_list, name="organisation_list"),
    path(f"{ORGANISATIONS}<uuid:pk>/", officer_organisation.organisation_detail, name="organisation_detail"),
    path(
        f"{ORGANISATIONS}<uuid:pk>/<slug:event>/",
        officer_organisation.organisation_decide,
        name="organisation_decide",
    ),
    path(PERSONS, officer_person.person_list, name="person_list"),
    path(f"{PERSONS}new/", officer_person.person_register, name="counter_register"),
    path(f"{PERSONS}<uuid:pk>/", officer_person.person_detail, name="person_detail"),
    path(f"{PERSONS}<uuid:pk>/reveal/", officer_person.identity_reveal, name="identity_reveal"),
    path(f"{PERSONS}<uuid:pk>/correct/", officer_person.identity_correct, name="identity_correct"),
    path(f"{PERSONS}<uuid:pk>/account/", officer_person.account_link, name="account_link"),
    path(f"{PERSONS}<uuid:pk>/merge/", officer_merge.merge_choose, name="merge_choose"),
    path(f"{PERSONS}<uuid:pk>/merge/<uuid:merged_pk>/", officer_merge.merge_confirm, name="merge_confirm"),
    path("office/merges/", officer_merge.merge_list, name="merge_list"),
    path("office/merges/<uuid:pk>/undo/", officer_merge.merge_undo, name="merge_undo"),
    path("office/deletions/", officer_merge.deletion_list, name="deletion_list"),
    path("office/deletions/<uuid:pk>/", officer_merge.deletion_decide, name="deletion_decide"),
    path(CORRECTIONS, officer_correction.correction_list, name="correction_list"),
    path(f"{CORRECTIONS}<uuid:pk>/", officer_correction.correction_decide, name="correction_decide"),
    path(f"{CORRECTIONS}<uuid:pk>/reveal/", officer_correction.correction_reveal, name="correction_reveal"),
    path("office/staff/", officer_staff.office_staff, name="office_staff"),
    path("office/staff/assign/", officer_staff.role_assign, name="role_assign"),
    path("office/staff/<uuid:pk>/end/", officer_staff.role_end, name="role_end"),
]
