"""A real Chromium against a real server. Where none is installed the tests say so and are skipped."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from juxian.kit import clock
from juxian.kit.access import Actor
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.cast import Cast, client_as, make_cast
from tests.evaluation.factories import Stage, make_stage

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1440, "height": 900}


@pytest.fixture(scope="session", autouse=True)
def static_files_are_kept() -> Iterator[None]:
    """Sixty files a page do not change while the tests run; asked for again at every page they cost half its time."""
    serve = StaticFilesHandler.serve

    def kept(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = serve(self, request)
        response["Cache-Control"] = "max-age=600"
        return response

    with patch.object(StaticFilesHandler, "serve", kept):
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium a file: Playwright keeps an event loop running in this thread, which other tests must not meet."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: `apt-get install chromium`, or set CHROMIUM to its path")
    # Playwright's own event loop runs in this thread; Django's guard against that would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, committed, so that the server's own connections see it."""
    return make_cast()


class Calendar:
    """The day of business, in this thread and in the server's. A page that speaks of days reads the same every year."""

    def __init__(self) -> None:
        self.instant: dt.datetime | None = None

    def turn_to(self, day: dt.date, hour: int = 10) -> None:
        self.instant = dt.datetime(day.year, day.month, day.day, hour, tzinfo=dt.timezone(dt.timedelta(hours=8)))

    def now(self) -> dt.datetime:
        return self.instant or timezone.now()


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """Only the clock of business is moved: browser, server and sessions keep the machine's. Moved is what `clock.now`
    reads, for models hold that very function as a default."""
    moved = Calendar()
    monkeypatch.setattr(clock, "timezone", SimpleNamespace(now=moved.now, localdate=timezone.localdate))
    return moved


@pytest.fixture
def stage(cast: Cast) -> Stage:
    """This real year's catalogue and the plan."""
    return make_stage(cast, year=clock.today().year, published_on=dt.date(clock.today().year, 1, 1))


@pytest.fixture
def open_as(browser: Browser, live_server: Any, settings: Any) -> Iterator[Any]:
    """Return a function that opens a page for an actor (None: a stranger) on a phone or at a desk."""
    settings.SITE_URL = live_server.url
    contexts: list[BrowserContext] = []

    def open_page(actor: Actor | None = None, *, size: dict[str, int] = DESK) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=size, locale="zh-CN", accept_downloads=True)
        contexts.append(context)
        if actor is not None:
            context.add_cookies([_session_cookie(actor, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(8000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _session_cookie(actor: Actor, url: str) -> Any:
    cookie = client_as(actor).cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "url": url}


@pytest.fixture(scope="session", autouse=True)
def _libraries_are_there() -> None:
    """htmx comes from npm at set-up; the journeys run with it, as people do."""
    if shutil.which("npm") and not Path(settings.BASE_DIR, "node_modules", ".juxian").is_dir():
        pytest.fail("front-end libraries are missing: run `make demo` or `juxian libraries` once")
