"""Addresses of applications: the guide, the applicant's pages, the employer's and the officers'."""

from django.urls import path

from juxian.evaluation.views import catalogue_effect, officer, organisation, panel, person, public, wizard

MY = "my/applications/"
OFFICE = "office/applications/"

urlpatterns = [
    path("apply/", public.guide, name="guide"),
    path(MY, person.my_applications, name="my_applications"),
    path(f"{MY}start/", person.start, name="start"),
    path(f"{MY}<uuid:pk>/", person.my_application, name="my_application"),
    path(f"{MY}<uuid:pk>/withdraw/", person.withdraw, name="withdraw"),
    path(f"{MY}<uuid:pk>/trade/", wizard.trade, name="my_trade"),
    path(f"{MY}<uuid:pk>/work/", wizard.work, name="my_work"),
    path(f"{MY}<uuid:pk>/contributions/", wizard.contributions, name="my_contributions"),
    path(f"{MY}<uuid:pk>/contributions/<uuid:contribution_pk>/", wizard.contribution, name="my_contribution"),
    path(
        f"{MY}<uuid:pk>/contributions/<uuid:contribution_pk>/remove/",
        wizard.contribution_remove,
        name="contribution_remove",
    ),
    path(
        f"{MY}<uuid:pk>/contributions/<uuid:contribution_pk>/evidence/<uuid:evidence_pk>/remove/",
        wizard.evidence_remove,
        name="evidence_remove",
    ),
    path(f"{MY}<uuid:pk>/statement/", wizard.statement, name="my_statement"),
    path(f"{MY}<uuid:pk>/check/", wizard.check, name="my_check"),
    path(f"{MY}<uuid:pk>/pdf/", person.my_application_pdf, name="my_application_pdf"),
    path("applications/<uuid:pk>/", person.record, name="record"),
    path("org/applications/", organisation.staff_applications, name="staff_applications"),
    path("office/catalogue/<uuid:pk>/effect/", catalogue_effect.catalogue_effect, name="catalogue_effect"),
    path(OFFICE, officer.application_list, name="office_list"),
    path(f"{OFFICE}export/", officer.application_export, name="office_export"),
    path(f"{OFFICE}publish/", panel.publish, name="publish"),
    path(f"{OFFICE}recognise/", panel.recognise, name="recognise"),
    path(f"{OFFICE}<uuid:pk>/", officer.application_detail, name="office_application"),
    path(f"{OFFICE}<uuid:pk>/pdf/", officer.application_pdf, name="office_application_pdf"),
    path(f"{OFFICE}<uuid:pk>/accept/", officer.accept, name="accept"),
    path(f"{OFFICE}<uuid:pk>/return/", officer.return_, name="return"),
    path(f"{OFFICE}<uuid:pk>/decline/", officer.decline, name="decline"),
    path(f"{OFFICE}<uuid:pk>/judge/", officer.judge, name="judge"),
    path(f"{OFFICE}<uuid:pk>/approve/", officer.approve, name="approve"),
    path(f"{OFFICE}<uuid:pk>/reject/", officer.reject, name="reject"),
]
