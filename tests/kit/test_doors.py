"""What is public is refused at the door, before anybody is asked who they are."""

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from juxian.config.urls import urlpatterns as real_addresses
from juxian.kit.access import Audience
from juxian.kit.doors import refused_at_the_door
from juxian.kit.views import audience
from tests.cast import Cast, client_as

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@refused_at_the_door(lambda name: "今天不开门。" if name == "shut" else None)
@audience(Audience.SIGNED_IN)
def enter(request, name):
    return HttpResponse("in")


urlpatterns = [path("door/<str:name>/", enter), *real_addresses]


@pytest.fixture(autouse=True)
def here():
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_a_closed_door_refuses_without_asking_who(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        response = Client(enforce_csrf_checks=True).post("/door/shut/", headers=HTMX)
    assert (response.status_code, response["HX-Retarget"]) == (409, "#banners")
    assert "今天不开门。" in response.content.decode()


def test_an_open_door_asks_and_lets_in(cast: Cast) -> None:
    assert Client().post("/door/open/", headers=HTMX).status_code == 302
    assert client_as(cast.lv.citizen).post("/door/open/", headers=HTMX).content == b"in"


def test_whole_pages_and_looks_go_the_usual_way(cast: Cast) -> None:
    client = client_as(cast.lv.citizen)
    assert client.post("/door/shut/").content == b"in"
    assert client.get("/door/shut/", headers=HTMX).content == b"in"
    assert Client().post("/nowhere/", headers=HTMX).status_code == 404
