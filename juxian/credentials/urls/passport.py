"""Addresses of skill passports: the holder's, and the link."""

from django.urls import path

from juxian.credentials.views import passport

urlpatterns = [
    path("my/passports/", passport.passport_list, name="my_passports"),
    path("my/passports/new/", passport.passport_create, name="passport_create"),
    path("my/passports/<uuid:pk>/", passport.passport_detail, name="my_passport"),
    path("my/passports/<uuid:pk>/pdf/", passport.passport_paper, name="my_passport_pdf"),
    path("my/passports/<uuid:pk>/withdraw/", passport.passport_withdraw, name="passport_withdraw"),
    path("p/<str:code>/", passport.passport_public, name="passport"),
]
