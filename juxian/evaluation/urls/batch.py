"""Addresses of batches of workers."""

from django.urls import path

from juxian.evaluation.views import batch, batch_answer

ORG, MY = "org/batches/", "my/batches/"

urlpatterns = [
    path(ORG, batch.batch_list, name="org_batch_list"),
    path(f"{ORG}new/", batch.batch_create, name="org_batch_create"),
    path(f"{ORG}template/", batch.batch_template, name="org_batch_template"),
    path(f"{ORG}<uuid:pk>/", batch.batch_detail, name="org_batch"),
    path(f"{ORG}<uuid:pk>/import/", batch.batch_import, name="org_batch_import"),
    path(f"{ORG}<uuid:pk>/discard/", batch.batch_discard, name="org_batch_discard"),
    path(f"{ORG}<uuid:pk>/faults/", batch.batch_faults, name="org_batch_faults"),
    path(f"{ORG}<uuid:pk>/export/", batch.batch_export, name="org_batch_export"),
    path(f"{ORG}rows/<uuid:pk>/remind/", batch.row_remind, name="org_row_remind"),
    path(f"{ORG}rows/<uuid:pk>/withdraw/", batch.row_withdraw, name="org_row_withdraw"),
    path("office/batches/<uuid:pk>/", batch.office_batch, name="office_batch"),
    path(f"{MY}<uuid:pk>/", batch_answer.answer, name="my_batch_row"),
    path(f"{MY}<uuid:pk>/decline/", batch_answer.decline, name="my_batch_decline"),
]
