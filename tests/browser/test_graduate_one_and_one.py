"""Journey: a graduate gets 1 + 1 only from the day the law allows.

Given 李晓雨, whose rent the city has paid since January 2023; when January is computed she is left out, and her page
says that until 9 February it was either the one or the other; when February is computed, the district's "1" joins the
city's: the law of 10 February counts for the whole month."""

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import expect

from juxian.benefits.models import Entitlement
from tests.benefits.conftest import fang, one_engine
from tests.benefits.runs import posted, reviewed
from tests.benefits.town import deliver_scheme, open_registers, settle
from tests.browser.conftest import PHONE, Calendar
from tests.cast import Cast, Member
from tests.jobs import run_jobs

__all__ = ["fang", "one_engine"]
pytestmark = pytest.mark.browser
YOUTH = "youth_living_subsidy"
JANUARY, FEBRUARY = dt.date(2023, 1, 1), dt.date(2023, 2, 1)


def test_a_graduate_gets_one_and_one_from_the_day_the_law_allows(
    cast: Cast, fang: Member, one_engine: None, open_as: Any, calendar: Calendar
) -> None:
    # Given: the city pays half her rent, from January on.
    calendar.turn_to(dt.date(2023, 2, 7))
    open_registers()
    settle([cast.li.person], last=FEBRUARY)
    deliver_scheme([cast.li.person], rent_from=JANUARY, rent_months=6)

    # When: January is computed, then nobody is found, and her page names the clause of before.
    posted(cast.lin.actor, fang.actor, policy=YOUTH, month=JANUARY)
    assert not Entitlement.objects.exists()
    phone = open_as(cast.li.citizen, size=PHONE)
    phone.goto(f"/my/benefits/{YOUTH}/")
    expect(phone.get_by_text("2023年2月10日之前").first).to_be_visible()
    expect(phone.get_by_text("最早从2023-02起").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    # When: February is computed after the day of the law, then she is asked for February alone.
    calendar.turn_to(dt.date(2023, 3, 7))
    reviewed(cast.lin.actor, fang.actor, policy=YOUTH, month=FEBRUARY)
    run_jobs()
    promise = Entitlement.objects.get()
    assert (promise.person, promise.amount_fen, promise.from_month) == (cast.li.person, 50_000, FEBRUARY)
    phone.goto("/my/benefits/")
    expect(phone.get_by_text("500.00").first).to_be_visible()
    expect(phone.get_by_text("自2023-02起").first).to_be_visible()
    expect(phone.get_by_text("还剩 14 天").first).to_be_visible()
