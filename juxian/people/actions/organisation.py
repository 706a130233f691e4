"""Organisations, seen from inside: registering, correcting, handing in for verification."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.codes import check_mobile, check_uscc
from juxian.kit.errors import RuleBroken
from juxian.kit.punctuation import listed
from juxian.people.models import Membership, Organisation, OrganisationKind, Person
from juxian.people.permissions import Permission
from juxian.people.states import ORGANISATION, MembershipState, OrganisationState

# The first member of a new organisation administers it in this role.
FIRST_ROLE = {
    OrganisationKind.ENTERPRISE: "employer_admin",
    OrganisationKind.INDIVIDUAL: "employer_admin",
    OrganisationKind.INSTITUTION: "employer_admin",
    OrganisationKind.SOCIAL: "employer_admin",
    OrganisationKind.SCHOOL: "school",
    OrganisationKind.TRAINING_BODY: "training_body",
    OrganisationKind.PARK: "park_operator",
    OrganisationKind.STATION: "station_manager",
}
EDITABLE_STATES = {OrganisationState.DRAFT, OrganisationState.RETURNED}


@action(_("登记单位"), Permission.REGISTER_ORGANISATION)
def register_organisation(
    person: Person, *, by: Actor, name: str, uscc: str, kind: str, is_demo: bool = False
) -> Organisation:
    """Register an organisation; who registers it administers it from then on."""
    if kind not in FIRST_ROLE:
        raise RuleBroken(text("机关账号由安全管理员建立。请选择企业、院校等其他类型。"), field="kind")
    organisation = Organisation(uscc=check_uscc(uscc), kind=kind, is_demo=is_demo, state_since_at=clock.now())
    organisation.set_name(name)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        raise RuleBroken(
            text("这个统一社会信用代码已经登记过。请联系本单位管理员邀请您加入；不知道管理员是谁，请到窗口查询。"),
            field="uscc",
        ) from error
    Membership.objects.create(
        person=person,
        organisation=organisation,
        role=FIRST_ROLE[OrganisationKind(kind)],
        state=MembershipState.ACTIVE,
        starts_on=clock.today(),
    )
    return organisation


@action(_("填写单位信息"), Permission.MANAGE_ORGANISATION, sensitive=("contact_phone",))
def update_organisation(
    organisation: Organisation,
    *,
    by: Actor,
    name: str,
    industry_code: str,
    street_code: str,
    address: str,
    contact_name: str,
    contact_phone: str,
) -> Organisation:
    """Fill in what an officer will verify; only before it is handed in or after it came back."""
    if organisation.state not in EDITABLE_STATES:
        raise RuleBroken(text("单位信息已提交或已核验，不能直接修改。请先撤回，或办理“变更登记”。"))
    organisation.set_name(name)
    organisation.industry_code, organisation.street_code, organisation.address = industry_code, street_code, address
    organisation.is_in_district = street_code.startswith(settings.DISTRICT_DIVISION)
    organisation.contact_name, organisation.contact_phone = contact_name, check_mobile(contact_phone)
    organisation.save()
    return organisation


@action(_("更新单位联系人"), Permission.MANAGE_ORGANISATION, sensitive=("contact_phone",))
def update_organisation_contact(
    organisation: Organisation, *, by: Actor, contact_name: str, contact_phone: str
) -> Organisation:
    """Keep the contact up to date; needs no new verification."""
    organisation.contact_name, organisation.contact_phone = contact_name, check_mobile(contact_phone)
    organisation.save(update_fields=["contact_name", "contact_phone"])
    return organisation


@action(_("上传营业执照"), Permission.MANAGE_ORGANISATION)
def attach_licence(organisation: Organisation, *, by: Actor, licence: Any) -> Organisation:
    """Put the picture or PDF of the licence that an officer compares with the register."""
    if organisation.state not in EDITABLE_STATES:
        raise RuleBroken(text("单位信息已提交或已核验，不能更换执照。请先撤回，或办理“变更登记”。"))
    organisation.licence = licence
    organisation.save(update_fields=["licence"])
    return organisation


@action(_("提交单位核验"), Permission.MANAGE_ORGANISATION)
def submit_organisation(organisation: Organisation, *, by: Actor) -> Organisation:
    """Hand in for verification, complete."""
    ORGANISATION.move(organisation, "submit")
    missing = _missing(organisation)
    if missing:
        raise RuleBroken(text("还不能提交，缺少：%(items)s。请补齐后再提交。") % {"items": listed(missing)})
    organisation.submitted_at, organisation.reason = clock.now(), ""
    organisation.save()
    return organisation


@action(_("撤回单位核验"), Permission.MANAGE_ORGANISATION)
def withdraw_organisation(organisation: Organisation, *, by: Actor) -> Organisation:
    """Take it back to correct something before an officer decides."""
    ORGANISATION.move(organisation, "withdraw")
    organisation.save()
    return organisation


@action(_("变更单位登记"), Permission.MANAGE_ORGANISATION)
def amend_organisation(organisation: Organisation, *, by: Actor, reason: str) -> Organisation:
    """Open a verified organisation for a change of name, place or licence; it must be verified anew."""
    ORGANISATION.move(organisation, "amend")
    organisation.reason = reason
    organisation.save()
    return organisation


def _missing(organisation: Organisation) -> list[str]:
    needed = [
        (organisation.licence_id, text("营业执照（或法人证书）")),
        (organisation.industry_code, text("所属行业")),
        (organisation.street_code, text("所在街道")),
        (organisation.address, text("详细地址")),
        (organisation.contact_name, text("联系人")),
        (organisation.contact_phone, text("联系电话")),
    ]
    return [label for value, label in needed if not value]
