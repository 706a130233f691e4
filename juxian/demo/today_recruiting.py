"""Today's recruiting, events and live rooms: what whoever looks finds at every desk of issue five."""

from collections.abc import Callable

from juxian.demo.cast import District
from juxian.demo.market import Market, todays_recruiters
from juxian.demo.recruiters import Recruiter
from juxian.demo.today_candidates import fill_candidates
from juxian.demo.today_fairs import fill_events
from juxian.demo.today_hall import open_the_hall
from juxian.demo.today_jobs import open_the_market
from juxian.demo.today_people import found_school, give_a_recruiter_an_account, register_applicants
from juxian.kit.draining import drain


def begin_todays_recruiting(recruiters: list[Recruiter], district: District, tick: Callable[[], object]) -> None:
    """Everything of the last weeks, as of today."""
    market = Market(district, todays_recruiters(district, recruiters))
    found_school(market)
    register_applicants(market)
    give_a_recruiter_an_account(market, recruiters[0])
    for fill in (open_the_market, fill_candidates, fill_events, open_the_hall):
        fill(market)
        tick()
    drain()
