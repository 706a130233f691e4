"""Addresses of insights: the ledger of figures for everybody, the same with names for the office."""

from django.urls import URLPattern, URLResolver, path, re_path

from juxian.insights.views import officer, public

app_name = "insights"
KEY = r"(?P<key>[a-z0-9_]+(?:\.[a-z0-9_]+)*)"
urlpatterns: list[URLPattern | URLResolver] = [
    path("figures/", public.figure_list, name="figure_list"),
    path("figures.json", public.figures_json, name="figures_json"),
    path("figures.csv", public.figures_csv, name="figures_csv"),
    re_path(rf"^figures/{KEY}/$", public.figure_page, name="figure_page"),
    path("office/figures/", officer.figure_list, name="office_figures"),
    re_path(rf"^office/figures/{KEY}/$", officer.figure_page, name="office_figure"),
    re_path(rf"^office/figures/{KEY}/export/$", officer.figure_export, name="figure_export"),
    path("office/insights/", officer.overview, name="overview"),
]
