"""A real district: behind HTTPS, secrets from the environment, nothing printed."""

import os

from .base import *

DEMO = False
DEMO_SIGN_IN = False
SECRET_KEY = os.environ["JUXIAN_SECRET_KEY"]
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
# One-time codes must never be printed: the dotted path of the city's own gateway class.
SMS_GATEWAY = os.environ.get("JUXIAN_SMS_GATEWAY", "juxian.kit.messages.gateways.UnconfiguredSms")
