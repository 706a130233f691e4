"""Sign-in (django-allauth): phone or e-mail with password or one-time code, second factor, a city's OIDC."""

import json
import os
from typing import Any
from urllib.parse import urlsplit

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/start/"
LOGOUT_REDIRECT_URL = "/"
# Where each audience starts after sign-in: names of addresses.
LANDING_PAGES = {
    "person": "portals:my_home",
    "organisation": "portals:org_home",
    "office": "portals:office_home",
}

ACCOUNT_ADAPTER = "juxian.people.gateways.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "email", "password1*"]  # the library wants the e-mail named; our forms leave it out
_FORMS = "juxian.people.forms.account"
ACCOUNT_FORMS = {
    "signup": f"{_FORMS}.SignupForm",
    "login": f"{_FORMS}.LoginForm",
    "verify_phone": f"{_FORMS}.VerifyPhoneForm",
    "request_login_code": f"{_FORMS}.LoginCodeForm",
    "confirm_login_code": f"{_FORMS}.ConfirmLoginCodeForm",
}
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# The same answer for known and unknown accounts.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/h/ip",
    "request_login_code": "20/h/ip,3/5m/key,10/d/key",
    "reset_password": "20/h/ip,3/5m/key,10/d/key",
    "verify_phone": "1/30s/key,10/d/key,20/h/ip",
}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "聚贤"  # untranslated: the name under which an authenticator keeps the account
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {"authenticate": f"{_FORMS}.SecondFactorForm", "activate_totp": f"{_FORMS}.AuthenticatorForm"}
MFA_ADAPTER = "juxian.people.gateways.SecondFactorAdapter"

SOCIALACCOUNT_ADAPTER = "juxian.people.gateways.CitySignInAdapter"
SOCIALACCOUNT_FORMS = {"signup": f"{_FORMS}.CitySignupForm"}
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "oidc"


def oidc_providers() -> dict[str, Any]:
    """Return a city's sign-in from JUXIAN_OIDC_SERVER, _CLIENT_ID, _CLIENT_SECRET and _NAME; nothing where unset."""
    server = os.environ.get("JUXIAN_OIDC_SERVER", "")
    if not server:
        return {}
    app = {
        "provider_id": os.environ.get("JUXIAN_OIDC_ID", "city"),
        "name": os.environ.get("JUXIAN_OIDC_NAME", "统一身份认证"),  # untranslated: the proper name of a sign-in
        "client_id": os.environ["JUXIAN_OIDC_CLIENT_ID"],
        "secret": os.environ["JUXIAN_OIDC_CLIENT_SECRET"],
        "settings": {"server_url": server, **json.loads(os.environ.get("JUXIAN_OIDC_SETTINGS", "{}"))},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid"], "APPS": [app]}}


def oidc_origins() -> list[str]:
    """Return where the sign-in button may lead: a browser holds the content policy of the form against the redirect.
    JUXIAN_OIDC_ORIGINS names further ones where the city's sign-in page is not on its server's own address."""
    server = urlsplit(os.environ.get("JUXIAN_OIDC_SERVER", ""))
    own = [f"{server.scheme}://{server.netloc}"] if server.netloc else []
    return own + os.environ.get("JUXIAN_OIDC_ORIGINS", "").split()


SOCIALACCOUNT_PROVIDERS = oidc_providers()
# Counters of allauth's rate limits must be shared by all processes: a table, not memory. Django keeps 300 rows where
# nothing is said, and drops a third at the next: a few hundred strangers would wash away the count of a guesser.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
