"""Secrets that lie outside of an EncryptedTextField: sealed by us, kept in the table of a library.

A domain that hands a sealed text to a library registers the place where it ends up, in `AppConfig.ready`. Otherwise a
rotation would leave it under the old key, and retiring that key would lose it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class SecretStore:
    """One such place. `rotate` seals all of it under the current key and returns how many rows were done; doing it
    again does nothing. `rows_by_key` counts the rows that name each key."""

    name: str
    key_class: str
    rotate: Callable[[], int]
    rows_by_key: Callable[[], dict[str, int]]


STORES: dict[str, SecretStore] = {}


def register_store(store: SecretStore) -> None:
    """Make a place known to `juxian keys`."""
    STORES[store.name] = store


def stores_of(key_class: str) -> Iterator[SecretStore]:
    """Name the places that keep secrets of a class."""
    return (store for store in STORES.values() if store.key_class == key_class)
