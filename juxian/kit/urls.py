"""Addresses of the kit itself: the gallery of the design system, language, uploads, health."""

from django.urls import URLPattern, URLResolver, path

from juxian.kit.audit import views as root
from juxian.kit.calls import views as calls
from juxian.kit.media.views import video_progress
from juxian.kit.office.views import audit, jobs, messages
from juxian.kit.ui import views as ui
from juxian.kit.uploads import views as uploads

app_name = "kit"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ui/", ui.show_gallery, name="gallery"),
    path("ui/layouts/<slug:layout>/", ui.show_layout, name="gallery_layout"),
    path("files/<uuid:pk>", uploads.upload, name="upload"),
    path("files/<uuid:pk>/thumbnail", uploads.upload_thumbnail, name="upload_thumbnail"),
    path("ui/display/", ui.display, name="display"),
    path("videos/<str:token>/progress/", video_progress, name="video_progress"),
    path("calls/test/", calls.call_test, name="call_test"),
    path("calls/<slug:kind>/<uuid:ref>/", calls.call, name="call"),
    path("calls/<slug:kind>/<uuid:ref>/signals/", calls.call_signals, name="call_signals"),
    path("audit-root/", root.audit_root, name="audit_root"),
    path("audit-root/days.json", root.audit_root_json, name="audit_root_json"),
    path("audit-root/checkpoints.txt", root.audit_root_text, name="audit_root_text"),
    path("office/audit/", audit.record_list, name="record_list"),
    path("office/audit/check/", audit.record_check, name="record_check"),
    path("office/audit/export/", audit.record_export, name="record_export"),
    path("office/audit/<int:pk>/", audit.record_event, name="record_event"),
    path("office/audit/<str:subject_type>/<uuid:subject_id>/", audit.record_subject, name="record_subject"),
    path("office/messages/", messages.kind_list, name="message_list"),
    path("office/messages/failures/", messages.failure_list, name="delivery_list"),
    path("office/messages/failures/<uuid:pk>/retry/", messages.delivery_retry, name="delivery_retry"),
    path("office/messages/<str:key>/", messages.kind_detail, name="message_kind"),
    path("office/messages/<str:key>/undo/", messages.wording_undo, name="wording_undo"),
    path("office/messages/<str:key>/restore/<int:version>/", messages.wording_restore, name="wording_restore"),
    path("office/jobs/", jobs.job_list, name="job_list"),
    path("office/jobs/<int:job_id>/retry/", jobs.job_retry, name="job_retry"),
]
