"""Data Integrity proofs of the suite `eddsa-jcs-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0, 3.3).

Signed is SHA-256 of the proof's options, then SHA-256 of the document without its proof, both as canonical JSON."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from juxian.credentials.proofs.errors import Unproven
from juxian.credentials.proofs.jcs import canonical_json
from juxian.credentials.proofs.multibase import from_base58, to_base58

SUITE = "eddsa-jcs-2022"
Document = dict[str, Any]


def with_proof(document: Document, *, sign: Callable[[bytes], bytes], method: str, created: str) -> Document:
    """Return the document with a proof made by the key that `method` (a DID URL) names; `created` in ISO 8601."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    if "@context" in document:
        options["@context"] = document["@context"]
    return {**document, "proof": {**options, "proofValue": to_base58(sign(_signed_bytes(document, options)))}}


def check_proof(document: Document, key: bytes) -> None:
    """Check the document's one proof against a raw public key. Raises `Unproven`."""
    proof = proof_of(document)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    if "@context" in unsigned:  # drafts of the suite signed the context too, and left it out of the proof
        options.setdefault("@context", unsigned["@context"])
    if "@context" in options:
        if not _begins_with(unsigned.get("@context"), options["@context"]):
            raise Unproven("the proof was made for another context")
        unsigned["@context"] = options["@context"]  # the document is signed as the proof knows it
    try:
        signature = from_base58(str(proof.get("proofValue", "")))
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _signed_bytes(unsigned, options))
    except InvalidSignature as error:
        raise Unproven("the signature does not match the document") from error


def proof_of(document: Mapping[str, Any]) -> Document:
    """Return the one proof of the document, of our suite and purpose. Raises `Unproven`."""
    proof = document.get("proof")
    if isinstance(proof, list) and len(proof) == 1:
        proof = proof[0]
    if not isinstance(proof, dict):
        raise Unproven("there is not exactly one proof")
    expected = {"type": "DataIntegrityProof", "cryptosuite": SUITE, "proofPurpose": "assertionMethod"}
    for name, value in expected.items():
        if proof.get(name) != value:
            raise Unproven(f"the proof's {name} is not {value}")
    return proof


def _begins_with(contexts: Any, wanted: Any) -> bool:
    have = contexts if isinstance(contexts, list) else [contexts]
    want = wanted if isinstance(wanted, list) else [wanted]
    return have[: len(want)] == want


def _signed_bytes(document: Document, options: Document) -> bytes:
    return hashlib.sha256(canonical_json(options)).digest() + hashlib.sha256(canonical_json(document)).digest()
