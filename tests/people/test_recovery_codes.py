"""Recovery codes are shown by a POST after the password, and the look is on record."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache

from tests.cast import PASSWORD, Cast, client_as
from tests.people.audit import last

ADDRESS = "/accounts/2fa/recovery-codes/"


def test_the_page_says_how_many_are_left_and_shows_them_on_request(cast: Cast) -> None:
    cache.clear()
    codes = RecoveryCodes.activate(cast.zhao.user).generate_codes()
    client = client_as(cast.zhao.actor)
    assert "共 10 个" in client.get(ADDRESS).content.decode()
    asked = client.post(ADDRESS)
    assert asked.status_code == 302, "the library asks for the password first"
    shown = client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True).content.decode()
    shown = shown if codes[0] in shown else client.post(ADDRESS).content.decode()
    assert all(code in shown for code in codes)
    assert codes[0] not in client.get(ADDRESS).content.decode()
    assert last("people.recovery_codes", "read").actor_id == cast.zhao.person.pk


def test_the_librarys_download_leads_back(cast: Cast) -> None:
    RecoveryCodes.activate(cast.zhao.user)
    assert client_as(cast.zhao.actor).get(f"{ADDRESS}download/").headers["Location"] == ADDRESS


def test_without_codes_there_is_no_page(cast: Cast) -> None:
    assert not Authenticator.objects.exists()
    assert client_as(cast.zhao.actor).get(ADDRESS).status_code == 404
