"""Addresses of vacancies and employers for everybody, of feeds, and of saved searches."""

from django.urls import URLPattern, path

from juxian.recruitment.views import employer, feed, job, saved_search

urlpatterns: list[URLPattern] = [
    path("jobs/", job.job_list, name="job_list"),
    path("jobs/feed.atom", feed.job_atom, name="job_atom"),
    path("jobs/feed.xml", feed.job_xml, name="job_xml"),
    path("jobs/sitemap-<int:part>.xml", feed.job_sitemap, name="job_sitemap"),
    path("jobs/<slug:number>/", job.job_page, name="job_page"),
    path("jobs/<slug:number>/poster/", job.job_poster, name="job_poster"),
    path("jobs/<slug:number>/code.png", job.job_code, name="job_code"),
    path("employers/", employer.employer_list, name="employer_list"),
    path("employers/<slug:uscc>/", employer.employer_page, name="employer_page"),
    path("campaigns/", employer.campaign_list, name="campaign_list"),
    path("campaigns/<uuid:pk>/", job.campaign_page, name="campaign_page"),
    path("my/searches/", saved_search.saved_search_list, name="saved_search_list"),
    path("my/searches/add/", saved_search.saved_search_add, name="saved_search_add"),
    path("my/searches/<uuid:pk>/alert/", saved_search.saved_search_alert, name="saved_search_alert"),
    path("my/searches/<uuid:pk>/delete/", saved_search.saved_search_delete, name="saved_search_delete"),
]
