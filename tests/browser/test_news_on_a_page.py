"""An open page shows what happens: rows come, change and go, and where there is no stream the page looks by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from juxian.kit.pushes import publish, register_push, tickets
from juxian.kit.pushes.registry import KINDS
from tests.kit.calls.server import served

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOPIC = "test.page:1"
PAGE = """(token) => {
  document.querySelector("main").innerHTML = `
    <div data-behaviour="push-stream" data-url="/pushes/?t=${encodeURIComponent(token)}"></div>
    <ol data-push-kind="note" data-push-keep="3"></ol><b data-push-value="number">0</b>`;
  window.told = [];
  for (const name of ["push:note", "push:number", "push:missed"]) {
    document.addEventListener(name, ({ type, detail }) => window.told.push([type, detail.ref ?? ""]));
  }
}"""
ROWS = {"1": "一", "2": "二", "3": "三", "4": "四"}


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    """Notes are whatever ROWS says now; numbers need no loader."""
    register_push("note", lambda refs: {ref: f'<li id="note-{ref}">{ROWS[ref]}</li>' for ref in refs if ref in ROWS})
    register_push("number")
    yield
    KINDS.pop("note"), KINDS.pop("number")


@contextmanager
def listening(open_as: Any, token: str) -> Iterator[Page]:
    with served() as url:
        page = open_as()
        page.goto(f"{url}/ui/")
        page.evaluate(PAGE, token)
        page.add_script_tag(url=f"{url}/static/kit/pushes/push-stream.js")
        yield page


def tell(kind: str, *refs: str) -> None:
    with transaction.atomic():
        publish(TOPIC, kind, *refs)


def test_rows_come_change_and_go(open_as):
    with listening(open_as, tickets.issue([TOPIC], language="zh-hans")) as page:
        page.wait_for_function("() => window.told.some(([type]) => type === 'push:missed')")  # the server is younger
        tell("note", "1", "2"), tell("number", "312")
        expect(page.locator("ol li")).to_have_text(["一", "二"])
        expect(page.locator("b[data-push-value]")).to_have_text("312")
        ROWS["1"] = "改"
        tell("note", "1", "3")
        expect(page.locator("ol li")).to_have_text(["改", "二", "三"])
        gone = ROWS.pop("2")
        tell("note", "2", "4")
        expect(page.locator("ol li")).to_have_text(["改", "三", "四"])
        ROWS.update({"1": "一", "2": gone})
        tell("note", "2")
        expect(page.locator("ol li")).to_have_text(["三", "四", "二"])  # it keeps three


def test_a_page_whose_stream_is_refused_looks_by_itself(open_as):
    with listening(open_as, "forged") as page:
        page.clock.install()
        page.reload()
        page.evaluate(PAGE, "forged")
        page.add_script_tag(url="/static/kit/pushes/push-stream.js")
        page.wait_for_timeout(1000)
        page.clock.run_for(16_000)
        page.wait_for_function("() => window.told.length > 0")
        assert page.evaluate("window.told[0][0]") == "push:missed"
