"""Addresses of payments: /office/payments/ for finance, leaders and audit, /my/ for payees."""

from juxian.payments.urls import batch, payee, person

app_name = "payments"
urlpatterns = [*person.urlpatterns, *batch.urlpatterns, *payee.urlpatterns]
