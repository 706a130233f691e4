"""A draw that anybody can replay: the lot of an item is a hash of the published seed and the item.

Algorithm, version 1 ("sha256-rank-v1"):

1. the lot of an item is SHA-256 of the seed, one line feed and the item, in UTF-8, written in hexadecimal;
2. the items are put in ascending order of their lots;
3. the first `count` are drawn, and the others stand by in that order. Where a trade must be represented, the first of
   the order who knows it has the seat (`draw_seats`); who leaves is replaced by the next of the order (`next_in_line`).

By hand, for the seed `s` and the item `A7`:  printf 's\nA7' | sha256sum

Nobody can choose the result: the office publishes the hash of its secret (the commitment) before the pool is known, and
the seed is the secret together with a text that somebody else gives at the draw. Without the secret nobody can foretell
the seed; with the commitment published the office cannot change its secret afterwards.
"""

import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence

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


def draw_seats(seed: str, pool: Mapping[str, Collection[str]], needs: Sequence[str], count: int) -> list[str]:
    """Return who sits, where each need (an occupation) must be covered by somebody of the pool.

    `pool` says which needs an item covers. The needs are taken in alphabetical order: for one that nobody chosen
    covers, the first of the ranking who covers it is chosen; then the ranking fills the seats that are left. The
    result stands in the order of the ranking. Without needs this is `draw`. Raises ValueError where the seats or the
    pool are too few.
    """
    ranked = ranking(seed, list(pool))
    chosen: list[str] = []
    for need in sorted(set(needs)):
        if any(need in pool[item] for item in chosen):
            continue
        able = [item for item in ranked if need in pool[item]]
        if not able:
            raise ValueError(f"nobody in the pool covers {need}")
        chosen.append(able[0])
    if not len(chosen) <= count <= len(ranked):
        raise ValueError(f"{count} cannot be drawn of {len(ranked)} where the needs take {len(chosen)}")
    chosen += [item for item in ranked if item not in chosen][: count - len(chosen)]
    return [item for item in ranked if item in chosen]


def next_in_line(
    ranked: Sequence[str],
    pool: Mapping[str, Collection[str]],
    needs: Sequence[str],
    staying: Collection[str],
    barred: Collection[str],
) -> str | None:
    """Return who replaces a member who left: the first of the same ranking who neither sits nor is barred and covers
    every need that those who stay leave open; None where there is nobody."""
    open_needs = {need for need in needs if not any(need in pool[item] for item in staying)}
    others = (item for item in ranked if item not in staying and item not in barred)
    return next((item for item in others if open_needs <= set(pool[item])), None)
