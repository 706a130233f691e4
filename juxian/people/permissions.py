"""Who may do what with persons and organisations. Roles receive these in `config/roles.py`."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, allows, rule


class Permission(StrEnum):
    """Permissions of people."""

    REGISTER_SELF = "people.register_self"
    MANAGE_OWN_DATA = "people.manage_own_data"
    REGISTER_ORGANISATION = "people.register_organisation"
    ACCEPT_INVITATION = "people.accept_invitation"
    DELEGATE_ROLE = "people.delegate_role"
    MANAGE_ORGANISATION = "people.manage_organisation"
    MANAGE_STAFF = "people.manage_staff"
    VIEW_ORGANISATIONS = "people.view_organisations"
    REVIEW_ORGANISATION = "people.review_organisation"
    FIND_PERSONS = "people.find_persons"
    REGISTER_AT_COUNTER = "people.register_at_counter"
    REVEAL_IDENTITY = "people.reveal_identity"
    MERGE_PERSONS = "people.merge_persons"
    DECIDE_CORRECTION = "people.decide_correction"
    DECIDE_DELETION = "people.decide_deletion"
    ASSIGN_OFFICE_ROLE = "people.assign_office_role"


@rule(Permission.REGISTER_SELF)
def own_account(actor: Actor, user: Any) -> bool:
    return actor.user_id == user.pk and actor.person_id is None


@rule(Permission.MANAGE_OWN_DATA)
@rule(Permission.REGISTER_ORGANISATION)
def own_data(actor: Actor, row: Any) -> bool:
    """The row is the person, or belongs to the person."""
    return actor.person_id is not None and actor.person_id == getattr(row, "person_id", row.pk)


@rule(Permission.MANAGE_ORGANISATION)
@rule(Permission.MANAGE_STAFF)
def own_organisation(actor: Actor, row: Any) -> bool:
    """The row is the actor's organisation, or belongs to it."""
    return actor.organisation_id is not None and actor.organisation_id == getattr(row, "organisation_id", row.pk)


@rule(Permission.DELEGATE_ROLE)
def own_membership(actor: Actor, membership: Any) -> bool:
    return actor.person_id is not None and (actor.person_id, actor.role, actor.organisation_id) == (
        membership.person_id,
        membership.role,
        membership.organisation_id,
    )


@rule(Permission.REVIEW_ORGANISATION)
def not_its_member(actor: Actor, organisation: Any) -> bool:
    """Nobody reviews an organisation in which they hold or held a role."""
    return not organisation.memberships.filter(person=actor.person_id).exists()


@rule(Permission.ASSIGN_OFFICE_ROLE)
def of_the_office(actor: Actor, row: Any) -> bool:
    """The row is the security administrator's own office, or a membership of it."""
    return actor.organisation_id is not None and actor.organisation_id == getattr(row, "organisation_id", row.pk)


def may_read_portrait(actor: Actor, upload: Any) -> bool:
    """The person's own picture, and officers who may look persons up."""
    own = upload.owner_id is not None and upload.owner_id == actor.person_id
    return own or allows(actor, Permission.FIND_PERSONS)


def may_read_document(actor: Actor, upload: Any) -> bool:
    """The picture of a document that proves a correction: its owner, and those who decide about it."""
    own = upload.owner_id is not None and upload.owner_id == actor.person_id
    return own or allows(actor, Permission.DECIDE_CORRECTION)


def may_read_licence(actor: Actor, upload: Any) -> bool:
    """The organisation that sent it in, and officers who see organisations."""
    own = upload.organisation_id is not None and upload.organisation_id == actor.organisation_id
    return own or allows(actor, Permission.VIEW_ORGANISATIONS)
