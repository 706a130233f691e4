"""`make demo` and daily work: one machine, plain HTTP, gateways that print."""

import secrets

from .base import *
from .base import LOGGING, SECRET_KEY, STORAGES, VAR_DIR

DEMO = True
DEMO_SIGN_IN = True  # the sign-in page lists the demo people; never on in production
MAKE_KEYS_ON_FIRST_USE = True  # encryption keys; a production machine makes them by `juxian keys make`
ACCOUNT_CHECK_GATEWAY = "juxian.payments.gateways.account_check.AgreeingAccountCheck"


def _local_secret() -> str:
    path = VAR_DIR / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = SECRET_KEY or _local_secret()

# Style sheets and scripts straight from their folders, as they are on disk now: nothing to collect.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = None

# The terminal keeps the address and the demo people in sight; a line for each request would push them away.
LOGGING["loggers"]["juxian.request"] = {"level": "WARNING"}
