"""Addresses of the roads of recognition: the applicant's claims, the office's look-up and confirmation."""

from django.urls import path

from juxian.evaluation.views import confirmation, road

MY = "my/applications/"
OFFICE = "office/applications/"

urlpatterns = [
    path(f"{MY}certificate-number/", road.certificate_number, name="my_certificate_number"),
    path(f"{MY}<uuid:pk>/road/", road.road, name="my_road"),
    path(f"{MY}<uuid:pk>/certificate/", road.certificate, name="my_certificate"),
    path(f"{MY}<uuid:pk>/certificate/drop/", road.certificate_drop, name="certificate_drop"),
    path(f"{MY}<uuid:pk>/award/", road.award, name="my_award"),
    path(f"{MY}<uuid:pk>/employer/", road.employer, name="my_employer"),
    path(f"{OFFICE}confirm/", confirmation.confirm_list, name="confirm_list"),
    path(f"{OFFICE}<uuid:pk>/look-up/", confirmation.look_up, name="look_up"),
    path(f"{OFFICE}<uuid:pk>/confirm/", confirmation.confirm, name="confirm"),
    path(f"{OFFICE}<uuid:pk>/refuse/", confirmation.refuse, name="refuse"),
]
