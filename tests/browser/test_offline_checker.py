"""The file that checks papers without network, in a browser whose network is cut: every verdict, every forgery."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from juxian.credentials.actions import revoke_credential, suspend_credential
from juxian.credentials.models import Credential
from juxian.credentials.numbers import new_code
from juxian.credentials.offline import checker_html, status_file
from juxian.credentials.paper import public_url
from juxian.credentials.proofs.multibase import from_base64url, to_base64url
from juxian.credentials.signing import compact, sign
from juxian.kit import clock
from tests.browser.conftest import PHONE
from tests.cast import Cast
from tests.credentials.factories import make_copy, make_credential

pytestmark = pytest.mark.browser
NO_ED25519 = "crypto.subtle.importKey = async () => { throw new DOMException('no', 'NotSupportedError') }"


@pytest.fixture
def certificate(cast: Cast) -> Credential:
    return make_credential(cast.lv.person)


class Checker:
    """The page as somebody sees it who has the file and no network."""

    def __init__(self, page: Page, folder: Path):
        self.page, self.folder, self.loaded = page, folder, 0

    def verdict_on(self, text: str) -> str:
        self.page.evaluate("document.querySelector('#result').removeAttribute('data-verdict')")
        self.page.fill("#text", text)
        self.page.click("button.primary")
        self.page.wait_for_selector("#result[data-verdict]")
        return self.page.get_attribute("#result", "data-verdict") or ""

    def load(self, text: str) -> str:
        """Choose a status list; return what the page says about it."""
        self.loaded += 1  # a name of its own: a browser may take a file that was rewritten for unreadable
        file = self.folder / f"list-{self.loaded}.jws"
        file.write_text(text)
        self.page.evaluate("document.querySelector('#list-note').textContent = ''")
        self.page.set_input_files("#list", file)
        self.page.locator("#list-note:not(:empty)").wait_for()
        return self.page.inner_text("#list-note")


@pytest.fixture
def open_checker(browser: Browser, tmp_path: Path, transactional_db: None) -> Iterator[Any]:
    """Return a function that opens the file without network; whatever it asks for, and any error, fails the test."""
    contexts, asked, errors = [], [], []

    def open_file(script: str = "") -> Checker:
        file = tmp_path / "checker.html"
        file.write_text(checker_html(), encoding="utf-8")
        context = browser.new_context(viewport=PHONE, locale="zh-CN", offline=True)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url) if request.url != file.as_uri() else None)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        if script:
            page.add_init_script(script)
        page.goto(file.as_uri())
        return Checker(page, tmp_path)

    yield open_file
    for context in contexts:
        context.close()
    assert (asked, errors) == ([], [])


@pytest.fixture(params=["", NO_ED25519], ids=["native", "library"])
def checker(request: pytest.FixtureRequest, open_checker: Any) -> Checker:
    """With the browser's own Ed25519, and with that of the library in the file."""
    return open_checker(request.param)


