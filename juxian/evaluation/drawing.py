"""A draw that anybody can replay: the lot of an item is a hash of the published seed and the item.

Algorithm, version 1 ("sha256-rank-v1"):

1. the lot of an item is SHA-256 of the seed, one line feed and the item, in UTF-8, written in hexadecimal;
2. the items are put in ascending order of their lots;
3. the first `count` are drawn, and the others stand by in that order.

By hand, for the seed `s` and the item `A7`:  printf 's\nA7' | sha256sum

Nobody can choose the result: the office publishes the hash of its secret (the commitment) before the pool is known, and
the seed is the secret together with a text that somebody else gives at the draw. Without the secret nobody can foretell
the seed; with the commitment published the office cannot change its secret afterwards.
"""

import hashlib
import hmac
from collections.abc import Sequence

ALGORITHM = "sha256-rank-v1"


def commitment_of(secret: str) -> str:
    """Return what is published before the draw: SHA-256 of the secret, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keeps(commitment: str, secret: str) -> bool:
    """Whether the secret revealed is the one that was committed to."""
    return hmac.compare_digest(commitment_of(secret), commitment)


def seed_of(secret: str, *public: str) -> str:
    """Return the seed: the secret, then each public value, joined by a vertical bar."""
    return "|".join([secret, *public])


def lot(seed: str, item: str) -> str:
    """Return the lot of an item: 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\n{item}".encode()).hexdigest()


def ranking(seed: str, pool: Sequence[str]) -> list[str]:
    """Return the whole pool in the order of its lots. The order of the pool plays no part; doubles count once.

    Raises ValueError for an empty seed or an item with a line feed, which would make two items look alike.
    """
    if not seed:
        raise ValueError("a draw needs a seed")
    if any("\n" in item for item in pool):
        raise ValueError("an item of a draw holds no line feed")
    return sorted(set(pool), key=lambda item: (lot(seed, item), item))


def draw(seed: str, pool: Sequence[str], count: int) -> list[str]:
    """Return the first `count` of the ranking.

    Raises ValueError if the pool is smaller than `count`, or `count` is negative.
    """
    ranked = ranking(seed, pool)
    if not 0 <= count <= len(ranked):
        raise ValueError(f"{count} cannot be drawn of {len(ranked)}")
    return ranked[:count]
