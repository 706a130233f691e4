"""Addresses of payees at the office: accounts, holds, claims, budgets."""

from django.urls import path

from juxian.payments.views import account, budget, payee, recovery

OFFICE = "office/payments/"
ACCOUNTS, PAYEES, HOLDS = f"{OFFICE}accounts/", f"{OFFICE}payees/", f"{OFFICE}holds/"
RECOVERIES, BUDGETS = f"{OFFICE}recoveries/", f"{OFFICE}budgets/"

urlpatterns = [
    path(ACCOUNTS, account.account_list, name="accounts"),
    path(f"{ACCOUNTS}check/", account.account_check, name="account_check"),
    path(f"{ACCOUNTS}check/export/", account.account_check_export, name="account_check_export"),
    path(f"{ACCOUNTS}<uuid:pk>/", account.account_detail, name="account_detail"),
    path(f"{ACCOUNTS}<uuid:pk>/reveal/", account.account_reveal, name="account_reveal"),
    path(f"{ACCOUNTS}<uuid:pk>/close/", account.account_close, name="account_close"),
    path(f"{ACCOUNTS}counter/<uuid:person_pk>/", account.account_at_counter, name="account_at_counter"),
    path(PAYEES, payee.payee_list, name="payees"),
    path(f"{PAYEES}<uuid:person_pk>/", payee.payee_detail, name="payee_detail"),
    path(f"{PAYEES}<uuid:person_pk>/hold/", payee.payee_hold, name="payee_hold"),
    path(f"{PAYEES}<uuid:person_pk>/claim/<slug:policy>/", payee.payee_claim, name="payee_claim"),
    path(HOLDS, payee.hold_list, name="holds"),
    path(f"{HOLDS}<uuid:pk>/release/", payee.hold_release, name="hold_release"),
    path(RECOVERIES, recovery.recovery_list, name="recoveries"),
    path(f"{RECOVERIES}<uuid:pk>/", recovery.recovery_detail, name="recovery_detail"),
    path(f"{RECOVERIES}<uuid:pk>/letter/", recovery.recovery_letter, name="recovery_letter"),
    path(f"{RECOVERIES}<uuid:pk>/instalments/", recovery.recovery_agree, name="recovery_agree"),
    path(f"{RECOVERIES}<uuid:pk>/waiver/", recovery.waiver_propose, name="waiver_propose"),
    path(f"{RECOVERIES}<uuid:pk>/waiver/confirm/", recovery.waiver_confirm, name="waiver_confirm"),
    path(f"{RECOVERIES}<uuid:pk>/waiver/refuse/", recovery.waiver_refuse, name="waiver_refuse"),
    path(f"{RECOVERIES}instalments/<uuid:pk>/repayment/", recovery.repayment_record, name="repayment_record"),
    path(BUDGETS, budget.budget_list, name="budgets"),
    path(f"{BUDGETS}new/", budget.budget_set, name="budget_set"),
]
