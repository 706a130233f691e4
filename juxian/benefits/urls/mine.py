"""Addresses of a person's own benefits."""

from django.urls import path

from juxian.benefits.views import my_appeal, my_benefits, statement

urlpatterns = [
    path("my/benefits/", my_benefits.my_benefits, name="my_benefits"),
    path("my/benefits/statement/", statement.my_statement, name="my_statement"),
    path("my/benefits/statement/excel/", statement.my_statement_excel, name="my_statement_excel"),
    path("my/benefits/statement/pdf/", statement.my_statement_pdf, name="my_statement_pdf"),
    path("my/benefits/<slug:policy>/", my_benefits.my_benefit, name="my_benefit"),
    path("my/benefits/<slug:policy>/appeal/", my_appeal.appeal, name="my_benefit_appeal"),
    path("my/benefits/<slug:policy>/claim/", my_appeal.claim, name="my_benefit_claim"),
    path("my/entitlements/<uuid:pk>/confirm/", my_benefits.confirm, name="my_confirm"),
    path("my/entitlements/<uuid:pk>/decline/", my_benefits.decline, name="my_decline"),
    path("my/entitlements/<uuid:pk>/dispute/", my_benefits.dispute, name="my_dispute"),
    path("my/entitlements/<uuid:pk>/take-up/", my_benefits.take_up, name="my_take_up"),
    path("my/benefit-appeals/<uuid:pk>/", my_appeal.my_appeal, name="my_appeal"),
    path("my/benefit-appeals/<uuid:pk>/withdraw/", my_appeal.my_appeal_withdraw, name="my_appeal_withdraw"),
]
