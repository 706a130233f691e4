"""did:web: an issuer whose keys stand under its own address (https://w3c-ccg.github.io/did-method-web/)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from juxian.credentials.proofs.errors import Unproven
from juxian.credentials.proofs.multibase import from_base64url, from_multikey, to_multikey

CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]


def did_of(site_url: str) -> str:
    """Return the DID of a site; a port is part of the host and its colon is escaped."""
    return "did:web:" + quote(urlsplit(site_url).netloc, safe="")


def did_document(did: str, keys: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the document of an issuer with these raw public keys, by key id."""
    methods = [
        {"id": f"{did}#{name}", "type": "Multikey", "controller": did, "publicKeyMultibase": to_multikey(raw)}
        for name, raw in keys.items()
    ]
    return {
        "@context": CONTEXT,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def address_of(did: str) -> str:
    """Return where the document of a did:web lies. Raises `Unproven` for another method."""
    if not did.startswith("did:web:"):
        raise Unproven("only did:web and did:key are known")
    host, *path = [unquote(part) for part in did.removeprefix("did:web:").split(":")]
    return f"https://{host}/" + ("/".join([*path, "did.json"]) if path else ".well-known/did.json")


def key_in(document: Mapping[str, Any], method: str) -> bytes:
    """Return the raw key that the DID URL names, if the document lets it assert. Raises `Unproven`."""
    if document.get("id") != method.partition("#")[0]:
        raise Unproven("the document is about another issuer")
    allowed = [_full(item if isinstance(item, str) else item.get("id", ""), document) for item in _list(document)]
    if method not in allowed:
        raise Unproven("the key may not assert for this issuer")
    inline = [item for item in _list(document) if isinstance(item, dict)]
    for item in [*document.get("verificationMethod", []), *inline]:
        if _full(item.get("id", ""), document) == method:
            return _raw_key(item)
    raise Unproven("the issuer has no such key")


def did_key(method: str) -> bytes:
    """Return the key of a did:key, which is its own document. Raises `Unproven`."""
    return from_multikey(method.partition("#")[0].removeprefix("did:key:"))


def _list(document: Mapping[str, Any]) -> list[Any]:
    return list(document.get("assertionMethod", []))


def _full(name: str, document: Mapping[str, Any]) -> str:
    return f"{document.get('id', '')}{name}" if name.startswith("#") else name


def _raw_key(method: Mapping[str, Any]) -> bytes:
    if "publicKeyMultibase" in method:
        return from_multikey(str(method["publicKeyMultibase"]))
    key = method.get("publicKeyJwk", {})
    if (key.get("kty"), key.get("crv")) != ("OKP", "Ed25519"):
        raise Unproven("no Ed25519 key")
    return from_base64url(str(key.get("x", "")))
