"""Roles of the office, and roles lent for a time."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import ROLES, Actor, Audience, role_label
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.people.actions.membership import _end
from juxian.people.models import Membership, Organisation, Person, Trust
from juxian.people.permissions import Permission
from juxian.people.queries import person_for_role, same_human
from juxian.people.states import MembershipState

# System administrator, security administrator and auditor are three roles and never one account.
SEPARATE_ROLES = ("system_admin", "security_admin", "auditor")
# Whoever gives the roles decides no case: or one person could make themselves whatever a case needs.
CASE_ROLES = ("counter_officer", "reviewer", "registrar", "leader", "finance")
LONGEST_DELEGATION_DAYS = 92


@action(_("查找授予角色的人"), Permission.ASSIGN_OFFICE_ROLE, sensitive=("number",), lock=False)
def find_for_role(office: Organisation, *, number: str, reason: str, by: Actor) -> Person | None:
    """Look up who carries a whole document number. The look is kept with its reason, also where it finds nobody."""
    if len(reason.strip()) < 4:
        raise RuleBroken(text("请写明查找的理由（至少四个字），它会留在办理记录里。"), field="reason")
    return person_for_role(number)


@action(_("授予机关角色"), Permission.ASSIGN_OFFICE_ROLE)
def assign_office_role(
    office: Organisation,
    *,
    by: Actor,
    person: Person,
    role: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give a person a role in the security administrator's office. Nobody gives themselves one."""
    if role not in ROLES or ROLES[role].audience is not Audience.OFFICE:
        raise RuleBroken(text("这不是机关角色。请从列表中选择。"), field="role")
    if person.pk == by.person_id:
        raise RuleBroken(text("不能给自己授予角色。请由另一位安全管理员办理。"))
    _must_be_seen(office, person)
    _keep_apart(person, role)
    return _new_membership(person, office, role, starts_on or clock.today(), ends_on, invited_by=by.label)


@action(_("收回机关角色"), Permission.ASSIGN_OFFICE_ROLE)
def end_office_role(membership: Membership, *, by: Actor, reason: str) -> Membership:
    """Take a role back, and what was delegated from it."""
    if membership.person_id == by.person_id:
        raise RuleBroken(text("不能收回自己的角色。请由另一位安全管理员办理。"))
    return _end(membership, reason)


@action(_("委托角色"), Permission.DELEGATE_ROLE)
def delegate_role(membership: Membership, *, by: Actor, to: Person, starts_on: date, ends_on: date) -> Membership:
    """Lend one's role to a colleague for some days; it ends by itself and cannot be lent on."""
    if membership.delegated_from_id or membership.role in SEPARATE_ROLES:
        raise RuleBroken(text("这个角色不能委托：受托得来的角色和三员角色须由本人行使。"))
    if to.pk == by.person_id or not _is_colleague(to, membership):
        raise RuleBroken(text("只能委托给本单位的在任同事。请先让对方加入本单位。"), field="to")
    if not starts_on <= ends_on <= starts_on + timedelta(days=LONGEST_DELEGATION_DAYS) or ends_on < clock.today():
        raise RuleBroken(
            text("委托期限不对：到期日须在开始日之后、今天或以后，最长 %(days)d 天。")
            % {"days": LONGEST_DELEGATION_DAYS},
            field="ends_on",
        )
    _keep_apart(to, membership.role, field="to")
    return _new_membership(
        to, membership.organisation, membership.role, starts_on, ends_on, invited_by=by.label, delegated_from=membership
    )


def _must_be_seen(office: Organisation, person: Person) -> None:
    """An invented identity gets no role: somebody else looked at the document, once there is a counter to do so."""
    has_counter = office.memberships.not_ended().filter(role="counter_officer").exists()
    if has_counter and person.trust == Trust.DECLARED:
        raise RuleBroken(text("此人的证件还没有核对过，不能授予机关角色。请先请窗口核对证件。"))


def _is_colleague(person: Person, membership: Membership) -> bool:
    return person.memberships.in_force_on(clock.today()).filter(organisation=membership.organisation_id).exists()


def _keep_apart(person: Person, role: str, *, field: str = "role") -> None:
    """Refuse a role that must not meet one the person holds, also through a merged row of theirs or for a time."""
    held = Membership.objects.not_ended().filter(person__in=same_human(person.pk)).values_list("role", flat=True)
    against = sorted(_apart_from(role) & set(held))
    if not against:
        return
    words = {"role": role_label(against[0]), "wanted": role_label(role)}
    raise RuleBroken(
        text("“%(wanted)s”和“%(role)s”须由不同的人担任；此人已是“%(role)s”。请另选一人。") % words, field=field
    )


def _apart_from(role: str) -> set[str]:
    """The roles that the holder of this one may not have beside it."""
    others = set(SEPARATE_ROLES) - {role} if role in SEPARATE_ROLES else set()
    if role == "security_admin":
        others |= set(CASE_ROLES)
    return others | ({"security_admin"} if role in CASE_ROLES else set())


def _new_membership(
    person: Person,
    organisation: Organisation,
    role: str,
    starts_on: date,
    ends_on: date | None,
    *,
    invited_by: str = "",
    delegated_from: Membership | None = None,
) -> Membership:
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken(text("到期日不能早于开始日。请改正日期。"), field="ends_on")
    try:
        with transaction.atomic():
            return Membership.objects.create(
                person=person,
                organisation=organisation,
                role=role,
                state=MembershipState.ACTIVE,
                starts_on=starts_on,
                ends_on=ends_on,
                invited_by=invited_by,
                delegated_from=delegated_from,
            )
    except IntegrityError as error:
        raise RuleBroken(
            text("此人已有“%(role)s”角色，不必重复授予。") % {"role": role_label(role)}, field="role"
        ) from error
