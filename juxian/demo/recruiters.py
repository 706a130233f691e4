"""The employers that recruit online: the twelve of the cohort and 168 more, registered and verified like real ones."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from juxian.demo.campus_words import CONTACTS, GIVEN, STEMS, STREETS, TRADES, Trade
from juxian.demo.cast import TIME_ZONE, District, citizen_actor
from juxian.demo.codes import demo_uscc
from juxian.demo.pictures import licence_picture
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.codes import synthetic_identity_number
from juxian.kit.uploads import accept_upload
from juxian.people.actions import (
    attach_licence,
    register_at_counter,
    register_organisation,
    submit_organisation,
    update_organisation,
    verify_organisation,
)
from juxian.people.queries.hats import actor_of

REGISTERED = dt.datetime(2022, 3, 7, 9, 0, tzinfo=TIME_ZONE)
COUNT = 168


@dataclass(frozen=True)
class Recruiter:
    """An employer with the person who posts for it."""

    organisation: Any
    actor: Actor
    trade: Trade
    street_code: str
    address: str
    contact: str
    phone: str


def register_recruiters(district: District, tick: Any) -> list[Recruiter]:
    """All of them, in the order in which they take part."""
    found = []
    for serial in range(COUNT):
        with clock.at(REGISTERED + dt.timedelta(minutes=20 * serial)):
            found.append(_register(district, serial))
        if serial % 12 == 11:
            tick()
    return found


def _register(district: District, serial: int) -> Recruiter:
    trade = TRADES[serial % len(TRADES)]
    name = f"演示{STEMS[serial // len(TRADES)]}{trade.kind}有限公司"
    contact, phone = _contact(serial), f"1361592{serial:04d}"
    street, address = STREETS[serial % 5], f"集美区演示路 {200 + serial} 号"
    person = register_at_counter(
        district.office,
        name=contact,
        identity_kind="citizen_id",
        identity_number=synthetic_identity_number(serial, dt.date(1978, 6, 18), "female" if serial % 2 else "male"),
        phone=phone,
        is_demo=True,
        by=district.officers["zhao"],
    )
    organisation = register_organisation(
        person, name=name, uscc=demo_uscc(2000 + serial), kind="enterprise", is_demo=True, by=citizen_actor(person)
    )
    by = actor_of(organisation.memberships.get())
    organisation = update_organisation(
        organisation,
        name=name,
        industry_code=trade.industry_code,
        street_code=street,
        address=address,
        contact_name=contact,
        contact_phone=phone,
        by=by,
    )
    licence = accept_upload(licence_picture(name), kinds=("image",), by=by, purpose="people.licence")
    organisation = submit_organisation(attach_licence(organisation, licence=licence, by=by), by=by)
    organisation = verify_organisation(organisation, by=district.officers["zhao"])
    return Recruiter(organisation, by, trade, street, address, contact, phone)


def _contact(serial: int) -> str:
    return CONTACTS[serial % len(CONTACTS)] + GIVEN[serial % len(GIVEN)]
