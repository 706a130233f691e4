"""Addresses of appeals: the applicant's and the office's."""

from django.urls import path

from juxian.evaluation.views import appeal

urlpatterns = [
    path("my/applications/<uuid:pk>/appeal/", appeal.my_appeal, name="my_appeal"),
    path("my/appeals/<uuid:pk>/withdraw/", appeal.my_appeal_withdraw, name="my_appeal_withdraw"),
    path("office/appeals/", appeal.appeal_list, name="appeal_list"),
    path("office/appeals/<uuid:pk>/", appeal.appeal_detail, name="appeal_detail"),
    path("office/appeals/<uuid:pk>/accept/", appeal.appeal_accept, name="appeal_accept"),
    path("office/appeals/<uuid:pk>/refuse/", appeal.appeal_refuse, name="appeal_refuse"),
]
