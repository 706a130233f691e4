"""The port to the second factor (allauth.mfa): secrets of authenticator apps lie sealed, and follow a new key."""

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import transaction

from juxian.kit.secrets import Sealed
from juxian.kit.secrets.envelope import Place, key_id
from juxian.kit.secrets.keys import ring
from juxian.kit.secrets.stores import SecretStore
from juxian.people.models import User

KEY_CLASS = "identity"
# allauth makes the row's key after it has asked for the ciphertext, so the place names the column only.
PLACE = Place("mfa_authenticator", "data", UUID(int=0))
# Where allauth puts what we sealed, by type of authenticator. A passkey keeps a public key, which is no secret.
SEALED_ENTRY = {Authenticator.Type.TOTP.value: "secret", Authenticator.Type.RECOVERY_CODES.value: "seed"}


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps lie sealed like identity numbers."""

    def encrypt(self, text: str) -> str:
        return b64encode(Sealed(KEY_CLASS, plain=text).at(PLACE).to_bytes()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _sealed(encrypted_text).open()

    def get_totp_label(self, user: User) -> str:
        return str(user)


def seal_authenticators_anew() -> int:
    """Seal every authenticator's secret under the current key; return how many were done."""
    return sum(_seal_anew(row.pk) for row, envelope in _envelopes() if key_id(envelope) != ring(KEY_CLASS).current_id)


def authenticators_by_key() -> dict[str, int]:
    """Count the authenticators that name each key."""
    return Counter(key_id(envelope) for _, envelope in _envelopes())


AUTHENTICATORS = SecretStore("mfa.Authenticator.data", KEY_CLASS, seal_authenticators_anew, authenticators_by_key)


def _envelopes() -> Iterator[tuple[Any, bytes]]:
    for row in Authenticator.objects.filter(type__in=SEALED_ENTRY):
        yield row, b64decode(row.data[SEALED_ENTRY[row.type]])


def _seal_anew(pk: Any) -> bool:
    """Seal one row. Somebody who spends a recovery code at this moment may write the old envelope back: it still opens,
    is counted under the old key, which is therefore not retired, and is done by the next run."""
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(pk=pk).first()
        if row is None:
            return False
        entry = SEALED_ENTRY[row.type]
        row.data[entry] = b64encode(_sealed(row.data[entry]).at(PLACE).to_bytes()).decode()
        row.save(update_fields=["data"])
    return True


def _sealed(text: str) -> Sealed:
    return Sealed(KEY_CLASS, stored=b64decode(text), place=PLACE)
