"""A production machine is closed: nothing of the demo, nothing in plain HTTP, no secret in the code."""

import importlib
import sys
from types import ModuleType, SimpleNamespace

import pytest

from tests.house.tree import assert_none

PRODUCTION = "juxian.config.settings.production"
MUST_BE = {
    "DEBUG": False,
    "DEMO": False,
    "DEMO_SIGN_IN": False,
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "X_FRAME_OPTIONS": "DENY",
    "MAKE_KEYS_ON_FIRST_USE": False,
}
FIRST_HASHER = "django.contrib.auth.hashers.Argon2PasswordHasher"


def find_open_settings(module: ModuleType | SimpleNamespace) -> list[str]:
    """Settings of production that are not as they must be."""
    faults = [
        f"{name} is {getattr(module, name, False)!r}, must be {value!r}"
        for name, value in MUST_BE.items()
        if getattr(module, name, False) != value
    ]
    if module.PASSWORD_HASHERS[0] != FIRST_HASHER:
        faults.append(f"passwords are hashed by {module.PASSWORD_HASHERS[0]}")
    for name in ("script-src", "style-src", "default-src"):
        allowed = [str(each) for each in module.CONTENT_SECURITY_POLICY["DIRECTIVES"][name]]
        faults += [f"{name} allows {each}" for each in allowed if "unsafe" in each or each in {"*", "https:"}]
    return faults


@pytest.fixture
def production(monkeypatch) -> ModuleType:
    monkeypatch.setenv("JUXIAN_SECRET_KEY", "x" * 60)
    monkeypatch.delitem(sys.modules, PRODUCTION, raising=False)
    return importlib.import_module(PRODUCTION)


def test_production_is_closed(production):
    assert_none(find_open_settings(production))


def test_production_does_not_start_without_a_secret(monkeypatch):
    monkeypatch.delenv("JUXIAN_SECRET_KEY", raising=False)
    monkeypatch.delitem(sys.modules, PRODUCTION, raising=False)
    with pytest.raises(KeyError, match="JUXIAN_SECRET_KEY"):
        importlib.import_module(PRODUCTION)


def test_an_open_setting_is_found(production):
    values = {name: getattr(production, name) for name in dir(production) if name.isupper()}
    values["DEMO_SIGN_IN"] = True
    values["PASSWORD_HASHERS"] = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    values["CONTENT_SECURITY_POLICY"] = {
        "DIRECTIVES": {"script-src": ["'unsafe-inline'"], "style-src": [], "default-src": []}
    }
    assert len(find_open_settings(SimpleNamespace(**values))) == 3
