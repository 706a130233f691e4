"""Addresses of a payee's own pages."""

from django.urls import path

from juxian.payments.views import my_account

urlpatterns = [
    path("my/account/", my_account.my_account, name="my_account"),
    path("my/account/<uuid:pk>/cancel/", my_account.my_account_cancel, name="my_account_cancel"),
    path("my/account/<uuid:pk>/disown/", my_account.my_account_disown, name="my_account_disown"),
    path("my/recoveries/", my_account.my_recoveries, name="my_recoveries"),
    path("my/recoveries/<uuid:pk>/letter/", my_account.my_recovery_letter, name="my_recovery_letter"),
]
