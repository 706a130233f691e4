"""Addresses of decision records."""

from django.urls import path

from juxian.benefits.views import decision as views

urlpatterns = [
    path("office/benefits/decisions/<uuid:pk>/", views.decision, name="decision"),
    path("office/benefits/decisions/<uuid:pk>/text/", views.decision_text, name="decision_text"),
    path("office/benefits/decisions/<uuid:pk>/paper/", views.decision_paper, name="decision_paper"),
    path("my/benefits/decisions/<uuid:pk>/", views.my_decision, name="my_decision"),
    path("my/benefits/decisions/<uuid:pk>/text/", views.my_decision_text, name="my_decision_text"),
    path("my/benefits/decisions/<uuid:pk>/paper/", views.my_decision_paper, name="my_decision_paper"),
]
