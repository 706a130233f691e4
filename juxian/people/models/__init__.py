"""Tables of people."""

from juxian.people.models.correction import CorrectionRequest
from juxian.people.models.identity import Identity, read_identity
from juxian.people.models.membership import Invitation, Membership
from juxian.people.models.organisation import Organisation, OrganisationKind
from juxian.people.models.person import IdentityKind, Person, Sex, Trust
from juxian.people.models.person_merge import PersonMerge
from juxian.people.models.rights import Consent, DeletionRequest
from juxian.people.models.user import User

__all__ = [
    "Consent",
    "CorrectionRequest",
    "DeletionRequest",
    "Identity",
    "IdentityKind",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "PersonMerge",
    "Sex",
    "Trust",
    "User",
    "read_identity",
]
