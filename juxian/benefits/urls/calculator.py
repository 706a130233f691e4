"""Addresses of the policy calculator."""

from django.urls import path

from juxian.benefits.views import calculator as views

urlpatterns = [
    path("calculator/", views.calculators, name="calculators"),
    path("calculator/<slug:policy>/", views.calculator, name="calculator"),
]
