"""Twelve invented employers in the six industries of the district, registered and verified like real ones."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from juxian.demo.cast import TIME_ZONE, District, citizen_actor
from juxian.demo.codes import demo_uscc
from juxian.demo.pictures import licence_picture
from juxian.kit import clock
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

REGISTERED = dt.datetime(2023, 5, 8, 9, 30, tzinfo=TIME_ZONE)


@dataclass(frozen=True)
class Employer:
    """`group`: the key of its industry in the district's list; `share`: how many of the cohort it sends."""

    name: str
    group: str
    industry_code: str
    street_code: str
    contact: str
    share: int


EMPLOYERS = [
    Employer("演示精密制造（集美）有限公司", "machinery", "C3311", "350211003", "王建国", 28),
    Employer("演示重工装备有限公司", "machinery", "C3511", "350211102", "方志明", 24),
    Employer("演示客车零部件有限公司", "machinery", "C3670", "350211102", "沈秋月", 20),
    Employer("演示智能机器人有限公司", "machinery", "C3491", "350211103", "叶长青", 14),
    Employer("演示钨钼新材料有限公司", "new_materials", "C3231", "350211004", "柯建华", 13),
    Employer("演示高分子材料有限公司", "new_materials", "C2929", "350211003", "洪雅琴", 9),
    Employer("演示软件园信息技术有限公司", "software", "I6513", "350211002", "邱思远", 16),
    Employer("演示物联科技有限公司", "software", "I6531", "350211002", "薛明", 8),
    Employer("演示影视文化有限公司", "culture_tourism", "R8730", "350211001", "杜若", 9),
    Employer("演示学村酒店有限公司", "culture_tourism", "H6110", "350211001", "苏玉梅", 8),
    Employer("演示供应链管理有限公司", "trade_logistics", "G5990", "350211103", "汤敬之", 9),
    Employer("演示都市农业有限公司", "urban_agriculture", "A0141", "350211102", "庄福来", 5),
]


def register_employers(district: District) -> None:
    """Each employer's own person registers it; the counter verifies the licence."""
    for serial, entry in enumerate(EMPLOYERS, start=1):
        with clock.at(REGISTERED + dt.timedelta(hours=serial)):
            organisation = register_one(district, serial, entry)
        with clock.at(REGISTERED + dt.timedelta(days=2, hours=serial)):
            district.employers.append(verify_organisation(organisation, by=district.officers["zhao"]))


def register_one(district: District, serial: int, entry: Employer) -> Any:
    """The employer's own person enters it, adds the licence and hands it in."""
    person = _contact_person(district, serial, entry)
    organisation = register_organisation(
        person, name=entry.name, uscc=demo_uscc(100 + serial), kind="enterprise", is_demo=True, by=citizen_actor(person)
    )
    by = actor_of(organisation.memberships.get())
    organisation = update_organisation(
        organisation,
        name=entry.name,
        industry_code=entry.industry_code,
        street_code=entry.street_code,
        address=f"集美区演示路 {serial * 10} 号",
        contact_name=entry.contact,
        contact_phone=_phone(serial),
        by=by,
    )
    licence = accept_upload(licence_picture(entry.name), kinds=("image",), by=by, purpose="people.licence")
    organisation = attach_licence(organisation, licence=licence, by=by)
    return submit_organisation(organisation, by=by)


def _contact_person(district: District, serial: int, entry: Employer) -> Any:
    """王经理 of the cast stands for the first employer; the others are registered at the counter."""
    if serial == 1:
        return district.persons["wang"]
    number = synthetic_identity_number(400 + serial, dt.date(1980 + serial, 3, 9), "female" if serial % 3 else "male")
    return register_at_counter(
        district.office,
        name=entry.contact,
        identity_kind="citizen_id",
        identity_number=number,
        phone=_phone(serial),
        is_demo=True,
        by=district.officers["zhao"],
    )


def _phone(serial: int) -> str:
    return f"1360592{serial:04d}"
