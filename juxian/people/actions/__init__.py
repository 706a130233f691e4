"""Every write of people."""

from juxian.people.actions.correction import (
    approve_correction,
    refuse_correction,
    request_correction,
    withdraw_correction,
)
from juxian.people.actions.delegation import assign_office_role, delegate_role, end_office_role, find_for_role
from juxian.people.actions.membership import (
    accept_invitation,
    end_membership,
    expire_membership,
    invite_member,
    leave_organisation,
    resume_membership,
    suspend_membership,
)
from juxian.people.actions.organisation import (
    amend_organisation,
    attach_licence,
    register_organisation,
    submit_organisation,
    update_organisation,
    update_organisation_contact,
    withdraw_organisation,
)
from juxian.people.actions.organisation_review import (
    reject_organisation,
    restore_organisation,
    return_organisation,
    suspend_organisation,
    verify_organisation,
)
from juxian.people.actions.person import (
    correct_identity,
    link_account,
    register_at_counter,
    register_person,
    reveal_identity_number,
    update_contact,
)
from juxian.people.actions.person_merge import merge_persons, undo_merge
from juxian.people.actions.rights import (
    approve_deletion,
    erase_person,
    give_consent,
    refuse_deletion,
    request_deletion,
    request_export,
    withdraw_consent,
    withdraw_deletion,
)
from juxian.people.actions.setup import found_office, install_security_admin, open_account

__all__ = [
    "accept_invitation",
    "amend_organisation",
    "approve_correction",
    "approve_deletion",
    "assign_office_role",
    "attach_licence",
    "correct_identity",
    "delegate_role",
    "end_membership",
    "end_office_role",
    "erase_person",
    "expire_membership",
    "find_for_role",
    "found_office",
    "give_consent",
    "install_security_admin",
    "invite_member",
    "leave_organisation",
    "link_account",
    "merge_persons",
    "open_account",
    "refuse_correction",
    "refuse_deletion",
    "register_at_counter",
    "register_organisation",
    "register_person",
    "reject_organisation",
    "request_correction",
    "request_deletion",
    "request_export",
    "restore_organisation",
    "resume_membership",
    "return_organisation",
    "reveal_identity_number",
    "submit_organisation",
    "suspend_membership",
    "suspend_organisation",
    "undo_merge",
    "update_contact",
    "update_organisation",
    "update_organisation_contact",
    "verify_organisation",
    "withdraw_consent",
    "withdraw_correction",
    "withdraw_deletion",
    "withdraw_organisation",
]
