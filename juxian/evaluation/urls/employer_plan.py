"""Addresses of employers' own evaluations."""

from django.urls import path

from juxian.evaluation.views import employer_plan, officer_employer_plan

ORG, OFFICE = "org/plans/", "office/employer-plans/"

urlpatterns = [
    path(ORG, employer_plan.plan_list, name="org_plan_list"),
    path(f"{ORG}new/", employer_plan.plan_create, name="org_plan_create"),
    path(f"{ORG}<uuid:pk>/", employer_plan.plan_detail, name="org_plan"),
    path(f"{ORG}<uuid:pk>/refile/", employer_plan.plan_refile, name="org_plan_refile"),
    path(f"{ORG}<uuid:pk>/close/", employer_plan.plan_close, name="org_plan_close"),
    path(f"{ORG}<uuid:pk>/results/<uuid:application_pk>/", employer_plan.result, name="org_result"),
    path(OFFICE, officer_employer_plan.plan_list, name="office_employer_plans"),
    path(f"{OFFICE}<uuid:pk>/", officer_employer_plan.plan_detail, name="office_employer_plan"),
    path(f"{OFFICE}<uuid:pk>/approve/", officer_employer_plan.plan_approve, name="employer_plan_approve"),
    path(f"{OFFICE}<uuid:pk>/return/", officer_employer_plan.plan_return, name="employer_plan_return"),
    path(f"{OFFICE}<uuid:pk>/refuse/", officer_employer_plan.plan_refuse, name="employer_plan_refuse"),
    path(f"{OFFICE}<uuid:pk>/draw/", officer_employer_plan.plan_draw, name="employer_plan_draw"),
    path("office/spot-checks/<uuid:pk>/pass/", officer_employer_plan.check_pass, name="spot_check_pass"),
    path("office/spot-checks/<uuid:pk>/fail/", officer_employer_plan.check_fail, name="spot_check_fail"),
]
