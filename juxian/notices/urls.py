"""Addresses of public notices."""

from django.urls import URLPattern, URLResolver, path

from juxian.notices.views import public
from juxian.notices.views.officer import notice, objection

app_name = "notices"
urlpatterns: list[URLPattern | URLResolver] = [
    path("notices/", public.notice_list, name="notice_list"),
    path("notices/feed.atom", public.feed, name="feed"),
    path("notices/<uuid:pk>/", public.notice_page, name="notice_page"),
    path("notices/<uuid:pk>/objection/", public.objection_form, name="objection_form"),
    path("office/notices/", notice.office_notices, name="office_notices"),
    path("office/notices/<uuid:pk>/", notice.office_notice, name="office_notice"),
    path("office/notices/<uuid:pk>/publish/", notice.notice_publish, name="notice_publish"),
    path("office/notices/<uuid:pk>/withdraw/", notice.notice_withdraw, name="notice_withdraw"),
    path("office/objections/", objection.objection_list, name="objection_list"),
    path("office/objections/<uuid:pk>/", objection.objection_detail, name="objection_detail"),
    path("office/objections/<uuid:pk>/accept/", objection.objection_accept, name="objection_accept"),
    path("office/objections/<uuid:pk>/decide/", objection.objection_decide, name="objection_decide"),
    path("office/objections/<uuid:pk>/reveal/", objection.objection_reveal, name="objection_reveal"),
]
