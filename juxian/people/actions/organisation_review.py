"""Organisations, seen from the office: verifying, returning, rejecting, suspending."""

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.people.events import OrganisationReturned, OrganisationVerified
from juxian.people.models import Organisation
from juxian.people.permissions import Permission
from juxian.people.states import ORGANISATION


@action(_("单位核验通过"), Permission.REVIEW_ORGANISATION)
def verify_organisation(organisation: Organisation, *, by: Actor) -> Organisation:
    """Confirm that licence, code and name agree with the register."""
    ORGANISATION.move(organisation, "verify")
    organisation.verified_at, organisation.verified_by, organisation.reason = clock.now(), by.label, ""
    organisation.save()
    announce(OrganisationVerified(str(organisation.pk)))
    return organisation


@action(_("退回单位补正"), Permission.REVIEW_ORGANISATION)
def return_organisation(organisation: Organisation, *, by: Actor, reason: str) -> Organisation:
    """Give back for correction, saying what is wrong."""
    return _refuse(organisation, "return", reason)


@action(_("单位不予核验"), Permission.REVIEW_ORGANISATION)
def reject_organisation(organisation: Organisation, *, by: Actor, reason: str) -> Organisation:
    """Refuse for good: not the body it says it is."""
    return _refuse(organisation, "reject", reason)


@action(_("停用单位"), Permission.REVIEW_ORGANISATION)
def suspend_organisation(organisation: Organisation, *, by: Actor, reason: str) -> Organisation:
    """Stop a verified organisation from acting, for instance after its licence was revoked."""
    return _refuse(organisation, "suspend", reason)


@action(_("恢复单位"), Permission.REVIEW_ORGANISATION)
def restore_organisation(organisation: Organisation, *, by: Actor) -> Organisation:
    """Let a suspended organisation act again."""
    ORGANISATION.move(organisation, "restore")
    organisation.reason = ""
    organisation.save()
    return organisation


def _refuse(organisation: Organisation, event: str, reason: str) -> Organisation:
    ORGANISATION.move(organisation, event)
    if len(reason.strip()) < 4:
        raise RuleBroken(text("请写明理由（至少四个字），单位会逐字看到。"), field="reason")
    organisation.reason = reason.strip()
    organisation.save()
    announce(OrganisationReturned(str(organisation.pk), event))
    return organisation
