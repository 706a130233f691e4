"""Small scenes of recruiting: a draft, a vacancy, a campaign. The default is the dullest valid one."""

import datetime as dt
from dataclasses import replace
from typing import Any

from juxian.catalogue.models import Occupation
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.recruitment.actions import approve_vacancy, publish_campaign, submit_vacancy, write_campaign, write_vacancy
from juxian.recruitment.models import Campaign, Vacancy
from juxian.recruitment.queries.draft import VacancyDraft
from tests.cast import STREET, Cast

DAYS_OPEN = 110


def occupation(name: str = "焊工", code: str = "6-18-02-04") -> Occupation:
    found = Occupation.objects.filter(code=code).first()
    return found or Occupation.objects.create(code=code, name=name, search_key=name)


def draft(**changes: Any) -> VacancyDraft:
    """A welder in 侨英街道, 6,000 to 9,000 yuan a month, two openings."""
    plain = VacancyDraft(
        title="焊工",
        openings=2,
        pay_low_fen=600_000,
        pay_high_fen=900_000,
        street_code=STREET,
        address="集美区侨英街道示例路1号",
        description="按图纸焊接钢结构件，自检并做好记录。",
        valid_until_on=clock.today() + dt.timedelta(days=DAYS_OPEN),
        occupation=occupation(),
        requirements="有焊工证，会看图纸。",
        contact_name="王建国",
        contact_phone="13800000001",
    )
    return replace(plain, **changes)


def written(cast: Cast, by: Actor | None = None, **changes: Any) -> Vacancy:
    by = by or cast.wang.actor
    employer = cast.employer if by.organisation_id == cast.employer.pk else cast.other_employer
    return write_vacancy(employer, draft=draft(**changes), by=by)


def submitted(cast: Cast, by: Actor | None = None, **changes: Any) -> Vacancy:
    by = by or cast.wang.actor
    return submit_vacancy(written(cast, by, **changes), by=by)


def opened(cast: Cast, by: Actor | None = None, **changes: Any) -> Vacancy:
    return approve_vacancy(submitted(cast, by, **changes), by=cast.zhao.actor)


def season(cast: Cast, name: str = "2025年春季招聘季", **changes: Any) -> Campaign:
    """A campaign of the office that is under way."""
    days = {
        "starts_on": clock.today() - dt.timedelta(days=11),
        "ends_on": clock.today() + dt.timedelta(days=80),
    } | changes
    return publish_campaign(write_campaign(cast.office, name=name, by=cast.lin.actor, **days), by=cast.lin.actor)
