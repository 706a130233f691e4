"""Addresses of the kit itself: the gallery of the design system, language, uploads, health."""

from django.urls import URLPattern, URLResolver, path

from juxian.kit.ui import views as ui
from juxian.kit.uploads import views as uploads

app_name = "kit"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ui/", ui.show_gallery, name="gallery"),
    path("ui/layouts/<slug:layout>/", ui.show_layout, name="gallery_layout"),
    path("files/<uuid:pk>", uploads.upload, name="upload"),
    path("files/<uuid:pk>/thumbnail", uploads.upload_thumbnail, name="upload_thumbnail"),
    path("ui/display/", ui.display, name="display"),
]
