"""The switches of every page, the gallery, the layouts, and the pages for trouble."""

import pytest
from django.template import engines
from django.test import Client, RequestFactory

from juxian.kit import pages
from juxian.kit.access import VISITOR, Actor, Audience
from juxian.kit.ui import navigation, places
from juxian.kit.ui.gallery import LAYOUTS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value", "cookie"),
    [("theme", "dark", "theme"), ("type", "large", "type"), ("language", "en", "django_language")],
)
def test_a_switch_is_remembered_and_leads_back(field: str, value: str, cookie: str) -> None:
    client = Client()
    response = client.post("/ui/display/", {field: value, "next": "/ui/?q=1"})
    assert response.status_code == 302
    assert response["Location"] == "/ui/?q=1"
    assert client.cookies[cookie].value == value
    assert client.cookies[cookie]["samesite"] == "Lax"


def test_the_server_draws_what_was_chosen() -> None:
    client = Client()
    client.cookies["theme"], client.cookies["type"] = "dark", "large"
    html = client.get("/ui/").content.decode()
    assert 'data-theme="dark" data-type="large"' in html


def test_a_cookie_that_is_no_choice_is_ignored() -> None:
    client = Client()
    client.cookies["theme"] = '"><script>'
    assert 'data-theme="auto"' in client.get("/ui/").content.decode()


def test_what_is_not_a_choice_writes_no_cookie() -> None:
    client = Client()
    response = client.post("/ui/display/", {"theme": "purple"})
    assert response.status_code == 302
    assert "theme" not in client.cookies


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_a_switch_never_leads_to_another_site(address: str) -> None:
    assert Client().post("/ui/display/", {"theme": "dark", "next": address})["Location"] == "/"


def test_a_get_switches_nothing() -> None:
    client = Client()
    assert client.get("/ui/display/?theme=dark").status_code == 405
    assert "theme" not in client.cookies


def test_a_switch_without_the_token_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post("/ui/display/", {"theme": "dark"}).status_code == 403


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_its_landmarks(layout: str) -> None:
    html = Client().get(f"/ui/layouts/{layout}/").content.decode()
    assert html.count('id="main"') == 1
    assert html.count("<h1") == 1
    assert 'class="skip-link"' in html
    assert '<html lang="zh-hans"' in html


def test_an_unknown_layout_is_not_found() -> None:
    assert Client().get("/ui/layouts/none/").status_code == 404


def test_the_gallery_has_no_id_twice() -> None:
    import re

    ids = re.findall(r'\sid="([^"]+)"', Client().get("/ui/").content.decode())
    assert sorted(set(ids)) == sorted(ids)


def test_the_page_for_a_failure_needs_nothing_but_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is drawn when the database, the session or a context processor may be what failed."""
    engine = engines["django"].engine
    monkeypatch.setitem(engine.__dict__, "template_context_processors", (lambda request: 1 / 0,))
    with pytest.raises(ZeroDivisionError):
        pages.not_found(RequestFactory().get("/"))
    response = pages.server_error(RequestFactory().get("/"))
    html = response.content.decode()
    assert response.status_code == 500
    assert "系统出错了" in html
    assert "csrf" not in html


def test_a_refusal_by_htmx_is_a_banner_and_otherwise_a_page() -> None:
    request = RequestFactory().get("/")
    assert "<html" in pages.refusal(request, "名额已满。", status=409).content.decode()
    request.htmx = True
    response = pages.refusal(request, "名额已满。", status=409)
    assert "<html" not in response.content.decode()
    assert response["HX-Retarget"] == "#banners"
    assert 'role="alert"' in response.content.decode()


@pytest.fixture
def _clean_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "ENTRIES", {audience: [] for audience in Audience})


@pytest.mark.usefixtures("_clean_menu")
def test_a_menu_shows_what_the_actor_may_do_and_where_they_are() -> None:
    navigation.register(Audience.PUBLIC, "设计系统", "kit:gallery", order=2)
    navigation.register(Audience.PUBLIC, "秘密", "kit:display", permission="kit.nobody_has_this", order=1)
    links = navigation.links(Audience.PUBLIC, VISITOR, "/ui/layouts/print/")
    assert [(link.label, link.is_current) for link in links] == [("设计系统", True)]


@pytest.mark.usefixtures("_clean_menu")
def test_a_menu_counts_what_waits_and_registers_an_entry_once() -> None:
    for _ in range(2):
        navigation.register(Audience.OFFICE, "待办", "kit:gallery", count=lambda actor: len(actor.name))
    links = navigation.links(Audience.OFFICE, Actor(role="reviewer", name="赵科长"), "/")
    assert [(link.count, link.is_current) for link in links] == [(3, False)]


def test_a_place_shows_a_template_only_where_its_provider_gives_a_context(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(places.PLACES, "footer", [])
    request = RequestFactory().get("/")
    places.register("footer", "kit/_banner.html", lambda request: None)
    assert places.render_place("footer", request) == ""
    places.register("footer", "kit/_banner.html", lambda request: {"message": "今日休市"})
    assert places.render_place("footer", request).count("今日休市") == 1
