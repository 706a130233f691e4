"""Addresses of evaluation, by noun."""

from juxian.evaluation.urls import application, panel, plan

app_name = "evaluation"

urlpatterns = [
    *application.urlpatterns,
    *panel.urlpatterns,
    *plan.urlpatterns,
]
