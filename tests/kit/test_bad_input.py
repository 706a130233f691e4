"""What people send by mistake or in a hurry gets one clear sentence and a status that says no; nothing is kept.

Two neighbours of these tests: a double click (`test_sent_once.py`) and every kind of Excel bomb (`excel/test_bombs.py`).
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from juxian.catalogue.models import Division
from juxian.kit.codes import synthetic_identity_number
from juxian.kit.codes.identity import identity_check_digit
from juxian.kit.models import AuditEvent
from juxian.people.models import Person
from tests.cast import Cast, Member, client_as, make_organisation
from tests.catalogue.factories import make_edition
from tests.kit.excel.workbooks import bombs

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SENTENCE = re.compile(r"[一-鿿].{5,}[。！]$")
RIGHT = synthetic_identity_number(77, dt.date(1990, 3, 7), "male")
WRONG_DIGIT = RIGHT[:-1] + ("1" if RIGHT[-1] != "1" else "2")
NO_SUCH_DAY = "35029919900230101"
STRANGER = {"name": "甲乙", "identity_kind": "citizen_id", "phone": ""}


def rows() -> dict[str, int]:
    """How many rows every table holds, except what a visit itself may note."""
    noted = {"django_session", "kit_rate_count", "people_cache", "audit_event"}
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(set(connection.introspection.table_names(cursor)) - noted):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


def faults_of(answer: Any) -> list[str]:
    """The sentences under the fields of the page's forms."""
    forms = [
        value for context in answer.context or [] for value in context.flatten().values() if hasattr(value, "errors")
    ]
    unique = {id(form): form for form in forms if getattr(form, "is_bound", False)}
    return [sentence for form in unique.values() for faults in form.errors.values() for sentence in faults]


def refused(send: Callable[[dict[str, str]], Any], words: str) -> None:
    """Send as a page and with htmx: refused both times, in one and the same clear sentence, with nothing kept."""
    before = rows()
    for headers in ({}, HTMX):
        answer = send(headers)
        assert 400 <= answer.status_code < 500, answer.status_code
        faults = faults_of(answer)
        assert len(faults) == 1, faults
        (sentence,) = faults
        assert words in sentence
        assert SENTENCE.search(sentence), sentence
        assert sentence in answer.content.decode()
    assert rows() == before


# --- what is typed


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"identity_number": WRONG_DIGIT}, "校验"),
        ({"identity_number": NO_SUCH_DAY + identity_check_digit(NO_SUCH_DAY)}, "日期"),
        ({"identity_number": RIGHT[:-3]}, "18"),
        ({"identity_number": RIGHT, "phone": "1380000123"}, "手机"),
        ({"identity_number": RIGHT, "birth_on": "1990-02-30"}, "日期"),
    ],
)
def test_a_number_or_date_that_cannot_be(cast: Cast, wrong, words):
    client = client_as(cast.zhao.actor)
    refused(lambda headers: client.post("/office/persons/new/", STRANGER | wrong, headers=headers), words)


def test_a_credit_code_with_a_wrong_check_character(cast: Cast):
    client, code = client_as(cast.lv.citizen), cast.employer.uscc
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    data = {"name": "演示新厂有限公司", "uscc": wrong, "kind": "enterprise"}
    refused(lambda headers: client.post("/my/organisations/", data, headers=headers), "校验")


def test_the_right_number_is_taken(cast: Cast):
    """Negative control: the same form with nothing wrong in it."""
    answer = client_as(cast.zhao.actor).post("/office/persons/new/", STRANGER | {"identity_number": RIGHT})
    assert answer.status_code == 302
    assert Person.objects.filter(name="甲乙").exists()


# --- what is uploaded


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00 this program cannot be run in DOS mode", "照片.jpg", "改扩展名不会改变内容"),
        (b"<html><script>alert(1)</script></html>", "照片.jpg", "改扩展名不会改变内容"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "照片.png", "改扩展名不会改变内容"),
        (b"", "照片.jpg", "文件是空的"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(cast: Cast, content, name, words):
    client, person = client_as(cast.lv.citizen), cast.lv.person
    Division.objects.create(code=person.street_code, name="演示街道")
    phone = person.phone.open()

    def send(headers: dict[str, str]) -> Any:
        data = {"phone": phone, "street_code": person.street_code, "portrait": SimpleUploadedFile(name, content)}
        return client.post("/my/profile/", data, headers=headers)

    refused(send, words)
    person.refresh_from_db()
    assert person.portrait_id is None


def test_a_small_workbook_that_would_fill_the_memory(cast: Cast):
    client, edition, bomb = client_as(cast.lin.actor), make_edition(2026), bombs()["a cell in the far corner"]

    def send(headers: dict[str, str]) -> Any:
        file = SimpleUploadedFile("目录.xlsx", bomb)
        return client.post(f"/office/catalogue/{edition.pk}/import/", {"file": file}, headers=headers)

    refused(send, "超过 200 列")


# --- what comes too late


def banner_and_page(send: Callable[[dict[str, str]], Any], status: int, words: str) -> None:
    """A refusal without a form: a page for itself, or with htmx a banner and nothing else."""
    before = rows()
    page, banner = send({}), send(HTMX)
    assert (page.status_code, banner.status_code) == (status, status)
    for answer in (page, banner):
        assert answer.content.decode().count(words) == 1
    assert ("<html" in page.content.decode(), "<html" in banner.content.decode()) == (True, False)
    assert (banner["HX-Retarget"], banner["HX-Reswap"]) == ("#banners", "innerHTML")
    assert rows() == before


def test_two_officers_at_one_organisation(cast: Cast):
    organisation = make_organisation("演示待核验有限公司", state="submitted")
    address = f"/office/organisations/{organisation.pk}/verify/"
    assert client_as(cast.zhao.actor).post(address).status_code == 302
    second = client_as(cast.lin.actor)
    banner_and_page(lambda headers: second.post(address, headers=headers), 409, "可能已有人先办理，请刷新后再看。")
    assert AuditEvent.objects.filter(kind="action", subject_id=organisation.pk).count() == 1


def stale(member: Member) -> Client:
    """A browser whose page was opened before the session changed: its token is worth nothing any more."""
    client = client_as(member.actor)
    client.handler.enforce_csrf_checks = True
    return client


def test_a_page_that_lay_open_too_long(cast: Cast):
    client = stale(cast.zhao)
    data = STRANGER | {"identity_number": RIGHT, "csrfmiddlewaretoken": "x" * 64}
    words = "页面已过期，内容还没有提交。"
    banner_and_page(lambda headers: client.post("/office/persons/new/", data, headers=headers), 403, words)
    assert not Person.objects.filter(name="甲乙").exists()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_request_that_no_browser_sends_is_no_server_error(cast: Cast, headers):
    client = client_as(cast.zhao.actor)
    wrong = {"name": "\x00", "identity_kind": "no such kind", "identity_number": "𠮷" * 500, "birth_on": "99999-99-99"}
    before = rows()
    answer = client.post("/office/persons/new/", wrong, headers=headers)
    assert answer.status_code == 422
    assert rows() == before
