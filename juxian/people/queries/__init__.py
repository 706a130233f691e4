"""The front door of people for reading. Upper domains come in here and never touch the tables."""

from juxian.people.queries.choices import choices_of, register_choices, word_for
from juxian.people.queries.demo import demo_entries
from juxian.people.queries.directory import (
    Contact,
    contact,
    corrected_person,
    display_name,
    member_ids,
    organisation_by_uscc,
    organisations,
    person_by_identity,
    person_of_user,
    persons,
    persons_by_identities,
    same_human,
    same_humans,
    search_persons,
)
from juxian.people.queries.hats import Hat, hats_of, office_members
from juxian.people.queries.rights import (
    CONSENT_PURPOSES,
    export_of,
    has_consent,
    holds_on,
    register_consent_purpose,
    register_export,
    register_hold,
)
from juxian.people.queries.staff import (
    colleagues_of,
    demo_people,
    membership_of,
    person_by_key,
    person_for_role,
)

__all__ = [
    "CONSENT_PURPOSES",
    "Contact",
    "Hat",
    "choices_of",
    "colleagues_of",
    "contact",
    "corrected_person",
    "demo_entries",
    "demo_people",
    "display_name",
    "export_of",
    "has_consent",
    "hats_of",
    "holds_on",
    "member_ids",
    "membership_of",
    "office_members",
    "organisation_by_uscc",
    "organisations",
    "person_by_identity",
    "person_by_key",
    "person_for_role",
    "person_of_user",
    "persons",
    "persons_by_identities",
    "register_choices",
    "register_consent_purpose",
    "register_export",
    "register_hold",
    "same_human",
    "same_humans",
    "search_persons",
    "word_for",
]
