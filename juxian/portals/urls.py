"""Addresses of the portals: where every visit begins."""

from django.urls import URLPattern, URLResolver, path

from juxian.portals.views import officer, organisation, person, public

app_name = "portals"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.home, name="home"),
    path("search/", public.search_page, name="search"),
    path("services/", public.service_list, name="service_list"),
    path("services/<slug:key>/", public.service_page, name="service_page"),
    path("help/", public.help_page, name="help"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("robots.txt", public.robots, name="robots"),
    path("my/", person.my_home, name="my_home"),
    path("org/", organisation.org_home, name="org_home"),
    path("office/", officer.office_home, name="office_home"),
]
