"""Numbers of sittings, and the codes of admission tickets.

Number: `KS2025-0012`, counted within a year. Code: 50 random bits in ten characters without those that are mistaken for
others, and a check character (ISO 7064 mod 37,2): a typing error is noticed before anything is looked up."""

import re
import secrets

from juxian.kit.codes import check_character, valid_check_character
from juxian.kit.numbering import next_number

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY_LENGTH = 10
CODE = re.compile(rf"(?:^|[^0-9A-Z])([{ALPHABET}]{{{BODY_LENGTH}}}[0-9A-Z])$")


def new_sitting_number(year: int) -> str:
    """Return the next number of the year."""
    return f"KS{year}-{next_number(f'evaluation.sitting.{year}'):04d}"


def new_ticket_code() -> str:
    """Return a code whose check character is a letter or a digit: the star of the norm would look like a stain."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH))
        check = check_character(body)
        if check != "*":
            return body + check


def ticket_code_in(text: str) -> str:
    """Return the code that was typed or scanned (the code itself, or an address that ends with it), or "" where the
    text holds none or its check character is wrong."""
    plain = re.sub(r"[\s]", "", text).upper().rstrip("/")
    found = CODE.search(plain)
    return found[1] if found and valid_check_character(found[1]) else ""
