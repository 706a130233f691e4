"""What an encrypted attribute reads as: the secret in its envelope. It shows itself to nobody."""

import hmac
from typing import Any

from juxian.kit.secrets import envelope
from juxian.kit.secrets.envelope import Place
from juxian.kit.secrets.keys import ring

MASK = "••••••"


class Sealed:
    """A secret that is opened on purpose: `open()` inside the program, `reveal()` for somebody's eyes.

    `str`, `repr`, `format`, logs, templates and JSON see only a mask. Two are equal when their plain values are.
    A value that was assigned but not yet saved holds its plain text in memory and refuses to be pickled.
    """

    __slots__ = ("_envelope", "_plain", "key_class", "place")
    __hash__ = None  # type: ignore[assignment]  # equal by a value that must not reach a dictionary

    def __init__(self, key_class: str, *, plain: str | None = None, stored: bytes = b"", place: Place | None = None):
        self.key_class = key_class
        self.place = place
        self._plain = plain
        self._envelope = stored

    @property
    def is_fresh(self) -> bool:
        """Tell whether the value was assigned and not yet sealed."""
        return self._plain is not None

    @property
    def is_homeless(self) -> bool:
        """Tell whether the envelope was read from the database and not yet told its row."""
        return self._plain is None and self.place is None

    def open(self) -> str:
        """Return the plain text, for the program itself. What a human gets to see goes through `reveal`."""
        if self._plain is not None:
            return self._plain
        if self.place is None:
            raise TypeError("this secret was read without its row; load the instance instead of values()")
        return envelope.unseal(self._envelope, self.key_class, self.place).decode()

    def masked(self) -> str:
        """Return dots and the last four characters (fewer of a short value), for lists and confirmations."""
        text = self.open()
        shown = min(4, len(text) // 3)
        return "•" * (len(text) - shown) + text[len(text) - shown :]

    def at(self, place: Place) -> "Sealed":
        """Return this secret sealed for a place under the current key; itself where nothing is to be done."""
        key = ring(self.key_class).current
        if self.place == place and not self.is_fresh and envelope.key_id(self._envelope) == key.id:
            return self
        return Sealed(self.key_class, stored=envelope.seal(key, self.open().encode(), place), place=place)

    def bound(self, place: Place) -> "Sealed":
        """Return this envelope as read from a place."""
        return Sealed(self.key_class, stored=self._envelope, place=place)

    def to_bytes(self) -> bytes:
        """Return the envelope as the database keeps it."""
        if self.is_fresh:
            raise TypeError("this secret is not sealed yet")
        return self._envelope

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sealed):
            return NotImplemented
        return hmac.compare_digest(self.open().encode(), other.open().encode())

    def __str__(self) -> str:
        return MASK

    def __repr__(self) -> str:
        return f"<Sealed {self.key_class}>"

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __copy__(self) -> "Sealed":
        return self

    def __deepcopy__(self, memo: Any) -> "Sealed":
        return self

    def __reduce__(self) -> Any:
        if self.is_fresh:
            raise TypeError("a secret that is not saved yet must not be pickled")
        return _restored, (self.key_class, self._envelope, self.place)


def _restored(key_class: str, stored: bytes, place: Place | None) -> Sealed:
    return Sealed(key_class, stored=stored, place=place)
