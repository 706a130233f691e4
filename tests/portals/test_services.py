"""Services as data, help, and the files for search engines."""

from xml.etree import ElementTree

import pytest

from juxian.evaluation.queries.kept_part import defaults
from juxian.evaluation.steps import STEPS
from juxian.portals import services as services_module
from juxian.portals.services import services
from tests.cast import Cast
from tests.evaluation.factories import Stage
from tests.notices.factories import make_notice

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.mark.parametrize("key", ["recognition", "organisation", "certificate", "objection"])
def test_each_service_says_who_what_how_long_and_whom_to_ask(client, key: str) -> None:
    page = client.get(f"/services/{key}/").content.decode()
    service = services()[key]
    assert service.conditions
    assert service.steps
    for words in (service.title, service.for_whom, service.fee, service.contact, *service.conditions):
        assert str(words) in page


def test_time_limits_are_those_that_the_office_is_held_to(client) -> None:
    days = [step.working_days for step in services()["recognition"].steps]
    queries = [defaults().query_working_days, defaults().answer_working_days]
    assert days == [step.working_days for step in STEPS.values() if step.working_days] + queries


def test_the_nine_conditions_come_from_the_policy(client) -> None:
    assert len(services()["recognition"].conditions) == 9


def test_a_service_in_english_speaks_english(client) -> None:
    page = client.get("/services/certificate/", headers={"accept-language": "en"}).content.decode()
    assert "Checking a certificate" in page


def test_an_unknown_service_is_not_there(client) -> None:
    assert client.get("/services/nix/").status_code == 404


def test_a_file_that_takes_its_steps_from_nowhere_is_refused() -> None:
    words = {"zh": "甲", "en": "a"}
    names = ("title", "summary", "for_whom", "fee", "law", "contact", "start_label")
    facts = dict.fromkeys(names, words) | {"papers": [], "start": "portals:home", "steps_from": "nowhere"}
    with pytest.raises(ValueError, match="nothing is"):
        services_module._service("odd", facts)


def test_the_help_page_opens(client) -> None:
    assert "没有学历" in client.get("/help/").content.decode()


def test_the_sitemap_names_public_pages_that_open_and_no_certificate(client, stage: Stage) -> None:
    make_notice()
    make_notice("draft")
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    paths = ["/" + entry.text.split("/", 3)[3] for entry in tree.iter(LOC)]
    assert all(client.get(path).status_code == 200 for path in paths)
    assert sum(path.startswith("/notices/") for path in paths) == 2
    assert not any(path.startswith(("/c/", "/my/", "/office/", "/org/")) for path in paths)


def test_robots_are_kept_from_what_is_not_theirs(client, cast: Cast) -> None:
    text = client.get("/robots.txt").content.decode()
    assert all(f"Disallow: {path}" in text for path in ("/my/", "/office/", "/c/", "/search/"))
    assert "/sitemap.xml" in text
