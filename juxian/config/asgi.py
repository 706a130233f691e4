"""The ASGI entry that uvicorn serves."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.production")
os.environ.setdefault("JUXIAN_DB_POOL", "1")  # here each request may run in another thread
application = get_asgi_application()
