"""Addresses of copies: asking, deciding, handing over."""

from django.urls import path

from juxian.credentials.views import copy, my_copy

urlpatterns = [
    path("my/credentials/<uuid:pk>/copy/", my_copy.my_copy_request, name="my_copy_request"),
    path("my/copy-requests/<uuid:pk>/withdraw/", my_copy.my_copy_withdraw, name="my_copy_withdraw"),
    path("office/credentials/<uuid:pk>/copy/", copy.copy_at_counter, name="copy_at_counter"),
    path("office/credentials/<uuid:pk>/renew/", copy.renew, name="renew"),
    path("office/copy-requests/", copy.copy_request_list, name="copy_requests"),
    path("office/copy-requests/<uuid:pk>/", copy.copy_request, name="copy_request"),
    path("office/copy-requests/<uuid:pk>/approve/", copy.copy_approve, name="copy_approve"),
    path("office/copy-requests/<uuid:pk>/refuse/", copy.copy_refuse, name="copy_refuse"),
    path("office/copies/<uuid:pk>/hand-over/", copy.copy_hand_over, name="copy_hand_over"),
    path("office/copies/<uuid:pk>/take-back/", copy.copy_take_back, name="copy_take_back"),
    path("office/copies/<uuid:pk>/receipt/", copy.copy_receipt, name="copy_receipt"),
]
