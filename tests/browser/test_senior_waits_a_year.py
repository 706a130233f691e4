"""Journey: a senior worker reads "from 2024-11", and is found in that month.

Given 吕师傅, recognised as 高级工 with the first 154 on 6 November 2023; when he looks in March he reads from when; when
October 2024 is computed he is not found, and in November he is, without having done anything."""

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import expect

from juxian.benefits.actions import post_run
from juxian.benefits.models import Entitlement
from tests.benefits.conftest import fang, one_engine
from tests.benefits.runs import reviewed
from tests.benefits.town import RECOGNISED_ON, certify, open_registers, settle
from tests.browser.conftest import PHONE, Calendar
from tests.cast import Cast, Member
from tests.jobs import run_jobs

__all__ = ["fang", "one_engine"]
pytestmark = pytest.mark.browser
OCTOBER, NOVEMBER = dt.date(2024, 10, 1), dt.date(2024, 11, 1)


def test_a_senior_worker_reads_from_when_and_is_found_in_that_month(
    cast: Cast, fang: Member, one_engine: None, open_as: Any, calendar: Calendar
) -> None:
    # Given: a year of waiting has begun; a technician beside him does not wait.
    calendar.turn_to(dt.date(2024, 3, 5))
    open_registers()
    certify(cast.lv.person, "senior", RECOGNISED_ON)
    certify(cast.chen.person, "technician", RECOGNISED_ON)
    settle([cast.lv.person, cast.chen.person], last=NOVEMBER)

    # Then: his page says from which month, and that he need not apply.
    phone = open_as(cast.lv.citizen, size=PHONE)
    phone.goto("/my/benefits/")
    expect(phone.get_by_text("最早从2024-11起可以享受，到时会自动找到您").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    # When: October is computed, then only the technician is found.
    calendar.turn_to(dt.date(2024, 11, 5))
    run = reviewed(cast.lin.actor, fang.actor, month=OCTOBER)
    run_jobs()
    assert [row.person for row in Entitlement.objects.all()] == [cast.chen.person]
    post_run(run, by=cast.lin.actor)
    run_jobs()

    # When: November is computed, then he is asked, at the rate of his level and from the month he was told.
    calendar.turn_to(dt.date(2024, 12, 5))
    reviewed(cast.lin.actor, fang.actor, month=NOVEMBER)
    run_jobs()
    phone.reload()
    expect(phone.get_by_text("自2024-11起").first).to_be_visible()
    expect(phone.get_by_text("800.00").first).to_be_visible()
    phone.get_by_role("button", name="确认享受").click()
    expect(phone.get_by_text("已确认").first).to_be_visible()
