"""What the platform does by itself once, when a district is set up: there is no officer yet to do it."""

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.actions import system_action
from juxian.kit.codes import check_mobile, check_uscc
from juxian.kit.errors import RuleBroken
from juxian.people.models import Membership, Organisation, OrganisationKind, Person, Trust, User, read_identity
from juxian.people.states import MembershipState, OrganisationState


@system_action(_("建立机关"))
def found_office(
    nobody: None = None, *, name: str, uscc: str, street_code: str = "", is_demo: bool = False
) -> Organisation:
    """Enter the office that runs the platform."""
    office = Organisation(
        uscc=check_uscc(uscc),
        kind=OrganisationKind.OFFICE,
        street_code=street_code,
        is_in_district=True,
        state=OrganisationState.VERIFIED,
        verified_at=clock.now(),
        is_demo=is_demo,
    )
    office.set_name(name)
    office.save()
    return office


@system_action(_("任命首位安全管理员"), sensitive=("identity_number", "phone"))
def install_security_admin(
    office: Organisation, *, name: str, identity_kind: str, identity_number: str, phone: str = "", is_demo: bool = False
) -> Person:
    """Make the one person who then gives all other roles. Refused where an office has one already."""
    if office.memberships.not_ended().filter(role="security_admin").exists():
        raise RuleBroken(text("机关已有安全管理员。其他角色由安全管理员授予。"))
    identity = read_identity(identity_kind, identity_number)
    person = Person(birth_on=identity.birth_on, sex=identity.sex, trust=Trust.DOCUMENT, is_demo=is_demo)
    person.set_name(name)
    person.set_identity(identity.kind, identity.number)
    person.set_phone(phone or None)
    person.save()
    Membership.objects.create(
        person=person,
        organisation=office,
        role="security_admin",
        state=MembershipState.ACTIVE,
        starts_on=clock.today(),
    )
    return person


@system_action(_("开通账号"), sensitive=("phone", "password"))
def open_account(person: Person, *, phone: str, password: str) -> User:
    """Give a person an account at set-up: the first administrators, and the people of the demo district."""
    number = check_mobile(phone)
    if person.user_id:
        raise RuleBroken(text("这个人已有账号。请直接登录，或办理“窗口绑定账号”。"))
    user = User.objects.create_user(
        phone_number=number, phone_tail=number[-4:], is_phone_verified=True, email=person.email, password=password
    )
    person.user = user
    person.save(update_fields=["user"])
    return user
