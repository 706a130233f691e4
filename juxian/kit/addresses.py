"""Whose address a request comes from, behind the set number of reverse proxies."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings


def client_address(forwarded_for: str, peer: str) -> str:
    """Return the address that the outermost of our own proxies saw; what stands before it anybody may have written."""
    chain = [part.strip() for part in forwarded_for.split(",") if part.strip()]
    hops = settings.TRUSTED_PROXIES
    return chain[-hops] if hops and len(chain) >= hops else peer


def scope_address(scope: Any) -> str:
    """The same for an ASGI connection that does not pass through Django."""
    headers: Iterable[tuple[bytes, bytes]] = scope.get("headers", [])
    forwarded = ",".join(value.decode("latin-1") for name, value in headers if name == b"x-forwarded-for")
    peer = scope.get("client") or ("",)
    return client_address(forwarded, peer[0])
