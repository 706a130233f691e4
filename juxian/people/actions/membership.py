"""Memberships: inviting, accepting, suspending, ending."""

import secrets
from datetime import date, timedelta

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, role_label
from juxian.kit.actions import action, system_action
from juxian.kit.codes import check_mobile
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.people.events import MemberInvited
from juxian.people.models import Invitation, Membership, Organisation, OrganisationKind
from juxian.people.permissions import Permission
from juxian.people.states import MEMBERSHIP, MembershipState

INVITATION_DAYS = 7
_EMPLOYER = ("employer_admin", "employer_staff")
# Which roles an organisation may give by itself. Office roles are given by the security administrator.
ROLES_OF_KIND: dict[str, tuple[str, ...]] = {
    OrganisationKind.ENTERPRISE: _EMPLOYER,
    OrganisationKind.INDIVIDUAL: _EMPLOYER,
    OrganisationKind.INSTITUTION: _EMPLOYER,
    OrganisationKind.SOCIAL: _EMPLOYER,
    OrganisationKind.SCHOOL: ("school",),
    OrganisationKind.TRAINING_BODY: ("training_body",),
    # Who runs a park or a station also employs people.
    OrganisationKind.PARK: ("park_operator", *_EMPLOYER),
    OrganisationKind.STATION: ("station_manager", *_EMPLOYER),
    OrganisationKind.OFFICE: (),
}
# Roles that let somebody manage the staff; an organisation never loses its last one.
ADMIN_ROLES = ("employer_admin", "school", "training_body", "park_operator", "station_manager")


@action(_("邀请成员"), Permission.MANAGE_STAFF, sensitive=("phone",))
def invite_member(
    organisation: Organisation, *, by: Actor, phone: str, role: str, ends_on: date | None = None
) -> Membership:
    """Invite the owner of a phone number. The answer is the same whether or not the number is known here."""
    if role not in ROLES_OF_KIND[organisation.kind]:
        raise RuleBroken(text("本单位不能授予这个角色。请从列表中选择。"), field="role")
    if organisation.verified_at is None and not organisation.is_verified:
        raise RuleBroken(text("单位还没有通过核验，不能以它的名义发短信邀请。请先提交核验。"))
    if ends_on is not None and ends_on < clock.today():
        raise RuleBroken(text("到期日不能早于今天。请改为今天或以后。"), field="ends_on")
    membership = Membership.objects.create(
        organisation=organisation,
        role=role,
        state=MembershipState.INVITED,
        starts_on=clock.today(),
        ends_on=ends_on,
        invited_by=by.label,
    )
    number = check_mobile(phone)
    Invitation.objects.create(
        membership=membership,
        phone=number,
        phone_tail=number[-4:],
        code=f"{secrets.randbelow(10**8):08d}",
        expires_at=clock.now() + timedelta(days=INVITATION_DAYS),
    )
    announce(MemberInvited(str(membership.pk)))
    return membership


@action(_("接受邀请"), Permission.ACCEPT_INVITATION, sensitive=("code",))
def accept_invitation(membership: Membership, *, by: Actor, code: str) -> Membership:
    """Take up a membership with the code that came to the invited phone."""
    MEMBERSHIP.move(membership, "accept")
    invitation = membership.invitation
    if invitation.expires_at < clock.now():
        raise RuleBroken(text("邀请已过期。请单位管理员重新邀请。"))
    if not secrets.compare_digest(invitation.code.open().encode(), code.strip().encode()):
        raise RuleBroken(text("邀请码不对。请核对短信中的八位数字。"), field="code")
    _refuse_second(membership, by)
    membership.person_id = by.person_id
    membership.save()
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    return membership


@action(_("暂停成员"), Permission.MANAGE_STAFF)
def suspend_membership(membership: Membership, *, by: Actor, reason: str) -> Membership:
    """Stop a member from acting for a while."""
    _keep_an_admin(membership)
    return _move(membership, "suspend", reason)


@action(_("恢复成员"), Permission.MANAGE_STAFF)
def resume_membership(membership: Membership, *, by: Actor) -> Membership:
    """Let a suspended member act again."""
    return _move(membership, "resume", "")


@action(_("结束成员"), Permission.MANAGE_STAFF)
def end_membership(membership: Membership, *, by: Actor, reason: str) -> Membership:
    """End a membership or withdraw an invitation, and with it what was delegated from it."""
    _keep_an_admin(membership)
    return _end(membership, reason)


@action(_("退出单位"), Permission.MANAGE_OWN_DATA)
def leave_organisation(membership: Membership, *, by: Actor) -> Membership:
    """A person gives a role back."""
    _keep_an_admin(membership)
    return _end(membership, text("本人退出"))


@system_action(_("任期届满"))
def expire_membership(membership: Membership) -> Membership:
    """End a membership whose last day is over, and what was lent from it. Since that day it let nobody act any more;
    ending it makes room for the same role to be given anew."""
    if membership.ends_on is None or membership.ends_on >= clock.today():
        raise RuleBroken(text("任期还没有届满。"))
    last_day = membership.ends_on
    _end(membership, text("任期届满"))
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])
    return membership


def _move(membership: Membership, event: str, reason: str) -> Membership:
    MEMBERSHIP.move(membership, event)
    membership.reason = reason
    membership.save()
    return membership


def _end(membership: Membership, reason: str) -> Membership:
    _move(membership, "end", reason)
    membership.ends_on = max(membership.starts_on, clock.today())
    membership.save(update_fields=["ends_on"])
    for delegation in membership.delegations.not_ended():
        _end(delegation, reason)
    return membership


def _keep_an_admin(membership: Membership) -> None:
    """The organisation row is the lock: two admins who leave at once cannot both be second to last."""
    if membership.role not in ADMIN_ROLES or membership.state != MembershipState.ACTIVE:
        return
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    others = organisation.memberships.in_force_on(clock.today()).filter(role__in=ADMIN_ROLES, delegated_from=None)
    if not others.exclude(pk=membership.pk).exists():
        raise RuleBroken(text("这是本单位最后一位管理员。请先邀请另一位管理员，再办理。"))


def _refuse_second(membership: Membership, by: Actor) -> None:
    same = Membership.objects.not_ended().filter(organisation=membership.organisation_id, role=membership.role)
    if same.filter(person=by.person_id).exists():
        label = role_label(membership.role)
        raise RuleBroken(text("您已经是本单位的“%(role)s”，不必再接受。") % {"role": label})
