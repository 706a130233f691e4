"""Credit codes for invented organisations: division 350299, check characters as the standard wants them."""

from juxian.kit.codes import organisation_check_character, uscc_check_character


def demo_uscc(serial: int, department: str = "91") -> str:
    """Return a valid unified social credit code that nobody was given."""
    organisation_code = f"MD{serial:06d}"
    body = f"{department}350299{organisation_code}{organisation_check_character(organisation_code)}"
    return body + uscc_check_character(body)
