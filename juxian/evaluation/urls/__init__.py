"""Addresses of evaluation, by noun."""

from juxian.evaluation.urls import application, batch, claim, employer_plan, panel, plan, report, sitting

app_name = "evaluation"

urlpatterns = [
    *application.urlpatterns,
    *claim.urlpatterns,
    *batch.urlpatterns,
    *employer_plan.urlpatterns,
    *panel.urlpatterns,
    *plan.urlpatterns,
    *sitting.urlpatterns,
    *report.urlpatterns,
]
