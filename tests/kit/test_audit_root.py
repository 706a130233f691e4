"""The public page of seals: what a stranger keeps today proves a change tomorrow."""

import datetime as dt
import json

import pytest

from juxian.kit.audit import verify
from juxian.kit.audit.export import export_lines
from juxian.kit.audit.sealing import latest_root, seal
from juxian.kit.audit.signing import public_key_path
from juxian.kit.models import AuditSeal
from tests.kit.sealing import seal_all, tamper, write

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/audit-root/"


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def two_days(frozen_time) -> list[AuditSeal]:
    """The last seal of each of two days in two months."""
    write("secret.thing")
    seal_all()
    first = AuditSeal.objects.latest("number")
    frozen_time.shift(dt.timedelta(days=30))
    write("later.thing")
    seal_all()
    return [first, AuditSeal.objects.latest("number")]


def check_with(points: list[dict]) -> verify.Report:
    return verify.verify(export_lines(), verify.read_keys(public_key_path()), points)


def kept(client, month: str = "") -> list[dict]:
    text = client.get(f"{PAGE}checkpoints.txt", {"month": month} if month else {}).content.decode()
    return [json.loads(line) for line in text.splitlines()]


def test_before_the_first_seal_the_pages_say_so(client):
    assert "还没有封条" in client.get(PAGE).content.decode()
    assert kept(client) == []
    assert client.get(f"{PAGE}days.json").json() == {"days": [], "public_keys": ""}


def test_everybody_sees_the_newest_root_and_nothing_of_what_was_done(client, two_days):
    page = client.get(PAGE).content.decode()
    root = latest_root()
    assert root is not None
    assert root["hash"] in page
    assert root["root"] in page
    assert "BEGIN PUBLIC KEY" in page
    assert "later.thing" not in page


def test_each_month_shows_the_last_seal_of_each_day(client, two_days):
    first, second = two_days
    assert [point["hash"] for point in kept(client)] == [second.hash]
    assert [point["hash"] for point in kept(client, "2025-03")] == [first.hash]
    assert kept(client, "1999-01") == []
    (day,) = client.get(f"{PAGE}days.json", {"month": "2025-03"}).json()["days"]
    assert (day["day"], day["last"]["signature"]) == ("2025-03-12", first.signature)


def test_the_months_are_linked_as_far_as_there_are_seals(client, two_days):
    newest, oldest = client.get(PAGE), client.get(PAGE, {"month": "2025-03"})
    assert ("?month=2025-03" in newest.content.decode(), "?month=2025-05" in newest.content.decode()) == (True, False)
    assert ("?month=2025-04" in oldest.content.decode(), "?month=2025-02" in oldest.content.decode()) == (True, False)


@pytest.mark.parametrize("month", ["2025-13", "x", "2025-03-99", "9" * 50])
def test_a_month_that_is_none_shows_the_newest(client, two_days, month):
    assert [point["hash"] for point in kept(client, month)] == [two_days[1].hash]


def test_what_a_stranger_kept_is_read_by_the_verifier_and_holds(client, two_days):
    points = kept(client) + kept(client, "2025-03")
    report = check_with(points)
    assert (report.is_sound, report.checkpoints) == (True, 2)


def test_what_a_stranger_kept_shows_a_tail_that_was_cut_off(client, two_days):
    points = kept(client)
    tamper("DELETE FROM audit_seal WHERE number = %s", two_days[1].number)
    assert check_with([]).faults == [fault for fault in check_with([]).faults if "截去" not in fault]
    assert any("截去" in fault for fault in check_with(points).faults)


def test_the_page_cannot_be_asked_without_end(client):
    answers = {client.get(PAGE).status_code for _ in range(61)}
    assert answers == {200, 429}


def test_nothing_new_is_no_new_seal(two_days):
    assert seal() is None
