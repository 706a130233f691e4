"""Addresses of one certificate and of the list: public, the holder's, the office's."""

from django.urls import path

from juxian.credentials.views import officer, person, public

urlpatterns = [
    path("verify/", public.verify, name="verify"),
    path("verify/key/", public.key, name="key"),
    path("c/<str:code>/", public.public, name="public"),
    path("my/credentials/", person.my_credentials, name="my_credentials"),
    path("my/credentials/<uuid:pk>/", person.my_credential, name="my_credential"),
    path("my/credentials/<uuid:pk>/pdf/", person.my_credential_pdf, name="my_credential_pdf"),
    path("office/credentials/", officer.credential_list, name="office_credentials"),
    path("office/credentials/export/", officer.credential_export, name="office_export"),
    path("office/credentials/<uuid:pk>/", officer.credential_detail, name="office_credential"),
    path("office/credentials/<uuid:pk>/pdf/", officer.credential_pdf, name="office_credential_pdf"),
    path("office/credentials/<uuid:pk>/suspend/", officer.suspend, name="suspend"),
    path("office/credentials/<uuid:pk>/resume/", officer.resume, name="resume"),
    path("office/credentials/<uuid:pk>/revoke/", officer.revoke, name="revoke"),
]
