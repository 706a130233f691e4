"""The way out of the house to somebody without an account: the telephone or the e-mail address they left."""

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from juxian.kit.messages.gateways import send_sms


def is_email(contact: str) -> bool:
    """Tell whether this reads as an e-mail address."""
    try:
        validate_email(contact)
    except ValidationError:
        return False
    return True


def write_to(contact: str, title: str, text: str, *, key: str) -> None:
    """Send once by the channel that the contact is for; `DeliveryFailed` or `OSError` where it did not leave."""
    if is_email(contact):
        # The id lets a receiving server drop the second copy after a crash between sending and noting it.
        EmailMessage(title, text, to=[contact], headers={"Message-ID": f"<{key}@juxian>"}).send()
    else:
        send_sms(contact, text, key=key)
