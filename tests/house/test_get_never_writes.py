"""A safe request cannot write: the database itself refuses (decision 0001). Every real address: tests/walker."""

from collections.abc import Sequence

import pytest
from django.conf import settings
from django.db import InternalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from juxian.kit import middleware
from juxian.kit.access import Audience
from juxian.kit.models import RateCount
from juxian.kit.views import audience
from tests.house.tree import assert_none

GUARD = "juxian.kit.middleware.read_only_when_safe"
SESSIONS = "django.contrib.sessions.middleware.SessionMiddleware"
# The answer of a city's OIDC is a GET that signs in; nothing else may write on a safe method.
ALLOWED_TO_WRITE = ("/accounts/oidc/",)


@audience(Audience.PUBLIC)
def probe(request):
    """Write on every method, as a careless view would."""
    RateCount.objects.create(name="house.probe", key="x", window=0, hits=0, seconds=1)
    return HttpResponse("written")


urlpatterns = [path("probe/", probe)]


def find_open_doors(chain: Sequence[str], exceptions: Sequence[str]) -> list[str]:
    """Faults of the middleware list: the guard is missing, or something of ours runs outside of it."""
    faults = [f"{prefix} may write on GET" for prefix in exceptions if prefix not in ALLOWED_TO_WRITE]
    if GUARD not in chain:
        return [*faults, "nothing keeps a GET from writing"]
    if SESSIONS in chain and chain.index(SESSIONS) > chain.index(GUARD):
        faults.append("the session is saved within the read-only transaction")
    inside = chain[list(chain).index(GUARD) :]
    return faults + [
        f"{name} runs outside of the read-only transaction"
        for name in chain
        if name.startswith("juxian.people") and name not in inside
    ]


def test_the_guard_stands_before_everything_that_could_write():
    assert_none(find_open_doors(settings.MIDDLEWARE, middleware.WRITES_ON_GET))


def test_a_missing_or_late_guard_and_a_new_exception_are_found():
    chain = [name for name in settings.MIDDLEWARE if name != GUARD]
    assert find_open_doors(chain, []) == ["nothing keeps a GET from writing"]
    assert len(find_open_doors([*chain, GUARD], [])) == 1
    assert find_open_doors(settings.MIDDLEWARE, ["/api/"]) == ["/api/ may write on GET"]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_the_database_refuses_a_get_that_writes(method):
    with pytest.raises(InternalError, match="read-only"):
        getattr(Client(), method)("/probe/")
    assert not RateCount.objects.filter(name="house.probe").exists()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_without_the_guard_the_same_get_would_write():
    with override_settings(MIDDLEWARE=[name for name in settings.MIDDLEWARE if name != GUARD]):
        Client().get("/probe/")
    assert RateCount.objects.filter(name="house.probe").exists()
