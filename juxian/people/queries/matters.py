"""What people adds to somebody's matters: invitations, a request to be forgotten, an employer's registration."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience, allows
from juxian.kit.matters import Matter, register
from juxian.kit.working_days import deadline
from juxian.people.models import CorrectionRequest, DeletionRequest, Membership, Organisation
from juxian.people.permissions import Permission
from juxian.people.queries.work_queue import VERIFICATION_WORKING_DAYS
from juxian.people.states import CorrectionRequestState, DeletionRequestState, MembershipState, OrganisationState

OFFICE, COUNTER = _("区人社局"), _("区人社局窗口")
ORGANISATION_TODOS = {
    OrganisationState.DRAFT: _("补全单位信息并提交核验"),
    OrganisationState.RETURNED: _("按退回意见修改后再次提交"),
}


def matters_of_person(actor: Actor) -> Iterator[Matter]:
    """Invitations that wait for a yes, and open requests to be forgotten or corrected."""
    if actor.audience is not Audience.PERSON or actor.person_id is None:
        return
    invitations = Membership.objects.of_person_or_invited(actor.person_id).filter(state=MembershipState.INVITED)
    for row in invitations.select_related("organisation"):
        yield Matter(
            kind=_("单位邀请"),
            title=f"{row.organisation.name} · {row.role_label}",
            url=reverse("people:my_organisations"),
            state=row.get_state_display(),
            tone=row.tone,
            since_at=row.state_since_at,
            todo=_("接受邀请，或不予理会"),
        )
    open_states = [DeletionRequestState.REQUESTED, DeletionRequestState.APPROVED]
    for request in DeletionRequest.objects.filter(person=actor.person_id, state__in=open_states):
        yield Matter(
            kind=_("删除个人数据"),
            title=_("删除我的数据"),
            url=reverse("people:my_data"),
            state=request.get_state_display(),
            tone=request.tone,
            holder=OFFICE,
            since_at=request.state_since_at,
        )
    for correction in CorrectionRequest.objects.filter(person=actor.person_id, state=CorrectionRequestState.REQUESTED):
        yield Matter(
            kind=_("更正身份信息"),
            title=_("更正我的身份信息"),
            url=reverse("people:my_data"),
            state=correction.get_state_display(),
            tone=correction.tone,
            holder=COUNTER,
            since_at=correction.state_since_at,
        )


def matters_of_organisation(actor: Actor) -> Iterator[Matter]:
    """Where the registration of the acting organisation stands."""
    if actor.audience is not Audience.ORGANISATION:
        return
    for row in Organisation.objects.filter(pk=actor.organisation_id):
        is_waiting = row.state == OrganisationState.SUBMITTED
        may = allows(actor, Permission.MANAGE_ORGANISATION, on=row)
        yield Matter(
            kind=_("单位登记"),
            title=row.name,
            url=reverse("people:organisation_profile") if may else "",
            state=row.get_state_display(),
            tone=row.tone,
            holder=COUNTER if is_waiting else "",
            promise=_("核验登记") if is_waiting else "",
            since_at=row.state_since_at,
            due_at=deadline(row.state_since_at, VERIFICATION_WORKING_DAYS) if is_waiting else None,
            todo=ORGANISATION_TODOS.get(OrganisationState(row.state), "") if may else "",
            note=row.reason,
            is_open=row.state != OrganisationState.VERIFIED,
        )


register("people.person", matters_of_person)
register("people.organisation", matters_of_organisation)
