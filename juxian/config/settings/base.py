"""Settings shared by every environment. What differs is in development, test and production."""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from juxian.config.settings.accounts import *
from juxian.config.settings.accounts import oidc_origins
from juxian.kit.database.settings import database_settings

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("JUXIAN_VAR", BASE_DIR / "var"))

SECRET_KEY = os.environ.get("JUXIAN_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("JUXIAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SITE_URL = os.environ.get("JUXIAN_SITE_URL", "http://localhost:8000")
# For how many years a certificate of a level counts, e.g. {"senior": 5}. Empty: none expires, as no rule names a limit.
CREDENTIAL_VALID_YEARS: dict[str, int] = {}
# The registered seal of the office as a PNG with a transparent ground; without it papers carry a seal marked 演示章.
CREDENTIAL_SEAL = os.environ.get("JUXIAN_CREDENTIAL_SEAL", "")
# The office's signing certificate as PKCS#12 and the file with its password; without it the platform makes its own.
CREDENTIAL_SIGNER = os.environ.get("JUXIAN_CREDENTIAL_SIGNER", "")
CREDENTIAL_SIGNER_PASSWORD_FILE = os.environ.get("JUXIAN_CREDENTIAL_SIGNER_PASSWORD_FILE", "")
# How many reverse proxies stand in front and set X-Forwarded-For; 0 means the peer address is the client.
TRUSTED_PROXIES = int(os.environ.get("JUXIAN_TRUSTED_PROXIES", "0"))

DOMAINS = [
    "juxian.portals",
    "juxian.insights",
    "juxian.benefits",
    "juxian.fairs",
    "juxian.recruitment",
    "juxian.evaluation",
    "juxian.credentials",
    "juxian.catalogue",
    "juxian.payments",
    "juxian.registers",
    "juxian.notices",
    "juxian.people",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "juxian.demo",
    *DOMAINS,
    "juxian.kit",
]
MIDDLEWARE = [
    "juxian.kit.request_log.log_requests",
    "juxian.kit.health.answer_health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "juxian.kit.middleware.request_facts",
    "juxian.kit.middleware.head_like_get",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "juxian.kit.doors.Doors",
    "juxian.kit.rate_limit.LimitedViews",
    "juxian.kit.middleware.read_only_when_safe",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "juxian.people.middleware.acting_person",
    "juxian.kit.middleware.AudienceRequired",
    "juxian.kit.middleware.RefusalsAsPages",
    "juxian.kit.sent_once.SentOnce",
]
ROOT_URLCONF = "juxian.config.urls"
ASGI_APPLICATION = "juxian.config.asgi.application"
WSGI_APPLICATION = None
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "juxian" / "kit" / "templates"],  # before allauth's own pages
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "juxian.kit.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "juxian.kit.templatetags.punctuation",
                "juxian.kit.templatetags.ui",
                "juxian.kit.templatetags.ui_data",
                "juxian.kit.templatetags.ui_forms",
                "juxian.kit.templatetags.ui_frame",
                "juxian.kit.templatetags.ui_live",
                "juxian.kit.templatetags.ui_media",
            ],
        },
    }
]

