"""Addresses of the catalogue."""

from django.urls import URLPattern, URLResolver, path

from juxian.catalogue.views import public
from juxian.catalogue.views.officer import edition, industry_group, item, opinion, sheet

app_name = "catalogue"
OFFICE = "office/catalogue/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("catalogue/", public.edition_list, name="edition_list"),
    path("catalogue/<int:year>/", public.edition_page, name="edition_page"),
    path("catalogue/<int:year>/items.xlsx", public.edition_download, name="edition_download"),
    path("catalogue/<int:year>/opinions/", public.opinion_answers, name="opinion_answers"),
    path("catalogue/<int:year>/opinion/", public.opinion_form, name="opinion_form"),
    path("catalogue/<int:year>/<slug:code>/", public.item_page, name="item_page"),
    path(OFFICE, edition.office_editions, name="office_editions"),
    path(f"{OFFICE}new/", edition.edition_new, name="edition_new"),
    path(f"{OFFICE}industry-groups/", industry_group.industry_groups, name="industry_groups"),
    path(f"{OFFICE}industry-groups/<uuid:pk>/", industry_group.industry_group_change, name="industry_group_change"),
    path(f"{OFFICE}items/<uuid:pk>/", item.item_change, name="item_change"),
    path(f"{OFFICE}items/<uuid:pk>/remove/", item.item_remove, name="item_remove"),
    path(f"{OFFICE}opinions/<uuid:pk>/", opinion.opinion_detail, name="opinion_detail"),
    path(f"{OFFICE}opinions/<uuid:pk>/contact/", opinion.opinion_contact, name="opinion_contact"),
    path(f"{OFFICE}<uuid:pk>/", edition.office_edition, name="office_edition"),
    path(f"{OFFICE}<uuid:pk>/open-opinion/", edition.edition_open, name="edition_open"),
    path(f"{OFFICE}<uuid:pk>/withdraw/", edition.edition_withdraw, name="edition_withdraw"),
    path(f"{OFFICE}<uuid:pk>/publish/", edition.edition_publish, name="edition_publish"),
    path(f"{OFFICE}<uuid:pk>/archive/", edition.edition_archive, name="edition_archive"),
    path(f"{OFFICE}<uuid:pk>/difference/", edition.edition_difference, name="edition_difference"),
    path(f"{OFFICE}<uuid:pk>/opinions/", opinion.opinion_list, name="opinion_list"),
    path(f"{OFFICE}<uuid:pk>/items/new/", item.item_new, name="item_new"),
    path(f"{OFFICE}<uuid:pk>/items.xlsx", sheet.edition_export, name="edition_export"),
    path(f"{OFFICE}<uuid:pk>/template.xlsx", sheet.sheet_template, name="sheet_template"),
    path(f"{OFFICE}<uuid:pk>/import/", sheet.sheet_upload, name="sheet_upload"),
    path(f"{OFFICE}<uuid:pk>/import/<uuid:upload_id>/", sheet.sheet_preview, name="sheet_preview"),
    path(f"{OFFICE}<uuid:pk>/import/<uuid:upload_id>/faults.xlsx", sheet.sheet_faults, name="sheet_faults"),
]
