"""Addresses of evaluation, by noun."""

from juxian.evaluation.urls import (
    appeal,
    application,
    assessor,
    batch,
    claim,
    draw,
    employer_plan,
    mark,
    panel,
    plan,
    report,
    scheme,
    score_query,
    sitting,
)

app_name = "evaluation"

urlpatterns = [
    *application.urlpatterns,
    *claim.urlpatterns,
    *batch.urlpatterns,
    *employer_plan.urlpatterns,
    *panel.urlpatterns,
    *draw.urlpatterns,
    *assessor.urlpatterns,
    *appeal.urlpatterns,
    *plan.urlpatterns,
    *sitting.urlpatterns,
    *report.urlpatterns,
    *scheme.urlpatterns,
    *mark.urlpatterns,
    *score_query.urlpatterns,
]
