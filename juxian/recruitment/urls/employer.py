"""Addresses of employers' pages, campaigns, complaints and the blacklist."""

from django.urls import path

from juxian.recruitment.views import (
    blacklist,
    office_campaign,
    office_page,
    office_report,
    org_campaign,
    org_page,
    report,
    school_campaign,
)

PAGE, PAGES = "org/employer-page/", "office/employer-pages/"
JOIN = "org/campaigns/"
REPORTS, BLACKLIST = "office/vacancy-reports/", "office/employer-blacklist/"

urlpatterns = [
    path(PAGE, org_page.page, name="org_page"),
    path(f"{PAGE}edit/", org_page.page_edit, name="org_page_edit"),
    path(f"{PAGE}submit/", org_page.page_submit, name="org_page_submit"),
    path(f"{PAGE}withdraw/", org_page.page_withdraw, name="org_page_withdraw"),
    path(f"{PAGE}pictures/new/", org_page.picture_add, name="org_picture_add"),
    path(f"{PAGE}pictures/<uuid:pk>/remove/", org_page.picture_remove, name="org_picture_remove"),
    path(f"{PAGE}video/", org_page.video_add, name="org_video_add"),
    path(f"{PAGE}video/remove/", org_page.video_remove, name="org_video_remove"),
    path(PAGES, office_page.page_list, name="office_pages"),
    path(f"{PAGES}<uuid:pk>/", office_page.page_detail, name="office_page"),
    path(f"{PAGES}<uuid:pk>/publish/", office_page.page_publish, name="office_page_publish"),
    path(f"{PAGES}<uuid:pk>/return/", office_page.page_return, name="office_page_return"),
    path(f"{PAGES}<uuid:pk>/hide/", office_page.page_hide, name="office_page_hide"),
    path(f"{PAGES}<uuid:pk>/restore/", office_page.page_restore, name="office_page_restore"),
    path(JOIN, org_campaign.campaign_list, name="org_campaigns"),
    path(f"{JOIN}<uuid:pk>/join/", org_campaign.campaign_join, name="org_campaign_join"),
    path(
        f"{JOIN}participations/<uuid:pk>/withdraw/",
        org_campaign.participation_withdraw,
        name="org_participation_withdraw",
    ),
    path("jobs/<str:number>/report/", report.report_create, name="report_create"),
    path("job-reports/", report.report_look_up, name="report_look_up"),
    path("my/job-reports/", report.my_reports, name="my_reports"),
    path("my/job-reports/<uuid:pk>/", report.my_report, name="my_report"),
    path(REPORTS, office_report.report_list, name="office_reports"),
    path(f"{REPORTS}<uuid:pk>/", office_report.report_detail, name="office_report"),
    path(f"{REPORTS}<uuid:pk>/accept/", office_report.report_accept, name="office_report_accept"),
    path(f"{REPORTS}<uuid:pk>/uphold/", office_report.report_uphold, name="office_report_uphold"),
    path(f"{REPORTS}<uuid:pk>/dismiss/", office_report.report_dismiss, name="office_report_dismiss"),
    path(BLACKLIST, blacklist.blacklist, name="office_blacklist"),
    path(f"{BLACKLIST}new/", blacklist.blacklist_create, name="office_blacklist_create"),
    path(f"{BLACKLIST}<uuid:pk>/", blacklist.blacklisting, name="office_blacklisting"),
    path(f"{BLACKLIST}<uuid:pk>/lift/", blacklist.blacklist_lift, name="office_blacklist_lift"),
]
for HERE, name, views in (
    ("office/campaigns/", "office", office_campaign),
    ("org/school-campaigns/", "school", school_campaign),
):
    urlpatterns += [
        path(HERE, views.campaign_list, name=f"{name}_campaigns"),
        path(f"{HERE}new/", views.campaign_create, name=f"{name}_campaign_create"),
        path(f"{HERE}<uuid:pk>/", views.campaign_detail, name=f"{name}_campaign"),
        path(f"{HERE}<uuid:pk>/edit/", views.campaign_edit, name=f"{name}_campaign_edit"),
        path(f"{HERE}<uuid:pk>/publish/", views.campaign_publish, name=f"{name}_campaign_publish"),
        path(f"{HERE}<uuid:pk>/close/", views.campaign_close, name=f"{name}_campaign_close"),
        path(f"{HERE}<uuid:pk>/discard/", views.campaign_discard, name=f"{name}_campaign_discard"),
        path(f"{HERE}<uuid:pk>/add/", views.campaign_add, name=f"{name}_campaign_add"),
        path(
            f"{HERE}participations/<uuid:pk>/confirm/",
            views.participation_confirm,
            name=f"{name}_participation_confirm",
        ),
        path(
            f"{HERE}participations/<uuid:pk>/decline/",
            views.participation_decline,
            name=f"{name}_participation_decline",
        ),
    ]
