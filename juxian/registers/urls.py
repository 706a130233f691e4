"""Addresses of the registers of other offices."""

from django.urls import path

from juxian.registers.views import delivery, look_up, query

OFFICE, MY = "office/registers/", "my/registers/"

app_name = "registers"
urlpatterns = [
    path(OFFICE, delivery.overview, name="overview"),
    path(f"{OFFICE}deliveries/", delivery.delivery_list, name="delivery_list"),
    path(f"{OFFICE}deliveries/new/", delivery.delivery_create, name="delivery_create"),
    path(f"{OFFICE}templates/<slug:register>/", delivery.template, name="template"),
    path(f"{OFFICE}deliveries/<uuid:pk>/", delivery.delivery_detail, name="delivery_detail"),
    path(f"{OFFICE}deliveries/<uuid:pk>/take-in/", delivery.delivery_take_in, name="delivery_take_in"),
    path(f"{OFFICE}deliveries/<uuid:pk>/discard/", delivery.delivery_discard, name="delivery_discard"),
    path(f"{OFFICE}deliveries/<uuid:pk>/withdraw/", delivery.delivery_withdraw, name="delivery_withdraw"),
    path(f"{OFFICE}deliveries/<uuid:pk>/faults/", delivery.delivery_faults, name="delivery_faults"),
    path(f"{OFFICE}look-up/", look_up.look_up, name="look_up"),
    path(f"{OFFICE}subjects/<uuid:pk>/rename/", look_up.subject_rename, name="subject_rename"),
    path(f"{OFFICE}queries/", query.query_list, name="query_list"),
    path(f"{OFFICE}queries/<uuid:pk>/", query.query_detail, name="query_detail"),
    path(f"{OFFICE}queries/<uuid:pk>/facts/", query.query_facts, name="query_facts"),
    path(f"{OFFICE}queries/<uuid:pk>/answer/", query.query_answer, name="query_answer"),
    path(MY, query.my_registers, name="my_registers"),
    path(f"{MY}ask/", query.my_query_create, name="my_query_create"),
    path(f"{MY}queries/<uuid:pk>/withdraw/", query.my_query_withdraw, name="my_query_withdraw"),
]
