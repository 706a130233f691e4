"""Check characters: the arithmetic alone, each with its standard."""

import re
import unicodedata

MOD_37_2 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u200b\ufeff]+")


def compact(text: str) -> str:
    """Return the normal spelling of a number: half width, no spaces or hyphens, upper case."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def identity_check_digit(first_17: str) -> str:
    """Return the 18th character of an identity number (GB 11643, ISO 7064 mod 11,2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, IDENTITY_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def uscc_check_character(first_17: str) -> str:
    """Return the 18th character of a unified social credit code (GB 32100, weights 3^i mod 31)."""
    total = sum(USCC_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first_17))
    return USCC_ALPHABET[-total % 31]


def organisation_check_character(first_8: str) -> str:
    """Return the 9th character of an organisation code (GB 11714)."""
    values = [ORGANISATION_ALPHABET.index(character) for character in first_8]
    total = sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def check_character(text: str) -> str:
    """Return the check character of our own numbers (ISO 7064 mod 37,2): `0-9A-Z` or `*`.

    Separators do not count. Raises ValueError for any other character."""
    remainder = 0
    for character in compact(text):
        if character not in MOD_37_2[:36]:
            raise ValueError("only letters and digits carry a check character")
        remainder = (remainder + MOD_37_2.index(character)) * 2 % 37
    return MOD_37_2[(1 - remainder) % 37]


def valid_check_character(text: str) -> bool:
    """Tell whether the last character is the check character of the rest. Any one wrong character and any two
    neighbours that changed places are found."""
    body = compact(text)
    if len(body) < 2:
        return False
    try:
        return check_character(body[:-1]) == body[-1]
    except ValueError:
        return False


def luhn_holds(digits: str) -> bool:
    """Tell whether a card number satisfies ISO/IEC 7812 (Luhn); some real cards do not: warn, never refuse."""
    if not re.fullmatch(r"[0-9]+", digits):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
