"""Numbers of the state: checked by their own standard, in every spelling that people type, with one clear sentence
where they are wrong. Nothing here asks an outside system; a right number is not yet a real one.

Full-width digits, spaces, hyphens and lower case are tolerated; what comes back is the one normal spelling.
"""

from juxian.kit.codes.characters import (
    check_character,
    compact,
    identity_check_digit,
    luhn_holds,
    organisation_check_character,
    uscc_check_character,
    valid_check_character,
)
from juxian.kit.codes.contacts import check_bank_card, check_mobile
from juxian.kit.codes.identity import CitizenId, check_identity_number, synthetic_identity_number
from juxian.kit.codes.masks import last_four, mask_name, mask_number
from juxian.kit.codes.organisation import check_uscc
from juxian.kit.codes.permits import check_permit

__all__ = [
    "CitizenId",
    "check_bank_card",
    "check_character",
    "check_identity_number",
    "check_mobile",
    "check_permit",
    "check_uscc",
    "compact",
    "identity_check_digit",
    "last_four",
    "luhn_holds",
    "mask_name",
    "mask_number",
    "organisation_check_character",
    "synthetic_identity_number",
    "uscc_check_character",
    "valid_check_character",
]
