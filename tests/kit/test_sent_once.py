"""A form takes effect once, with or without JavaScript; what was refused or changed may be sent again."""

import datetime as dt
import re
from functools import partial
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import Context, Template
from django.test import AsyncClient, Client
from django.urls import include, path

from juxian.kit.access import ROLES, RULES, VISITOR, Audience, Role
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.models import RateCount, SentForm
from juxian.kit.sent_once import FIELD, KEEP_DAYS, forget_sent_forms, new_token
from juxian.kit.views import audience
from tests.races.together import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
HTMX = {"HX-Request": "true"}


@action("登记一次", "kit.probe", lock=False)
def note(word, *, by):
    """An effect that no state table or unique key would keep from happening twice."""
    if word == "refused":
        raise RuleBroken("名额已满，请改日再来。")
    RateCount.objects.create(name=word, key=str(uuid4()), window=0, hits=0, seconds=1)


@audience(Audience.PUBLIC)
def leads_on(request):
    note(request.POST["word"], by=VISITOR)
    return redirect("/test/result/")


@audience(Audience.PUBLIC)
def shows(request):
    note(request.POST["word"], by=VISITOR)
    return HttpResponse("done")


@audience(Audience.PUBLIC)
def hands_out(request):
    note(request.POST["word"], by=VISITOR)
    return HttpResponse("file", headers={"Content-Disposition": 'attachment; filename="x.txt"'})


@audience(Audience.PUBLIC)
def does_two_things(request):
    note("one", by=VISITOR)
    note("two", by=VISITOR)
    return redirect("/test/result/")


@audience(Audience.PUBLIC)
def corrects(request):
    try:
        note("refused" if request.POST["word"] == "" else "good", by=VISITOR)
    except RuleBroken:
        return HttpResponse("please correct", status=422)
    return redirect("/test/result/")


urlpatterns = [
    path("test/leads-on/", leads_on),
    path("test/shows/", shows),
    path("test/hands-out/", hands_out),
    path("test/two/", does_two_things),
    path("test/corrects/", corrects),
    path("", include("juxian.config.urls")),
]


@pytest.fixture(autouse=True)
def everybody_may(monkeypatch) -> None:
    monkeypatch.setitem(ROLES, "visitor", Role("visitor", "访客", Audience.PUBLIC, frozenset({"kit.probe"})))
    monkeypatch.delitem(RULES, "kit.probe", raising=False)


@pytest.fixture
def form() -> dict[str, str]:
    return {"word": "once", FIELD: new_token()}


def effects() -> int:
    return RateCount.objects.exclude(name__contains=".").count()


