"""Persons: registering oneself or at the counter, contacts, corrections, opening a number."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.codes import check_mobile
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.secrets import reveal
from juxian.people.events import AccountLinked, PersonRegistered
from juxian.people.models import (
    Identity,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Trust,
    User,
    read_identity,
)
from juxian.people.permissions import Permission

SENSITIVE = ("identity_number", "phone")


@action(_("登记本人信息"), Permission.REGISTER_SELF, sensitive=SENSITIVE)
def register_person(
    user: User,
    *,
    by: Actor,
    name: str,
    identity_kind: str,
    identity_number: str,
    birth_on: date | None = None,
    sex: str = "",
    email: str = "",
    street_code: str = "",
) -> Person:
    """Bind an account to the human behind it. Somebody registered at the counter is found again by number and phone."""
    identity = read_identity(identity_kind, identity_number, birth_on=birth_on, sex=sex)
    known = Person.objects.with_identity(identity.number).first()
    if known is not None:
        return _take_up(known, user, name)
    person = _new_person(name, identity, Trust.DECLARED, email=email, street_code=street_code, user=user)
    person.set_phone(user.phone_number.open() if user.phone_number else None)
    return _registered(person)


@action(_("窗口登记个人"), Permission.REGISTER_AT_COUNTER, sensitive=SENSITIVE, lock=False)
def register_at_counter(
    office: Organisation,
    *,
    by: Actor,
    name: str,
    identity_kind: str,
    identity_number: str,
    birth_on: date | None = None,
    sex: str = "",
    phone: str = "",
    email: str = "",
    street_code: str = "",
    is_demo: bool = False,
) -> Person:
    """Register a person who showed their document at the counter."""
    identity = read_identity(identity_kind, identity_number, birth_on=birth_on, sex=sex)
    if Person.objects.with_identity(identity.number).exists():
        raise _taken()
    person = _new_person(name, identity, Trust.DOCUMENT, email=email, street_code=street_code, is_demo=is_demo)
    person.set_phone(check_mobile(phone) if phone else None)
    return _registered(person)


@action(_("更新联系方式"), Permission.MANAGE_OWN_DATA, sensitive=("phone",))
def update_contact(
    person: Person, *, by: Actor, phone: str, email: str = "", street_code: str = "", portrait: Any = None
) -> Person:
    """Keep phone, e-mail, street of residence and portrait up to date."""
    person.set_phone(check_mobile(phone))
    person.email, person.street_code = email, street_code
    person.portrait = portrait or person.portrait
    person.save()
    return person


@action(_("更正身份信息"), Permission.REGISTER_AT_COUNTER, sensitive=SENSITIVE)
def correct_identity(
    person: Person,
    *,
    by: Actor,
    name: str,
    identity_kind: str,
    identity_number: str,
    reason: str,
    birth_on: date | None = None,
    sex: str = "",
) -> Person:
    """Correct name or document after the officer saw it. Nobody corrects their own."""
    if by.person_id == person.pk:
        raise RuleBroken(text("不能更正自己的身份信息。请由其他窗口人员核对证件后办理。"))
    identity = read_identity(identity_kind, identity_number, birth_on=birth_on, sex=sex)
    return _put_identity(person, name, identity)


@action(_("窗口绑定账号"), Permission.REGISTER_AT_COUNTER, sensitive=("phone",))
def link_account(person: Person, *, by: Actor, phone: str) -> Person:
    """Let the account of this phone act for the person who showed their document; an old account stops working, and
    the old telephone is told."""
    _refuse_for_officers(person)
    user = User.objects.by_phone(check_mobile(phone))
    if user is None or not user.is_phone_verified:
        raise RuleBroken(text("这个手机号还没有注册并验证账号。请本人先用它注册，再来绑定。"), field="phone")
    if Person.objects.filter(user=user).exclude(pk=person.pk).exists():
        raise RuleBroken(text("这个手机号的账号已属于另一人。请核对手机号，或先合并重复的人员。"), field="phone")
    if person.user_id and person.user_id != user.pk:
        User.objects.filter(pk=person.user_id).update(is_active=False)
        User.objects.end_sessions(person.user_id)
    announce(AccountLinked(str(person.pk), str(person.user_id or "")))
    person.user, person.trust = user, Trust.DOCUMENT
    person.save(update_fields=["user", "trust"])
    return person


@action(_("退出所有设备"), Permission.MANAGE_OWN_DATA)
def sign_out_everywhere(person: Person, *, by: Actor) -> Person:
    """End every session of the person's account, this one too: something was done in their name that was not theirs."""
    User.objects.end_sessions(person.user_id)
    return person


@action(_("查看完整证件号码"), Permission.REVEAL_IDENTITY)
def reveal_identity_number(person: Person, *, by: Actor, reason: str) -> str:
    """Open the document number for one look. The reason is kept with the look."""
    if len(reason.strip()) < 4:
        raise RuleBroken(text("请写明查看完整号码的办事理由（至少四个字）。"), field="reason")
    number = reveal(person, "identity_number", by=by, reason=reason)
    if number is None:
        raise RuleBroken(text("这个人的数据已按本人申请删除，没有证件号码可看。"))
    return number


def _refuse_for_officers(*persons: Person) -> None:
    """Who signs in as an officer is no business of the counter: it could become any of its colleagues."""
    rows = Membership.objects.not_ended().filter(person__in=persons, organisation__kind=OrganisationKind.OFFICE)
    if rows.exists():
        raise RuleBroken(text("此人担任机关角色，账号和人员记录不能在窗口变更。请安全管理员先收回角色，办好后再授予。"))


def _new_person(name: str, identity: Identity, trust: str, **fields: Any) -> Person:
    person = Person(birth_on=identity.birth_on, sex=identity.sex, trust=trust, **fields)
    person.set_name(name)
    person.set_identity(identity.kind, identity.number)
    return person


def _put_identity(person: Person, name: str, identity: Identity) -> Person:
    """Put what an officer read on the document."""
    if Person.objects.with_identity(identity.number).exclude(pk=person.pk).exists():
        raise _taken()
    person.set_name(name)
    person.set_identity(identity.kind, identity.number)
    person.birth_on, person.sex, person.trust = identity.birth_on, identity.sex, Trust.DOCUMENT
    return _save_once(person)


def _take_up(known: Person, user: User, name: str) -> Person:
    """Give a person registered at the counter their account, if name and verified phone agree."""
    person = known.surviving()
    agrees = user.is_phone_verified and person.phone_index == user.phone_index and person.name == name
    if person.user_id or not agrees:
        raise _taken()
    person.user = user
    person.save(update_fields=["user"])
    return person


def _registered(person: Person) -> Person:
    _save_once(person)
    announce(PersonRegistered(str(person.pk)))
    return person


def _save_once(person: Person) -> Person:
    """Save; two requests at once with the same number leave one person and one clear refusal."""
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise _taken() from error
    return person


def _taken() -> RuleBroken:
    return RuleBroken(
        text("这个证件号码已经登记过。如果是您本人，请用原来的手机号登录；手机号已换，请带证件到窗口处理。"),
        field="identity_number",
    )
