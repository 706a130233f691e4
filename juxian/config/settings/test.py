"""The suite: real PostgreSQL, a cheap hasher, files in a temporary folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from juxian.kit.database.settings import session_options

from .base import *
from .base import DATABASES, STORAGES

DEMO = False
DEMO_SIGN_IN = False
MAKE_KEYS_ON_FIRST_USE = True  # encryption keys; a production machine makes them by `juxian keys make`
SECRET_KEY = "only-for-tests-" + "x" * 40
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["OPTIONS"]["options"] = session_options()  # the owner of the tables, with the limits of the app
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("JUXIAN_TEST_DB", "test_juxian")}
TEST_DIR = Path(tempfile.mkdtemp(prefix="juxian-test-"))
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)
MEDIA_ROOT = TEST_DIR / "uploads"
STATIC_ROOT = None  # nothing is collected for a test
KEYS_DIR = TEST_DIR / "keys"
VIDEO_ROOT = TEST_DIR / "video"
LIVE_RTMP_PORT = 0  # a test that pushes RTMP opens a port of its own
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SMS_GATEWAY = "juxian.kit.messages.gateways.MemorySms"
BANK_GATEWAY = "juxian.payments.gateways.bank.MemoryBank"