def test_the_second_sending_does_nothing_and_leads_to_the_same_result(client, form):
    first, second = client.post("/test/leads-on/", form), client.post("/test/leads-on/", form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"] == "/test/result/"
    assert effects() == 1


def test_the_second_sending_says_so_on_the_page_it_leads_to(client, form):
    client.post("/test/leads-on/", form)
    client.post("/test/leads-on/", form)
    assert "已收到，没有重复提交" in client.get("/ui/").content.decode()


def test_with_htmx_the_second_sending_is_led_on_as_well(client, form):
    client.post("/test/leads-on/", form)
    second = client.post("/test/leads-on/", form, headers=HTMX)
    assert (second.status_code, second["HX-Redirect"]) == (204, "/test/result/")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_where_the_first_led_nowhere_the_second_gets_a_neutral_answer(client, form, headers):
    client.post("/test/shows/", form)
    second = client.post("/test/shows/", form, headers=headers)
    assert second.status_code == 409
    assert "已收到，请勿重复提交" in second.content.decode()
    assert ("<html" in second.content.decode()) == (not headers)
    assert effects() == 1


def test_what_was_refused_may_be_sent_again(client, form):
    refused = form | {"word": "refused"}
    for _attempt in range(2):
        answer = client.post("/test/leads-on/", refused)
        assert (answer.status_code, "名额已满" in answer.content.decode()) == (409, True)
    assert not SentForm.objects.exists()


def test_what_was_corrected_on_the_same_page_is_taken(client, form):
    assert client.post("/test/corrects/", form | {"word": ""}).status_code == 422
    assert client.post("/test/corrects/", form | {"word": ""}).status_code == 422
    assert client.post("/test/corrects/", form | {"word": "now right"}).status_code == 302
    assert effects() == 1


def test_who_goes_back_and_changes_something_sends_something_else(client, form):
    client.post("/test/leads-on/", form)
    client.post("/test/leads-on/", form | {"word": "changed"})
    assert effects() == 2


def test_a_file_may_be_asked_for_as_often_as_one_likes(client, form):
    assert [client.post("/test/hands-out/", form).content for _ in range(3)] == [b"file"] * 3


def test_one_request_may_run_several_actions(client, form):
    client.post("/test/two/", form)
    client.post("/test/two/", form)
    assert effects() == 2


@pytest.mark.parametrize("token", [None, "", "short", "x" * 23, "../../etc/passwd-------"])
def test_without_a_token_nothing_is_guarded(client, token):
    form = {"word": "open"} | ({} if token is None else {FIELD: token})
    assert [client.post("/test/leads-on/", form).status_code for _ in range(2)] == [302, 302]
    assert effects() == 2


def test_the_token_of_one_page_is_worth_nothing_on_another(client, form):
    client.post("/test/leads-on/", form)
    client.post("/test/shows/", form)
    assert effects() == 2


def test_every_form_of_the_house_carries_a_token_of_its_own():
    page = "{% post_form submit='x' next='/list/?q=1' %}{% endpost_form %}{% post_button 'y' '/do/' %}{% form_token %}"
    html = Template(page).render(Context({"csrf_token": "c"}))
    tokens = re.findall(rf'name="{FIELD}" value="([A-Za-z0-9_-]{{22}})"', html)
    assert len(set(tokens)) == 3
    assert '<input type="hidden" name="next" value="/list/?q=1">' in html


@pytest.mark.django_db(transaction=True)
def test_the_guard_holds_under_the_web_server_too(form):
    """Uvicorn calls the platform as ASGI; what is known of the request must reach the action there."""

    async def send_twice() -> list[str]:
        return [(await AsyncClient().post("/test/leads-on/", form))["Location"] for _ in range(2)]

    assert async_to_sync(send_twice)() == ["/test/result/"] * 2
    assert effects() == 1


def test_forms_that_no_open_page_can_send_are_forgotten(client, form):
    client.post("/test/leads-on/", form)
    assert forget_sent_forms() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kit_sent_form SET at = at - %s", [dt.timedelta(days=KEEP_DAYS, minutes=1)])
    assert forget_sent_forms() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """The double click itself: both are on their way before either is answered."""

    def test_two_identical_forms_take_effect_once_and_end_on_the_same_page(self, form):
        for _round in range(5):
            sent = form | {FIELD: new_token()}
            answers = all_at_once([partial(Client().post, "/test/leads-on/", sent) for _click in range(4)])
            assert [answer["Location"] for answer in answers] == ["/test/result/"] * 4
        assert effects() == 5

    def test_without_the_guard_both_take_effect(self, form):
        """Negative control: the same clicks without a token."""
        bare = {"word": form["word"]}
        answers = all_at_once([partial(Client().post, "/test/leads-on/", bare) for _click in range(4)])
        assert [answer.status_code for answer in answers] == [302] * 4
        assert effects() == 4

    def test_looking_before_acting_would_not_be_enough(self, form, monkeypatch):
        """Negative control: the early look alone, without the claim inside the action's transaction."""
        monkeypatch.setattr("juxian.kit.actions.claim_form", lambda: None)
        all_at_once([partial(Client().post, "/test/leads-on/", form) for _click in range(4)])
        assert effects() > 1
