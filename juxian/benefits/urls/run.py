"""Addresses of runs and of what they found."""

from django.urls import path

from juxian.benefits.views import finding, run

RUN = "office/benefits/runs/<uuid:pk>/"
urlpatterns = [
    path("office/benefits/runs/", run.run_list, name="run_list"),
    path("office/benefits/runs/start/", run.run_open, name="run_open"),
    path(RUN, run.run_detail, name="run_detail"),
    path(f"{RUN}progress/", run.run_progress, name="run_progress"),
    path(f"{RUN}freeze/", run.run_freeze, name="run_freeze"),
    path(f"{RUN}evaluate/", run.run_evaluate, name="run_evaluate"),
    path(f"{RUN}review/", run.run_review, name="run_review"),
    path(f"{RUN}post/", run.run_post, name="run_post"),
    path(f"{RUN}discard/", run.run_discard, name="run_discard"),
    path(f"{RUN}people/", finding.finding_list, name="finding_list"),
    path(f"{RUN}people/export/", finding.finding_export, name="finding_export"),
    path(f"{RUN}differences/", finding.run_differences, name="run_differences"),
    path(f"{RUN}differences/export/", finding.difference_export, name="difference_export"),
    path("office/benefits/findings/<uuid:pk>/", finding.finding_detail, name="finding_detail"),
]
