"""Addresses of the policy sandbox."""

from django.urls import path

from juxian.benefits.views import simulation as views

urlpatterns = [
    path("office/benefits/simulation/", views.simulations, name="simulations"),
    path("office/benefits/simulation/<slug:policy>/", views.simulation, name="simulation"),
]
