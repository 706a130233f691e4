"""Signing in with a city's account, against a city that answers over HTTP."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from juxian.config.settings.accounts import oidc_origins, oidc_providers
from juxian.kit.messages.gateways import MemorySms
from juxian.kit.middleware import WRITES_ON_GET
from juxian.people.models import Person, User
from tests.cast import Cast, make_user
from tests.fakes.oidc import CLIENT_ID, CLIENT_SECRET, City, running_city
from tests.people.audit import last, whole_record

PHONE = "13911112222"
SUBJECT = "city-0001"
CLAIMS = {
    "sub": SUBJECT,
    "name": "吕志强",
    "email": "lv@example.invalid",
    "email_verified": True,
    "phone_number": PHONE,
    "id_number": "350299198506010018",
}
LOGIN, CALLBACK = "/accounts/oidc/city/login/", "/accounts/oidc/city/login/callback/"


@pytest.fixture
def city(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    """A city that the platform was told of in its environment, as in production."""
    cache.clear()
    MemorySms.outbox.clear()
    with running_city(dict(CLAIMS)) as city:
        monkeypatch.setenv("JUXIAN_OIDC_SERVER", city.url)
        monkeypatch.setenv("JUXIAN_OIDC_CLIENT_ID", CLIENT_ID)
        monkeypatch.setenv("JUXIAN_OIDC_CLIENT_SECRET", CLIENT_SECRET)
        settings.SOCIALACCOUNT_PROVIDERS = oidc_providers()
        yield city


def to_the_city_and_back(client: Client) -> Any:
    """Press the button, let the city send the browser back, and return the platform's answer to that."""
    to_city = client.post(LOGIN)
    assert to_city.status_code == 302
    back = requests.get(to_city.headers["Location"], allow_redirects=False, timeout=5)
    assert back.status_code == 302, back.text
    address = urlsplit(back.headers["Location"])
    assert address.path == CALLBACK
    return client.get(f"{address.path}?{address.query}")


def give_phone(client: Client, phone: str = PHONE) -> Any:
    return client.post("/accounts/3rdparty/signup/", {"phone": phone})


def code_in_last_sms() -> str:
    return MemorySms.outbox[-1].text.split("验证码 ")[1].split("，")[0]


def known_to_the_city(user: User) -> SocialAccount:
    return SocialAccount.objects.create(user=user, provider="city", uid=SUBJECT, extra_data={})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_return_is_the_one_get_that_may_write() -> None:
    assert reverse("openid_connect_callback", args=["city"]) == CALLBACK
    assert CALLBACK.startswith(WRITES_ON_GET)


def test_the_sign_in_page_offers_the_city_and_its_form_may_lead_there(city: City) -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert "统一身份认证" in page
    assert LOGIN in page
    assert oidc_origins() == [city.url]


def test_without_a_city_there_is_nothing(db: None) -> None:
    assert "统一身份认证" not in Client().get("/accounts/login/").content.decode()
    assert Client().get(LOGIN).status_code == 404
    assert oidc_origins() == []


def test_a_link_alone_signs_nobody_in(city: City) -> None:
    """A GET asks first: no foreign page can start a sign-in."""
    answer = Client().get(LOGIN)
    assert answer.status_code == 200
    assert "统一身份认证" in answer.content.decode()


def test_a_newcomer_verifies_a_phone_and_is_sent_to_registration(city: City) -> None:
    client = Client()
    assert to_the_city_and_back(client).headers["Location"] == "/accounts/3rdparty/signup/"
    assert not is_signed_in(client)
    assert 'name="phone"' in client.get("/accounts/3rdparty/signup/").content.decode()
    give_phone(client)
    assert not is_signed_in(client)
    client.post("/accounts/phone/verify/", {"code": code_in_last_sms()})
    assert is_signed_in(client)
    user = SocialAccount.objects.get(uid=SUBJECT).user
    assert user == User.objects.by_phone(PHONE)
    assert not Person.objects.filter(user=user).exists()
    assert client.get("/my/").headers["Location"] == "/my/register/"


