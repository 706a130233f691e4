"""Addresses of vacancies for those who post and those who review them."""

from django.urls import path

from juxian.recruitment.views import office_vacancy, org_sheet, org_vacancy

ORG, OFFICE = "org/vacancies/", "office/vacancies/"

urlpatterns = [
    path(ORG, org_vacancy.vacancy_list, name="org_vacancies"),
    path(f"{ORG}new/", org_vacancy.vacancy_create, name="org_vacancy_create"),
    path(f"{ORG}check/", org_vacancy.vacancy_check, name="org_vacancy_check"),
    path(f"{ORG}export/", org_sheet.vacancy_export, name="org_vacancy_export"),
    path(f"{ORG}sheet/", org_sheet.sheet_upload, name="org_sheet_upload"),
    path(f"{ORG}sheet/template/", org_sheet.sheet_template, name="org_sheet_template"),
    path(f"{ORG}sheet/<uuid:pk>/", org_sheet.sheet_preview, name="org_sheet"),
    path(f"{ORG}sheet/<uuid:pk>/import/", org_sheet.sheet_import, name="org_sheet_import"),
    path(f"{ORG}sheet/<uuid:pk>/faults/", org_sheet.sheet_faults, name="org_sheet_faults"),
    path(f"{ORG}<uuid:pk>/", org_vacancy.vacancy_detail, name="org_vacancy"),
    path(f"{ORG}<uuid:pk>/edit/", org_vacancy.vacancy_edit, name="org_vacancy_edit"),
    path(f"{ORG}<uuid:pk>/submit/", org_vacancy.vacancy_submit, name="org_vacancy_submit"),
    path(f"{ORG}<uuid:pk>/withdraw/", org_vacancy.vacancy_withdraw, name="org_vacancy_withdraw"),
    path(f"{ORG}<uuid:pk>/discard/", org_vacancy.vacancy_discard, name="org_vacancy_discard"),
    path(f"{ORG}<uuid:pk>/close/", org_vacancy.vacancy_close, name="org_vacancy_close"),
    path(f"{ORG}<uuid:pk>/renew/", org_vacancy.vacancy_renew, name="org_vacancy_renew"),
    path(f"{ORG}<uuid:pk>/reopen/", org_vacancy.vacancy_reopen, name="org_vacancy_reopen"),
    path(f"{ORG}<uuid:pk>/correct/", org_vacancy.vacancy_correct, name="org_vacancy_correct"),
    path(f"{ORG}<uuid:pk>/copy/", org_vacancy.vacancy_copy, name="org_vacancy_copy"),
    path(OFFICE, office_vacancy.vacancy_list, name="office_vacancies"),
    path(f"{OFFICE}approve/", office_vacancy.vacancies_approve, name="office_vacancies_approve"),
    path(f"{OFFICE}export/", office_vacancy.vacancy_export, name="office_vacancy_export"),
    path(f"{OFFICE}<uuid:pk>/", office_vacancy.vacancy_detail, name="office_vacancy"),
    path(f"{OFFICE}<uuid:pk>/approve/", office_vacancy.vacancy_approve, name="office_vacancy_approve"),
    path(f"{OFFICE}<uuid:pk>/return/", office_vacancy.vacancy_return, name="office_vacancy_return"),
    path(f"{OFFICE}<uuid:pk>/take-down/", office_vacancy.vacancy_take_down, name="office_vacancy_take_down"),
]
