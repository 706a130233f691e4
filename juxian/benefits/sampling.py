"""Which candidates an officer looks at before anybody is asked: a draw that anybody can repeat.

The lot of a person is SHA-256 of the seed, one line feed and the person's key, in UTF-8, written in hexadecimal; the
smallest lots are looked at. By hand, for the seed `s` and the key `k`:  printf 's\nk' | sha256sum
"""

import hashlib
from collections.abc import Iterable


def lot(seed: str, person: str) -> str:
    """Return the lot of a person: 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\n{person}".encode()).hexdigest()


def sample(seed: str, people: Iterable[str], percent: int) -> list[str]:
    """Return so many percent of the people, rounded up: of anybody at least one, unless it is no percent at all.

    The order of the people plays no part. Raises `ValueError` without a seed."""
    if not seed:
        raise ValueError("a sample needs a seed")
    ranked = sorted(set(people), key=lambda person: (lot(seed, person), person))
    return ranked[: -(-len(ranked) * percent // 100)]
