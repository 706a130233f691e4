"""Addresses of batches, of what the bank answers, and of what has to agree."""

from django.urls import path

from juxian.payments.views import batch, batch_step, reconciliation, reply

OFFICE = "office/payments/"
BATCH = f"{OFFICE}batches/<uuid:pk>/"

urlpatterns = [
    path(OFFICE, batch.batch_list, name="batches"),
    path(f"{OFFICE}new/", batch.batch_new, name="batch_new"),
    path(BATCH, batch.batch_detail, name="batch_detail"),
    path(f"{BATCH}left-out/", batch.batch_left_out, name="batch_left_out"),
    path(f"{BATCH}compute/", batch_step.batch_compute, name="batch_compute"),
    path(f"{BATCH}review/", batch_step.batch_review, name="batch_review"),
    path(f"{BATCH}return/", batch_step.batch_return, name="batch_return"),
    path(f"{BATCH}discard/", batch_step.batch_discard, name="batch_discard"),
    path(f"{BATCH}seal/", batch_step.batch_seal, name="batch_seal"),
    path(f"{BATCH}submit/", batch_step.batch_submit, name="batch_submit"),
    path(f"{BATCH}deliver-again/", batch_step.batch_deliver_again, name="batch_deliver_again"),
    path(f"{BATCH}lost/", batch_step.batch_lost, name="batch_lost"),
    path(f"{BATCH}acknowledge/", batch_step.batch_acknowledge, name="batch_acknowledge"),
    path(f"{BATCH}file/", batch_step.batch_file, name="batch_file"),
    path(f"{OFFICE}lines/<uuid:pk>/drop/", batch_step.payment_drop, name="payment_drop"),
    path(f"{BATCH}reply/", reply.reply_new, name="reply_new"),
    path(f"{BATCH}reply/preview/", reply.reply_preview, name="reply_preview"),
    path(f"{OFFICE}statements/new/", reply.statement_new, name="statement_new"),
    path(f"{OFFICE}statements/preview/", reply.statement_preview, name="statement_preview"),
    path(f"{OFFICE}replies/<uuid:pk>/", reply.reply_detail, name="reply_detail"),
    path(f"{OFFICE}differences/", reply.difference_list, name="differences"),
    path(f"{OFFICE}differences/<uuid:pk>/", reply.difference_detail, name="difference_detail"),
    path(f"{OFFICE}returned/", reply.returned_list, name="returned"),
    path(f"{OFFICE}returned/<uuid:pk>/", reply.returned_detail, name="returned_detail"),
    path(f"{OFFICE}reconciliation/", reconciliation.reconciliation_list, name="reconciliation"),
    path(f"{OFFICE}vouchers/", reconciliation.voucher_export, name="voucher_export"),
    path(f"{BATCH}reconciliation/", reconciliation.reconciliation_detail, name="reconciliation_detail"),
    path(f"{BATCH}reconciliation/export/", reconciliation.reconciliation_export, name="reconciliation_export"),
    path(f"{BATCH}list/", reconciliation.payment_list, name="payment_list"),
]
