"""Addresses of evaluation, by noun."""

from juxian.evaluation.urls import application, claim, panel, plan, report

app_name = "evaluation"

urlpatterns = [
    *application.urlpatterns,
    *claim.urlpatterns,
    *panel.urlpatterns,
    *plan.urlpatterns,
    *report.urlpatterns,
]