def test_who_comes_again_is_signed_in_by_the_return_itself(city: City) -> None:
    user = make_user(PHONE)
    known_to_the_city(user)
    client = Client()
    assert to_the_city_and_back(client).headers["Location"] == "/start/"
    assert client.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.last_login is not None
    assert last("people.sign_in", "sign_in").actor_id == user.pk


def test_an_officer_from_the_city_still_needs_the_second_factor(cast: Cast, city: City) -> None:
    known_to_the_city(cast.zhao.user)
    client = Client()
    to_the_city_and_back(client)
    answer = client.post("/roles/switch/", {"hat": cast.zhao.memberships["counter_officer"].pk})
    assert answer.headers["Location"].startswith("/accounts/2fa/")
    assert client.get("/office/persons/").status_code == 403


def test_the_email_of_somebody_here_opens_nothing(city: City) -> None:
    owner = make_user("13900001111")
    EmailAddress.objects.create(user=owner, email=CLAIMS["email"], verified=True, primary=True)
    client = Client()
    to_the_city_and_back(client)
    assert not is_signed_in(client)
    give_phone(client)
    client.post("/accounts/phone/verify/", {"code": code_in_last_sms()})
    assert client.session["_auth_user_id"] != str(owner.pk)
    assert not SocialAccount.objects.filter(user=owner).exists()
    assert EmailAddress.objects.get(email=CLAIMS["email"]).user == owner


def test_the_phone_of_somebody_here_opens_nothing_and_only_its_owner_hears(cast: Cast, city: City) -> None:
    phone = cast.lv.person.phone.open()
    client, stranger = Client(), Client()
    to_the_city_and_back(client)
    taken = give_phone(client, phone)
    assert "已注册过" in MemorySms.outbox[-1].text
    to_the_city_and_back(stranger)
    free = give_phone(stranger)
    assert (taken.status_code, taken.headers["Location"]) == (free.status_code, free.headers["Location"])
    assert not is_signed_in(client)
    assert not SocialAccount.objects.filter(user=cast.lv.user).exists()


def test_nothing_but_the_number_of_the_city_is_asked_for_or_kept(city: City) -> None:
    client = Client()
    to_the_city_and_back(client)
    held = str(dict(client.session.items()))
    give_phone(client, "13955556666")
    client.post("/accounts/phone/verify/", {"code": code_in_last_sms()})
    assert city.scopes == ["openid"]
    assert SocialAccount.objects.get().extra_data == {}
    assert SocialAccount.objects.get().user.email == ""
    for word in (CLAIMS["name"], CLAIMS["email"], CLAIMS["id_number"], PHONE):
        assert word not in held + whole_record()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda city, query: {**query, "state": "forged"},
        lambda city, query: {**query, "code": "made-up"},
        lambda city, query: {"state": query["state"], "error": "access_denied"},
        lambda city, query: setattr(city, "audience", "another-client") or query,
    ],
    ids=["forged state", "made-up code", "refused at the city", "a token for another client"],
)
def test_a_return_that_is_not_in_order_signs_nobody_in(city: City, spoil: Any) -> None:
    known_to_the_city(make_user(PHONE))
    client = Client()
    back = requests.get(client.post(LOGIN).headers["Location"], allow_redirects=False, timeout=5)
    query = {key: values[0] for key, values in parse_qs(urlsplit(back.headers["Location"]).query).items()}
    answer = client.get(CALLBACK, spoil(city, query), follow=True)
    assert answer.status_code < 500
    assert "统一身份认证" in answer.content.decode()
    assert not is_signed_in(client)
    assert last("people.city_sign_in", "refusal")


def test_a_city_that_does_not_answer_is_one_clear_sentence(city: City, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = Client().post(LOGIN)
    assert answer.status_code < 500
    assert "没有完成" in answer.content.decode()
