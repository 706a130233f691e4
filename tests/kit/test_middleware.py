"""What every request passes through: read-only GETs, a declared audience, refusals as pages, a line in the log."""

import json
import logging
from uuid import uuid4

import pytest
from django.db import InternalError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path
from psycopg.errors import LockNotAvailable

from juxian.kit.access import ROLES, Actor, Audience, Role
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.logs import JsonFormatter
from juxian.kit.middleware import AudienceRequired, _client_address, request_facts
from juxian.kit.models import RateCount
from juxian.kit.request_log import request_id
from juxian.kit.views import audience

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def write() -> None:
    RateCount.objects.create(name="probe", key=str(uuid4()), window=0, hits=0, seconds=1)


@audience(Audience.PUBLIC)
def writes(request):
    write()
    return HttpResponse("written")


@audience(Audience.PUBLIC)
def reads(request, code="x"):
    return HttpResponse(str(RateCount.objects.count()))


def says_nothing(request):
    return HttpResponse("open to all?")


@audience(Audience.OFFICE, "kit.probe")
def office(request):
    return HttpResponse("office")


@audience(Audience.SIGNED_IN)
def signed_in(request):
    return HttpResponse("signed in")


@audience(Audience.PUBLIC)
def raises(request, name):
    locked = OperationalError("lock")
    locked.__cause__ = LockNotAvailable("lock")
    kinds = {
        "rule": RuleBroken("名额已满。"),
        "state": TransitionNotAllowed("先受理。"),
        "denied": PermissionDenied("x"),
        "locked": locked,
        "bug": ZeroDivisionError("bug"),
    }
    raise kinds[name]


urlpatterns = [
    path("test/writes/", writes),
    path("test/reads/<str:code>/", reads),
    path("test/nothing/", says_nothing),
    path("test/office/", office),
    path("test/signed-in/", signed_in),
    path("test/raises/<str:name>/", raises),
    path("", include("juxian.config.urls")),
]


@pytest.fixture
def quiet_client() -> Client:
    return Client(raise_request_exception=False)


# --- GET never writes


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_safe_method_cannot_write(quiet_client, method):
    assert getattr(quiet_client, method)("/test/writes/").status_code == 500
    assert not RateCount.objects.exists()


def test_the_database_itself_says_no():
    with pytest.raises(InternalError, match="read-only"):
        Client().get("/test/writes/")


def test_a_post_writes_and_later_requests_still_can(quiet_client):
    quiet_client.get("/test/writes/")
    assert quiet_client.post("/test/writes/").status_code == 200
    assert RateCount.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        assert cursor.fetchone() == ("off",)


# --- for whom a page is


def answer(view, actor: Actor, address: str = "/test/"):
    request = RequestFactory().get(address)
    request.actor = actor
    return AudienceRequired(lambda request: HttpResponse()).process_view(request, view, (), {})


@pytest.fixture
def officer(monkeypatch) -> Actor:
    monkeypatch.setitem(ROLES, "tester", Role("tester", "测试", Audience.OFFICE, frozenset({"kit.probe"})))
    monkeypatch.setitem(ROLES, "powerless", Role("powerless", "测试", Audience.OFFICE, frozenset()))
    return Actor("tester", "赵科长", user_id=uuid4())


def test_a_view_that_says_nothing_is_refused(quiet_client):
    assert quiet_client.get("/test/nothing/").status_code == 403


def test_a_stranger_is_sent_to_sign_in_and_comes_back(quiet_client):
    response = quiet_client.get("/test/office/?page=2")
    assert response.status_code == 302
    assert response["Location"].endswith("next=/test/office/%3Fpage%3D2")


def test_who_has_role_and_permission_gets_through(officer):
    assert answer(office, officer) is None
    assert answer(signed_in, officer) is None


@pytest.mark.parametrize("role", ["citizen", "employer_admin", "powerless", "unknown"])
def test_another_audience_or_a_missing_permission_is_refused(officer, role):
    with pytest.raises(PermissionDenied):
        answer(office, Actor(role, user_id=uuid4()))


# --- refusals


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("rule", 409, "名额已满。"),
        ("state", 409, "先受理。"),
        ("denied", 403, "您现在的身份不能做这件事"),
        ("locked", 409, "另一位同事正在办理同一件事"),
    ],
)
def test_a_refusal_is_a_page_or_with_htmx_a_banner(quiet_client, name, status, words):
    page = quiet_client.post(f"/test/raises/{name}/")
    banner = quiet_client.post(f"/test/raises/{name}/", headers={"HX-Request": "true"})
    assert (page.status_code, banner.status_code) == (status, status)
    assert words in page.content.decode()
    assert words in banner.content.decode()
    assert (banner["HX-Retarget"], "<html" in banner.content.decode()) == ("#banners", False)


def test_a_bug_shows_no_secret(quiet_client):
    response = quiet_client.post("/test/raises/bug/")
    assert response.status_code == 500
    assert "ZeroDivision" not in response.content.decode()


# --- caller and caches


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 10.0.0.1", "10.0.0.1"),
        (2, "6.6.6.6, 10.0.0.1, 10.0.0.2", "10.0.0.1"),
        (2, "10.0.0.1", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_an_address_is_believed_only_from_trusted_proxies(proxies, header, address):
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=header)
    with override_settings(TRUSTED_PROXIES=proxies):
        assert _client_address(request) == address


def test_pages_of_signed_in_people_are_not_kept_by_caches(officer):
    def view(request):
        request.actor = officer
        return HttpResponse()

    assert "no-store" in request_facts(view)(RequestFactory().get("/"))["Cache-Control"]


# --- the log


def test_each_request_is_one_line_with_route_and_id_and_without_address(quiet_client, caplog):
    with caplog.at_level(logging.INFO, logger="juxian.request"):
        response = quiet_client.get("/test/reads/13800138000/?name=secret", headers={"X-Request-ID": "from-proxy-1"})
    (record,) = [record for record in caplog.records if record.name == "juxian.request"]
    line = json.loads(JsonFormatter().format(record))
    assert response["X-Request-ID"] == "from-proxy-1"
    assert (line["route"], line["method"], line["status"]) == ("test/reads/<str:code>/", "GET", 200)
    assert line["milliseconds"] >= 0
    assert "13800138000" not in str(line)
    assert "secret" not in str(line)


@pytest.mark.parametrize("given", ["", "short", "a b c d e f g h", "x" * 65, 'inject","level":"X'])
def test_a_request_id_that_is_none_is_replaced(quiet_client, given):
    response = quiet_client.get("/test/reads/x/", headers={"X-Request-ID": given} if given else {})
    assert response["X-Request-ID"] != given
    assert len(response["X-Request-ID"]) == 16


def test_lines_within_a_request_carry_its_id_and_others_do_not():
    record = logging.LogRecord("juxian.probe", logging.WARNING, "", 0, "你好 %s", ("x",), None)
    assert "request" not in json.loads(JsonFormatter().format(record))
    token = request_id.set("abcd1234")
    try:
        assert json.loads(JsonFormatter().format(record))["request"] == "abcd1234"
    finally:
        request_id.reset(token)