def test_what_we_signed_is_signed_and_with_a_list_valid(checker: Checker, certificate: Credential) -> None:
    text = public_url(certificate)
    assert checker.verdict_on(text) == "signed"
    assert "没有装入" in checker.page.inner_text("#result")
    assert clock.today().isoformat() in checker.load(status_file())
    assert checker.verdict_on(text) == "valid"
    shown = checker.page.inner_text("#result")
    assert all(word in shown for word in ("吕*强", certificate.number, "技师"))
    assert checker.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_flipped_bit_anywhere_is_forged(checker: Checker, certificate: Credential) -> None:
    payload, signature = certificate.payload.encode(), from_base64url(certificate.signature)
    chosen = random.Random(20250312)
    bits = chosen.sample(range(len(payload) * 8), 12) + [len(payload) * 8 + bit for bit in chosen.sample(range(512), 8)]
    checker.load(status_file())
    for bit in bits:
        both = bytearray(payload + signature)
        both[bit // 8] ^= 1 << bit % 8
        text = f"{to_base64url(bytes(both[: len(payload)]))}.{to_base64url(bytes(both[len(payload) :]))}"
        assert checker.verdict_on(text) == "forged", bit


def test_a_changed_letter_is_never_valid(checker: Checker, certificate: Credential) -> None:
    """Also where the letter's last bits mean nothing: another spelling of the same signature is none of ours."""
    text = compact(certificate.payload, certificate.signature).rpartition(".")[0]
    place = len(text) - 1
    others = [text[:place] + letter + text[place + 1 :] for letter in "ABCDwxyz09-_" if letter != text[place]]
    assert {checker.verdict_on(other) for other in others} == {"forged"}


def test_every_word_that_a_list_can_say(checker: Checker, cast: Cast) -> None:
    by = cast.huang.actor
    people = [make_credential() for _ in range(5)]
    suspend_credential(people[0], reason="核查", by=by)
    revoke_credential(people[1], reason="属实", by=by)
    first = people[2].copy
    type(first).objects.filter(pk=first.pk).update(state="replaced")
    make_copy(people[2], serial=2, code=new_code())
    Credential.objects.filter(pk=people[3].pk).update(state="expired")
    Credential.objects.filter(pk=people[4].pk).update(published_on=clock.today() + dt.timedelta(1))
    papers = [compact(copy.payload, copy.signature) for copy in (people[0].copy, people[1].copy, first)]
    papers += [compact(one.payload, one.signature) for one in people[3:]]
    checker.load(status_file())
    verdicts = [checker.verdict_on(text) for text in papers]
    assert verdicts == ["suspended", "revoked", "replaced", "expired", "not_yet"]


@pytest.mark.parametrize("text", ["hello", "https://example.org/", "a.b", "#.", "…" * 99])
def test_what_is_no_code_of_ours_is_unreadable(open_checker: Any, text: str) -> None:
    assert open_checker().verdict_on(text) == "unreadable"


def test_a_key_that_is_newer_than_the_file_is_not_called_a_forgery(open_checker: Any, certificate: Credential) -> None:
    checker = open_checker()
    other = certificate.payload.replace('"s":1', '"s":2')
    text = compact(other, certificate.signature).rpartition(".")[0]
    hint = compact(other, certificate.signature).rpartition(".")[2]
    assert checker.verdict_on(f"{text}.c9-AAAAAA") == "unknown_key"
    # Our own key's hint with a misread letter in either part is still our key's.
    assert checker.verdict_on(f"{text}.{hint}") == "forged"
    assert checker.verdict_on(f"{text}.c9-{hint.partition('-')[2]}") == "forged"
    assert checker.verdict_on(f"{text}.c1-AAAAAA") == "forged"


def test_a_format_of_tomorrow_asks_for_a_newer_file(open_checker: Any, certificate: Credential) -> None:
    payload = certificate.payload.replace('"v":2', '"v":9')
    assert open_checker().verdict_on(compact(payload, sign(payload))) == "newer"


def test_a_list_that_we_did_not_sign_is_not_loaded(open_checker: Any, certificate: Credential) -> None:
    checker = open_checker()
    head, claims, signature = status_file().split(".")
    for wrong in ("", "no list", f"{head}.{claims}.{signature[::-1]}", f"{head}.{head}.{signature}"):
        assert "没有装入" in checker.load(wrong)
    assert checker.verdict_on(public_url(certificate)) == "signed"


def test_a_list_older_than_the_paper_says_nothing_about_it(open_checker: Any, cast: Cast) -> None:
    checker = open_checker()
    with clock.at(clock.now() - dt.timedelta(days=40)):
        old = status_file()
    assert "超过 30 天" in checker.load(old)
    assert checker.verdict_on(public_url(make_credential())) == "signed"


def test_the_page_speaks_every_language(open_checker: Any, certificate: Credential) -> None:
    checker = open_checker()
    checker.verdict_on(public_url(certificate))
    titles = set()
    for language in ("zh-hans", "zh-hant", "en"):
        checker.page.click(f"#languages [lang={language}]")
        assert checker.page.get_attribute("html", "lang") == language
        titles.add(checker.page.inner_text("#result h2"))
    assert len(titles) > 1
