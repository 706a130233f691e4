"""Reactions of people: telling those concerned, sending invitations."""

from django.urls import reverse
from django.utils.translation import gettext as text

from juxian.kit.access import Text
from juxian.kit.events import subscribe
from juxian.kit.messages import send, send_to_each
from juxian.kit.messages.gateways import send_sms
from juxian.people.actions.membership import ADMIN_ROLES
from juxian.people.events import (
    CorrectionDecided,
    DeletionDecided,
    MemberInvited,
    OrganisationReturned,
    OrganisationVerified,
)
from juxian.people.models import CorrectionRequest, DeletionRequest, Membership, Organisation
from juxian.people.queries import member_ids
from juxian.people.states import ORGANISATION, MembershipState


@subscribe(OrganisationVerified)
def tell_verified(news: OrganisationVerified) -> None:
    """Tell those who administer the organisation."""
    organisation = Organisation.objects.get(pk=news.organisation_id)
    _tell(organisation, "people.organisation_verified", {"organisation": organisation.name})


@subscribe(OrganisationReturned)
def tell_returned(news: OrganisationReturned) -> None:
    """Tell them what is wrong, in the officer's words."""
    organisation = Organisation.objects.get(pk=news.organisation_id)
    words = {"decision": ORGANISATION.label(news.decision), "reason": organisation.reason}
    _tell(organisation, "people.organisation_returned", {"organisation": organisation.name, **words})


@subscribe(DeletionDecided)
def tell_deletion(news: DeletionDecided) -> None:
    """Tell the person, with the law word for word where something must be kept."""
    row = DeletionRequest.objects.get(pk=news.request_id)
    words = {"decision": row.get_state_display(), "reason": row.legal_reason}
    _tell_person(row, "people.deletion_decided", words)


@subscribe(CorrectionDecided)
def tell_correction(news: CorrectionDecided) -> None:
    """Tell the person, with the officer's reason where it was refused."""
    row = CorrectionRequest.objects.get(pk=news.request_id)
    _tell_person(row, "people.correction_decided", {"decision": row.get_state_display(), "reason": row.answer})


@subscribe(MemberInvited)
def send_invitation(news: MemberInvited) -> None:
    """Send the code to the invited phone; a withdrawn invitation is not sent."""
    row = Membership.objects.select_related("organisation", "invitation").get(pk=news.membership_id)
    if row.state != MembershipState.INVITED:
        return
    words = {"organisation": row.organisation.name, "role": row.role_label, "code": row.invitation.code.open()}
    message = text("%(organisation)s 邀请您担任“%(role)s”。登录后在“我的单位”输入邀请码 %(code)s，七天内有效。") % words
    send_sms(row.invitation.phone.open(), message, key=f"invitation:{row.pk}")


def _tell_person(row: CorrectionRequest | DeletionRequest, kind: str, words: dict[str, str]) -> None:
    send(kind, to=row.person_id, context=words, key=f"{row.pk}:{row.state}", link=reverse("people:my_data"))


def _tell(organisation: Organisation, kind: str, context: dict[str, Text]) -> None:
    admins = member_ids(organisation.pk, ADMIN_ROLES)
    key = f"{organisation.pk}:{organisation.state_since_at.isoformat()}"
    send_to_each(kind, admins, context, key, link=reverse("people:organisation_profile"))
