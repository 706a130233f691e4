"""Numbers and codes of certificates.

Number: `JMJLL-YYYY-L-NNNNNN` and a check character (ISO 7064 mod 37,2), L being the level's digit; N counts within a
year and level. Code: 128 random bits in base 32 and a check character, for the QR code."""

import base64
import re
import secrets

from juxian.catalogue.levels import SkillLevel
from juxian.kit.codes import check_character, valid_check_character
from juxian.kit.numbering import next_number

PREFIX = "JMJLL"
NUMBER = re.compile(r"^JMJLL-\d{4}-\d-\d{6}[0-9A-Z*]$")
CODE_LENGTH = 27


def new_number(year: int, level: str) -> str:
    """Return the next number of the year and level."""
    digit = SkillLevel(level).number
    serial = next_number(f"credentials.{year}.{digit}")
    body = f"{PREFIX}-{year}-{digit}-{serial:06d}"
    return body + check_character(body.replace("-", ""))


def is_number(text: str) -> bool:
    """Tell whether the text is a number whose check character is right."""
    return bool(NUMBER.match(text)) and valid_check_character(text.replace("-", ""))


def new_code() -> str:
    """Return 26 characters of base 32 (130 bits) and a check character that a typing error changes."""
    body = base64.b32encode(secrets.token_bytes(17)).decode()[: CODE_LENGTH - 1]
    return body + check_character(body).replace("*", "-")


def is_code(text: str) -> bool:
    return len(text) == CODE_LENGTH and valid_check_character(text.replace("-", "*"))
