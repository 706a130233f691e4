"""Addresses of results and of score queries."""

from django.urls import path

from juxian.evaluation.views import my_result, score_query

urlpatterns = [
    path("my/applications/<uuid:pk>/results/", my_result.my_results, name="my_results"),
    path("my/marks/<uuid:pk>/query/", my_result.my_score_query, name="my_score_query"),
    path("office/score-queries/", score_query.score_query_list, name="score_query_list"),
    path("office/score-queries/<uuid:pk>/", score_query.score_query_detail, name="score_query_detail"),
    path("office/score-queries/<uuid:pk>/confirm/", score_query.correction_confirm, name="correction_confirm"),
    path("office/score-queries/<uuid:pk>/return/", score_query.correction_return, name="correction_return"),
]
