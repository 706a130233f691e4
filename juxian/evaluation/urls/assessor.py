"""Addresses of the register of assessors and of declared interests."""

from django.urls import path

from juxian.evaluation.views import assessor, interest

ASSESSORS = "office/assessors/"

urlpatterns = [
    path(ASSESSORS, assessor.assessor_list, name="assessor_list"),
    path(f"{ASSESSORS}new/", assessor.assessor_create, name="assessor_create"),
    path(f"{ASSESSORS}export/", assessor.assessor_export, name="assessor_export"),
    path(f"{ASSESSORS}template/", assessor.assessor_template, name="assessor_template"),
    path(f"{ASSESSORS}sheet/", assessor.assessor_upload, name="assessor_upload"),
    path(f"{ASSESSORS}sheet/<uuid:upload_id>/", assessor.assessor_preview, name="assessor_preview"),
    path(f"{ASSESSORS}sheet/<uuid:upload_id>/faults/", assessor.assessor_faults, name="assessor_faults"),
    path(f"{ASSESSORS}<uuid:pk>/", assessor.assessor_detail, name="assessor_detail"),
    path(f"{ASSESSORS}<uuid:pk>/change/", assessor.assessor_change, name="assessor_change"),
    path("office/interests/", interest.my_interests, name="my_interests"),
    path("office/interests/<uuid:pk>/withdraw/", interest.interest_withdraw, name="interest_withdraw"),
]
