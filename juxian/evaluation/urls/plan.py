"""Addresses of the plan and its places."""

from django.urls import path

from juxian.evaluation.views import plan, public

urlpatterns = [
    path("plan/", public.plan, name="plan"),
    path("office/plan/", plan.plan_detail, name="office_plan"),
    path("office/plan/new/", plan.plan_create, name="plan_create"),
    path("office/plan/<uuid:pk>/places/", plan.places_change, name="places_change"),
    path("office/plan/changes/<uuid:pk>/confirm/", plan.places_confirm, name="places_confirm"),
    path("office/plan/changes/<uuid:pk>/drop/", plan.places_drop, name="places_drop"),
]
