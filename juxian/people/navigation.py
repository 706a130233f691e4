"""Where the pages of people stand in the navigation and in the layouts."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience, role_label
from juxian.kit.messages import unread_count
from juxian.kit.ui import navigation, places
from juxian.people.models import CorrectionRequest, DeletionRequest, Organisation
from juxian.people.permissions import Permission as P
from juxian.people.queries import demo_entries
from juxian.people.states import CorrectionRequestState, DeletionRequestState, OrganisationState

ACCOUNT, MANAGE, PEOPLE = _("我的账户"), _("单位管理"), _("人员与单位")


def organisations_waiting(actor: Actor) -> int:
    """How many organisations wait for verification."""
    return Organisation.objects.visible_to(actor).registered().filter(state=OrganisationState.SUBMITTED).count()


def deletions_waiting(actor: Actor) -> int:
    """How many requests to be forgotten wait for a decision."""
    return DeletionRequest.objects.visible_to(actor).filter(state=DeletionRequestState.REQUESTED).count()


def corrections_waiting(actor: Actor) -> int:
    """How many requests to be corrected wait for a decision."""
    return CorrectionRequest.objects.visible_to(actor).filter(state=CorrectionRequestState.REQUESTED).count()


def account(request: HttpRequest) -> dict[str, Any] | None:
    """Top right: who acts, in which role, and the other hats."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_signed_in:
        return None
    return {
        "actor": actor,
        "role_name": role_label(actor.role),
        "hats": [hat for hat in request.hats if hat.actor != actor],
    }  # type: ignore[attr-defined]


def inbox_count(request: HttpRequest) -> dict[str, Any] | None:
    """Top right: unread messages."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.person_id is None:
        return None
    return {"unread": unread_count(actor.person_id)}


def demo_sign_in(request: HttpRequest) -> dict[str, Any] | None:
    """On the sign-in page of the demo district: its people."""
    entries = demo_entries()
    return {"entries": entries} if entries else None


def register() -> None:
    """Put everything in its place."""
    _register_for_persons()
    _register_for_organisations()
    _register_for_the_office()
    navigation.register(Audience.SIGNED_IN, _("委托角色"), "people:delegation_list", P.DELEGATE_ROLE, 910, icon="swap")
    places.register("topbar", "people/_inbox_count.html", inbox_count)
    places.register("account", "people/_account_menu.html", account)
    places.register("entrance", "people/_demo_sign_in.html", demo_sign_in)


def _register_for_persons() -> None:
    navigation.register(
        Audience.PERSON, _("个人信息"), "people:person_profile", P.MANAGE_OWN_DATA, 810, icon="user", group=ACCOUNT
    )
    navigation.register(
        Audience.PERSON,
        _("我的单位"),
        "people:my_organisations",
        P.REGISTER_ORGANISATION,
        820,
        icon="building",
        group=ACCOUNT,
    )
    navigation.register(
        Audience.PERSON, _("我的数据"), "people:my_data", P.MANAGE_OWN_DATA, 830, icon="shield", group=ACCOUNT
    )


def _register_for_organisations() -> None:
    navigation.register(
        Audience.ORGANISATION,
        _("单位信息"),
        "people:organisation_profile",
        P.MANAGE_ORGANISATION,
        810,
        icon="building",
        group=MANAGE,
    )
    navigation.register(
        Audience.ORGANISATION, _("成员与角色"), "people:staff_list", P.MANAGE_STAFF, 820, icon="users", group=MANAGE
    )


def _register_for_the_office() -> None:
    navigation.register(
        Audience.OFFICE,
        _("单位核验"),
        "people:organisation_list",
        P.VIEW_ORGANISATIONS,
        510,
        icon="building",
        group=PEOPLE,
        count=organisations_waiting,
    )
    navigation.register(
        Audience.OFFICE, _("人员查询"), "people:person_list", P.FIND_PERSONS, 520, icon="search", group=PEOPLE
    )
    navigation.register(
        Audience.OFFICE, _("合并记录"), "people:merge_list", P.MERGE_PERSONS, 530, icon="swap", group=PEOPLE
    )
    navigation.register(
        Audience.OFFICE,
        _("删除申请"),
        "people:deletion_list",
        P.DECIDE_DELETION,
        540,
        icon="trash",
        group=PEOPLE,
        count=deletions_waiting,
    )
    navigation.register(
        Audience.OFFICE,
        _("更正申请"),
        "people:correction_list",
        P.DECIDE_CORRECTION,
        545,
        icon="edit",
        group=PEOPLE,
        count=corrections_waiting,
    )
    navigation.register(
        Audience.OFFICE, _("机关角色"), "people:office_staff", P.ASSIGN_OFFICE_ROLE, 550, icon="users", group=PEOPLE
    )
