"""The sandbox: what another number in the law would do, from the facts of today, without changing anything."""

import pytest

from juxian.kit.models import AuditEvent
from juxian.payments.models import Obligation
from tests.benefits.town import make_town
from tests.cast import Cast, client_as
from tests.scenes import scene

pytestmark = pytest.mark.django_db
PAGE = "/office/benefits/simulation/gold_allowance/"


@scene
def town(cast: Cast) -> list[object]:
    """A technician, a senior worker, a senior technician: 1,500 + 800 + 2,000 yuan a month."""
    return list(make_town())


def ask(cast: Cast, **values: object) -> str:
    data = {"from_on": "2025-04-01", "months": 12} | values
    return client_as(cast.lin.actor).get(PAGE, data).content.decode()


def test_a_higher_rate_says_who_gains_and_what_a_year_costs(cast: Cast, town: list[object]) -> None:
    page = ask(cast, value__amount__senior="900")
    assert "1,200.00" in page  # 100 yuan more a month for the one senior worker
    assert "城里人1" in page
    assert "城里人0" not in page
    assert not AuditEvent.objects.exclude(kind="sign_in").filter(actor_id=cast.lin.person.pk).exists()
    assert not Obligation.objects.exists()


def test_a_longer_wait_says_who_loses(cast: Cast, town: list[object]) -> None:
    page = ask(cast, value__senior_wait_months="240")
    assert "-9,600.00" in page
    assert "原来有、现在没有" in page


def test_the_law_of_today_changes_nothing(cast: Cast, town: list[object]) -> None:
    assert "没有改动任何标准" in ask(cast, value__amount__senior="800.00")


def test_what_has_gone_by_cannot_be_tried(cast: Cast, town: list[object]) -> None:
    assert "只能从本月起" in ask(cast, from_on="2024-01-01", value__amount__senior="900")


@pytest.mark.parametrize("who", ["zhao", "qian", "lv"])
def test_it_is_for_who_prepares_the_law(cast: Cast, who: str) -> None:
    assert client_as(getattr(cast, who).actor).get(PAGE).status_code in (302, 403)


def test_a_policy_that_pays_nothing_is_no_page(cast: Cast) -> None:
    client = client_as(cast.lin.actor)
    assert client.get("/office/benefits/simulation/gold_blue_collar_conditions/").status_code == 404


def test_the_form_shows_the_law_of_today_beside_what_was_changed(cast: Cast, town: list[object]) -> None:
    page = ask(cast, value__amount__senior="900")
    assert 'value="900"' in page
    assert 'value="1500.00"' in page
    assert "每月津贴 · 高级工" in page
    assert "区里认定的等级：高级工" in page
