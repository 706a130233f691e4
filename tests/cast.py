"""The people everyone knows, and small factories whose default is the dullest valid row.

    def test_a_worker_applies(cast):
        apply(…, by=cast.lv.actor)                  # 吕师傅 as a citizen
        accept_application(application, by=cast.zhao.actor)      # 赵科长 at the counter

Identity numbers are synthetic (division 350299 was never assigned); organisations are invented.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.codes import organisation_check_character, synthetic_identity_number, uscc_check_character
from juxian.people.models import Membership, Organisation, OrganisationKind, Person, Trust, User
from juxian.people.states import MembershipState, OrganisationState
from tests.scenes import scene

PASSWORD = "correct-horse-battery"
STREET = "350211003"
OFFICE_NAME = "集美区人力资源和社会保障局"
EMPLOYER_NAME = "演示精密制造（集美）有限公司"
OTHER_EMPLOYER_NAME = "演示海港装备有限公司"
_serials = count(1)


@dataclass
class Member:
    """One of the cast: the person, their account, and the actor of each role they hold."""

    person: Person
    actors: dict[str, Actor] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)

    @property
    def user(self) -> User:
        return self.person.user

    @property
    def citizen(self) -> Actor:
        return self.actors["citizen"]

    @property
    def actor(self) -> Actor:
        """The actor of the role the cast knows them in: the last one given."""
        return list(self.actors.values())[-1]


@dataclass
class Cast:
    """Who is who: see the table in docs/architecture (§9)."""

    office: Organisation
    employer: Organisation
    other_employer: Organisation
    lv: Member
    li: Member
    wang: Member
    sun: Member
    zhao: Member
    lin: Member
    huang: Member
    qian: Member
    zhou: Member
    wu: Member
    zheng: Member
    ye: Member
    gao: Member
    du: Member
    chen: Member
    stranger_employer: Member


def uscc(serial: int, department: str = "91") -> str:
    """Return a valid credit code of division 350299."""
    organisation_code = f"MA{serial:06d}"
    body = f"{department}350299{organisation_code}{organisation_check_character(organisation_code)}"
    return body + uscc_check_character(body)


def make_person(name: str = "甲某", *, with_account: bool = True, **fields: Any) -> Person:
    """A registered adult with an account, born in 1990."""
    person = _person(name, **fields)
    if with_account and person.user is None:
        person.user = make_user(person.phone.open())
    person.save()
    return person


def make_user(phone: str) -> User:
    """An account with a verified phone."""
    user = _user(phone)
    user.save()
    return user


def make_organisation(name: str = "演示普通企业有限公司", **fields: Any) -> Organisation:
    """A verified enterprise of the district."""
    organisation = _organisation(name, **fields)
    organisation.save()
    return organisation


def make_membership(person: Person, organisation: Organisation, role: str, **fields: Any) -> Membership:
    """An active membership without an end."""
    membership = _membership(person, organisation, role, **fields)
    membership.save(force_insert=True)
    return membership


def citizen_actor(person: Person) -> Actor:
    return Actor(role="citizen", name=person.name, person_id=person.pk, user_id=person.user_id)


def actor_for(person: Person, organisation: Organisation, role: str) -> Actor:
    return replace(
        citizen_actor(person), role=role, organisation_id=organisation.pk, organisation_name=organisation.name
    )


def make_member(name: str, *roles: tuple[Organisation, str], **fields: Any) -> Member:
    """A person with an account, the citizen's actor, and one actor for each role."""
    member = _member(make_person(name, **fields), *roles)
    Membership.objects.bulk_create(member.memberships.values())
    return member