DATABASES = {"default": database_settings(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"

SITE_NAME = _("聚贤")
SITE_LINE = _("集美区人才服务")
LANGUAGE_CODE = "zh-hans"
# Each language is named in itself: who needs it must be able to find it.
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]  # untranslated: names of languages
LOCALE_PATHS = [BASE_DIR / "juxian" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = ["juxian.kit.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
# Front-end libraries come from npm by the lock file; only the built files named in package.json are served.
STATICFILES_DIRS = [("vendor", path) for path in [BASE_DIR / "node_modules" / ".juxian"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "uploads"
KEYS_DIR = VAR_DIR / "keys"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SESSION_ENGINE = "juxian.kit.sealed_sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "juxian.kit.pages.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Live streams and videos (docs/how-to/live.md). Who moves the media: the platform itself, MediaMTX or SRS.
LIVE_BACKEND = os.environ.get("JUXIAN_LIVE_BACKEND", "juxian.kit.broadcast.backends.embedded.EmbeddedLive")
# Where the live process is, as people reach it; empty: every web process is one itself, so there is only one.
LIVE_URL = os.environ.get("JUXIAN_LIVE_URL", "").rstrip("/")
# Where MediaMTX or SRS hands out playlists and takes streams, and the secret in the addresses that they call.
LIVE_SERVER_URL = os.environ.get("JUXIAN_LIVE_SERVER_URL", "").rstrip("/")
LIVE_SERVER_RTMP = os.environ.get("JUXIAN_LIVE_SERVER_RTMP", "")
LIVE_HOOK_SECRET = os.environ.get("JUXIAN_LIVE_HOOK_SECRET", "")
LIVE_RTMP_HOST = os.environ.get("JUXIAN_LIVE_RTMP_HOST", "127.0.0.1")
LIVE_RTMP_PORT = int(os.environ.get("JUXIAN_LIVE_RTMP_PORT", "1935"))  # 0: no RTMP
LIVE_INTERRUPTED_SECONDS = 6.0  # without media: viewers are told that the presenter is away
LIVE_SILENT_SECONDS = 300.0  # without media: the stream is over
VIDEO_ROOT = VAR_DIR / "video"
LARGEST_VIDEO_MB = int(os.environ.get("JUXIAN_LARGEST_VIDEO_MB", "1024"))
LONGEST_VIDEO_SECONDS = 3 * 3600
# Servers that help two browsers of a call to find each other. None is asked unless the district names its own.
CALL_STUN_URLS = [url for url in os.environ.get("JUXIAN_CALL_STUN", "").split(",") if url]
CALL_TURN_URLS = [url for url in os.environ.get("JUXIAN_CALL_TURN", "").split(",") if url]
CALL_TURN_SECRET = os.environ.get("JUXIAN_CALL_TURN_SECRET", "")  # coturn's static-auth-secret
CALL_TURN_SECONDS = 2 * 3600
# Where players and publishers go beside this site, for the content policy; a WebSocket is an origin of its own.
LIVE_ORIGINS = [url for url in (LIVE_URL, LIVE_URL.replace("http", "ws", 1), LIVE_SERVER_URL) if url]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF, *LIVE_ORIGINS],
        "media-src": [SELF, "blob:", *LIVE_ORIGINS],
        "manifest-src": [SELF],
        "form-action": [SELF, *oidc_origins()],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# Gateways to the outside. In development they print; a city sets its own class here.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SMS_GATEWAY = "juxian.kit.messages.gateways.ConsoleSms"
DEFAULT_FROM_EMAIL = os.environ.get("JUXIAN_FROM_EMAIL", "juxian@example.invalid")

DISTRICT = "jimei"
DISTRICT_DIVISION = "350211"  # GB/T 2260; an organisation whose street begins with it is in the district
ROLES = "juxian.config.roles.ROLES"
SCHEDULE = "juxian.config.schedule.SCHEDULE"
# Hashes of the seals over the record. A folder of another machine makes a shortened record visible.
AUDIT_CHECKPOINTS = os.environ.get("JUXIAN_AUDIT_CHECKPOINTS", "")
# Working days of a public notice by kind, where the district differs from the kind's own number.
NOTICE_WORKING_DAYS: dict[str, int] = {}
# Minutes after the beginning of a sitting in which a candidate is still let in, by part; other parts have no limit.
EXAM_LATE_MINUTES: dict[str, int] = {"ethics": 30, "theory": 30}
# Minutes before the beginning from which candidates are checked in.
EXAM_DOORS_MINUTES = 60
# Days after the end of a public notice in which its masked names stay on the public page.
NOTICE_NAMES_DAYS = int(os.environ.get("JUXIAN_NOTICE_NAMES_DAYS", "30"))
# Days that a new bank account of a payee waits before money goes there (source: assumption of the project).
ACCOUNT_COOLING_DAYS = int(os.environ.get("JUXIAN_ACCOUNT_COOLING_DAYS", "3"))
# Who says whether name, identity number and account agree; the default exchanges files with the bank by hand.
ACCOUNT_CHECK_GATEWAY = os.environ.get(
    "JUXIAN_ACCOUNT_CHECK", "juxian.payments.gateways.account_check.FileAccountCheck"
)
# Percent of each payment that may be kept back for what was paid too much (source: assumption of the project).
PAYMENTS_OFFSET_SHARE = 50
# Years after which a claim for money paid too much can no longer be brought (Civil Code §188; an assumption for
# allowances, whose documents name none).
RECOVERY_LIMITATION_YEARS = 3
# Folders with formats of bank files besides our own (docs/how-to/onboard-a-bank-format.md).
BANK_FORMAT_DIRS: list[str] = [path for path in os.environ.get("JUXIAN_BANK_FORMATS", "").split(":") if path]
# Working days after which a payment that the bank has not answered is called unknown (assumption of the project).
BANK_ANSWER_DAYS = 5
# How a sealed file reaches the bank, and where the folder drop puts it.
BANK_GATEWAY = os.environ.get("JUXIAN_BANK_GATEWAY", "juxian.payments.gateways.bank.FolderDrop")
BANK_DROP_DIR = Path(os.environ.get("JUXIAN_BANK_DROP", VAR_DIR / "bank" / "outbox"))
# Open event streams (kit/pushes) that one process holds, and of these one address: a campus is one address.
PUSHES_STREAMS = int(os.environ.get("JUXIAN_PUSHES_STREAMS", "12000"))
PUSHES_STREAMS_AN_ADDRESS = int(os.environ.get("JUXIAN_PUSHES_STREAMS_AN_ADDRESS", "3000"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "juxian.kit.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"juxian": {"level": "INFO"}, "django.server": {"level": "WARNING"}},
}
