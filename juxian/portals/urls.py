from django.urls import URLPattern, URLResolver

app_name = "portals"
urlpatterns: list[URLPattern | URLResolver] = []