def make_cast() -> Cast:
    """Put the whole cast on stage: built in memory and written table by table, since most tests begin with it."""
    office = _organisation(OFFICE_NAME, kind=OrganisationKind.OFFICE, uscc=uscc(next(_serials), "11"))
    employer = _organisation(EMPLOYER_NAME)
    other_employer = _organisation(OTHER_EMPLOYER_NAME)
    cast = Cast(
        office=office,
        employer=employer,
        other_employer=other_employer,
        lv=_unsaved("吕志强", birth_on=date(1985, 6, 1)),
        li=_unsaved("李晓雨", birth_on=date(2002, 9, 1), sex="female"),
        wang=_unsaved("王建国", (employer, "employer_admin")),
        sun=_unsaved("孙明华", (office, "assessor")),
        zhao=_unsaved("赵立新", (office, "counter_officer")),
        lin=_unsaved("林文静", (office, "reviewer"), sex="female"),
        huang=_unsaved("黄海波", (office, "leader")),
        qian=_unsaved("钱丽", (office, "finance"), sex="female"),
        zhou=_unsaved("周正", (office, "auditor")),
        wu=_unsaved("吴安", (office, "security_admin")),
        zheng=_unsaved("郑维", (office, "system_admin")),
        ye=_unsaved("叶芳", (office, "exam_officer"), sex="female"),
        gao=_unsaved("高建平", (office, "exam_officer")),
        du=_unsaved("杜敏", (office, "registrar"), sex="female"),
        chen=_unsaved("陈某"),
        stranger_employer=_unsaved("何远", (other_employer, "employer_admin")),
    )
    Organisation.objects.bulk_create([office, employer, other_employer])
    members = [member for member in vars(cast).values() if isinstance(member, Member)]
    User.objects.bulk_create([member.user for member in members])
    Person.objects.bulk_create([member.person for member in members])
    Membership.objects.bulk_create([held for member in members for held in member.memberships.values()])
    return cast


def finance_team(cast: Cast) -> tuple[Actor, Actor, Actor]:
    """钱丽, 何静怡 and 沈国栋: a batch leaves the house through three pairs of hands."""
    he = make_member("何静怡", (cast.office, "finance"), sex="female")
    shen = make_member("沈国栋", (cast.office, "finance"))
    return cast.qian.actor, he.actor, shen.actor


def _unsaved(name: str, *roles: tuple[Organisation, str], **fields: Any) -> Member:
    person = _person(name, **fields)
    person.user = _user(person.phone.open())
    return _member(person, *roles)


def _member(person: Person, *roles: tuple[Organisation, str]) -> Member:
    member = Member(person)
    member.actors["citizen"] = citizen_actor(member.person)
    for organisation, role in roles:
        member.memberships[role] = _membership(member.person, organisation, role)
        member.actors[role] = actor_for(member.person, organisation, role)
    return member


def _person(name: str, **fields: Any) -> Person:
    serial = next(_serials)
    birth_on = fields.pop("birth_on", date(1990, 1 + serial // 499 % 12, 1))
    sex = fields.pop("sex", "male")
    phone = fields.pop("phone", f"138{serial:08d}")
    person = Person(birth_on=birth_on, sex=sex, trust=Trust.DOCUMENT, street_code=STREET, is_demo=True)
    person.set_name(name)
    number = fields.pop("identity_number", synthetic_identity_number(serial % 499, birth_on, sex))
    person.set_identity(fields.pop("identity_kind", "citizen_id"), number)
    person.set_phone(phone)
    for key, value in fields.items():
        setattr(person, key, value)
    return person


def _user(phone: str) -> User:
    return User(phone_number=phone, phone_tail=phone[-4:], is_phone_verified=True, password=_password_hash())


@cache
def _password_hash() -> str:
    """Everybody has the same password here; it is hashed once."""
    return make_password(PASSWORD)


def _organisation(name: str, **fields: Any) -> Organisation:
    values: dict[str, Any] = {
        "uscc": uscc(next(_serials)),
        "kind": OrganisationKind.ENTERPRISE,
        "state": OrganisationState.VERIFIED,
        "industry_code": "C3311",
        "street_code": STREET,
        "address": "集美区演示路 1 号",
        "is_in_district": True,
        "contact_name": "王某",
        "contact_phone": "13800009999",
        "is_demo": True,
    }
    organisation = Organisation(**{**values, **fields})
    organisation.set_name(name)
    return organisation


def _membership(person: Person, organisation: Organisation, role: str, **fields: Any) -> Membership:
    values = {"state": MembershipState.ACTIVE, "starts_on": date(2020, 1, 1)}
    return Membership(person=person, organisation=organisation, role=role, **{**values, **fields})


@scene
def cast() -> Cast:
    """The cast, in the test's own transaction."""
    return make_cast()


def client_as(actor: Actor, *, second_factor: bool = True) -> Client:
    """Return a client signed in as the actor's person, wearing the actor's hat."""
    client = Client()
    user = User.objects.get(pk=actor.user_id)
    client.force_login(user)
    session = client.session
    session["hat"] = _hat_key(actor)
    if second_factor:
        session["account_authentication_methods"] = [{"method": "mfa", "at": clock.now().timestamp(), "type": "totp"}]
        session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def _hat_key(actor: Actor) -> str:
    if actor.organisation_id is None:
        return ""
    held = Membership.objects.not_ended().filter(person=actor.person_id, organisation=actor.organisation_id)
    return str(held.get(role=actor.role).pk)
