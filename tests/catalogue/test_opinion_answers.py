"""What the public said of a draft, and the office's answers, for everybody to read."""

from datetime import UTC, datetime

import pytest

from juxian.catalogue.actions import answer_opinion
from juxian.catalogue.models import Opinion
from juxian.catalogue.states import EditionState
from tests.catalogue.factories import make_edition

pytestmark = pytest.mark.django_db
TEXT = "建议把焊工的星级提高一星，本区企业一直招不到人。"
CONTACT = "13800000009"


@pytest.fixture
def edition():
    return make_edition(2025, EditionState.OPINION)


def opinion(edition, text=TEXT, **fields) -> Opinion:
    return Opinion.objects.create(edition=edition, text=text, contact=CONTACT, **fields)


def page_of(client, address="/catalogue/2025/opinions/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_answered_opinion_is_public_without_contact_or_officer(client, cast, edition):
    answer_opinion(opinion(edition), answer="采纳。已改为五星。", by=cast.lin.actor)
    page = page_of(client)
    assert TEXT in page
    assert "采纳。已改为五星。" in page
    assert CONTACT not in page
    assert cast.lin.person.name not in page
    assert "公众意见和答复（1）" in page_of(client, "/catalogue/2025/")


def test_an_unanswered_one_is_not(client, edition):
    opinion(edition)
    assert TEXT not in page_of(client)
    assert "公众意见和答复" not in page_of(client, "/catalogue/2025/")


@pytest.mark.parametrize(
    "secret", ["13800000009", "138 0000 0009", "138-0000-0009", "350299198506010018", "lv@example.com", "0592-6068000"]
)
def test_numbers_and_addresses_in_the_text_are_made_unreadable(secret):
    shown = Opinion(text=f"焊工 2025 年缺 120 人，联系我 {secret}，谢谢").public_text
    assert secret not in shown
    assert "焊工 2025 年缺 120 人" in shown
    assert shown.endswith("，谢谢")


def test_answers_of_a_draft_that_went_back_are_not_shown(client, edition):
    opinion(edition, state="answered", answer="采纳。", answered_at=datetime(2025, 3, 1, tzinfo=UTC))
    edition.state = EditionState.DRAFT
    edition.save()
    assert client.get("/catalogue/2025/opinions/").status_code == 404


def test_nothing_answered_yet_says_so(client, edition):
    assert "还没有答复" in page_of(client)
