"""The ASGI entry that uvicorn serves: live streams and event streams beside Django, everything else through it."""

import os

from juxian.kit.serving import django_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.production")
os.environ.setdefault("JUXIAN_DB_POOL", "1")  # here each request may run in another thread
django = django_application()

from juxian.kit.broadcast.live_app import make_app  # noqa: E402  (Django must be set up first)

application = make_app(django)
