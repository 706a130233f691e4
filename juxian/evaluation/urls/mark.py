"""Addresses of marks: a sitting's sheet, its two rounds, one mark, the papers."""

from django.urls import path

from juxian.evaluation.views import mark, mark_file

MARKS = "office/marks/"
SITTING = f"{MARKS}<uuid:pk>/"
ROUND = f"{SITTING}enter/<int:round>/"

urlpatterns = [
    path(MARKS, mark.mark_list, name="mark_list"),
    path(SITTING, mark.mark_sheet, name="mark_sheet"),
    path(f"{SITTING}sign/", mark.marks_sign, name="marks_sign"),
    path(f"{SITTING}release/", mark.marks_release, name="marks_release"),
    path(f"{SITTING}paper/", mark_file.mark_paper_blank, name="mark_paper_blank"),
    path(f"{SITTING}paper/filled/", mark_file.mark_paper_filled, name="mark_paper_filled"),
    path(ROUND, mark.mark_enter, name="mark_enter"),
    path(f"{ROUND}template/", mark_file.mark_template, name="mark_template"),
    path(f"{ROUND}upload/", mark_file.mark_upload, name="mark_upload"),
    path(f"{ROUND}upload/<uuid:upload_id>/", mark_file.mark_preview, name="mark_preview"),
    path(f"{ROUND}upload/<uuid:upload_id>/faults/", mark_file.mark_faults, name="mark_faults"),
    path(f"{MARKS}one/<uuid:pk>/settle/", mark.mark_settle, name="mark_settle"),
    path(f"{MARKS}one/<uuid:pk>/reopen/", mark.mark_reopen, name="mark_reopen"),
]
