"""Every address of the platform. The first part says for whom the page is: /my/, /org/, /office/, else public."""

from django.urls import include, path

handler400 = "juxian.kit.pages.bad_request"
handler403 = "juxian.kit.pages.forbidden"
handler404 = "juxian.kit.pages.not_found"
handler429 = "juxian.kit.rate_limit.too_many"
handler500 = "juxian.kit.pages.server_error"

urlpatterns = [
    path("", include("juxian.portals.urls")),
    path("", include("juxian.insights.urls")),
    path("", include("juxian.benefits.urls")),
    path("", include("juxian.fairs.urls")),
    path("", include("juxian.recruitment.urls")),
    path("", include("juxian.evaluation.urls")),
    path("", include("juxian.credentials.urls")),
    path("", include("juxian.catalogue.urls")),
    path("", include("juxian.payments.urls")),
    path("", include("juxian.registers.urls")),
    path("", include("juxian.notices.urls")),
    path("", include("juxian.people.urls")),
    path("", include("juxian.kit.urls")),
    path("accounts/", include("allauth.urls")),
]
