"""Addresses of recruitment, one module a noun."""

from django.urls import URLPattern, URLResolver

from juxian.recruitment.urls import candidate, employer, job, person, vacancy

app_name = "recruitment"
urlpatterns: list[URLPattern | URLResolver] = [
    *job.urlpatterns,
    *person.urlpatterns,
    *candidate.urlpatterns,
    *vacancy.urlpatterns,
    *employer.urlpatterns,
]
