"""Write the conformance vectors again: `python -m tests.credentials.vectors.make`. Equal code gives equal files.

Each case is a badge, an instant and the outcome; `resolved.json` holds what the addresses answer. The key is made of
the bytes 0 to 31 and vouches for nothing."""

import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from juxian.credentials.did import address_of, did_document
from juxian.credentials.proofs.data_integrity import with_proof
from juxian.credentials.proofs.jose import to_token
from juxian.credentials.status_list import PURPOSES, encode_list, list_document, list_entry

HERE = Path(__file__).parent
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ISSUER, METHOD = "did:web:badges.example", "did:web:badges.example#c1"
MADE, NOW, LATE = "2025-03-01T00:00:00Z", "2025-03-12T10:00:00+00:00", "2031-01-01T00:00:00+00:00"
REVOKED, SUSPENDED, GOOD = 7, 11, 13
CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def badge(place: int, form: str = "json", **fields: Any) -> dict[str, Any]:
    """An unsigned badge with a place in both lists."""
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:00000000-0000-4000-8000-{place:012d}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "示例签发机构"},
        "validFrom": "2025-03-01T00:00:00Z",
        "credentialSubject": {"type": ["AchievementSubject"], "achievement": achievement()},
        "credentialStatus": [list_entry(address=_list(one, form), purpose=one, place=place) for one in PURPOSES],
        **fields,
    }


def achievement() -> dict[str, Any]:
    criteria = {"narrative": "A worked example."}
    return {"id": "urn:uuid:1", "type": ["Achievement"], "name": "焊工", "description": "技师", "criteria": criteria}


def proof(document: dict[str, Any]) -> str:
    return json.dumps(with_proof(document, sign=KEY.sign, method=METHOD, created=MADE), ensure_ascii=False)


def token(document: dict[str, Any]) -> str:
    claims = {"iss": ISSUER, "jti": document["id"], "nbf": 1740787200}
    return to_token({**document, **claims}, sign=KEY.sign, key_id=METHOD, kind="vc+jwt")


def _list(purpose: str, form: str) -> str:
    return f"https://badges.example/status/{purpose}/1.{form}"


def _signed_list(purpose: str, place: int, form: str) -> str:
    document = list_document(
        address=_list(purpose, form),
        issuer=ISSUER,
        purpose=purpose,
        encoded=encode_list([place]),
        since=MADE,
        until="2030-01-01T00:00:00Z",
    )
    return proof(document) if form == "json" else token(document)


def resolved() -> dict[str, str]:
    """What the addresses answer."""
    keys = did_document(ISSUER, {"c1": KEY.public_key().public_bytes_raw()})
    places = zip(PURPOSES, (REVOKED, SUSPENDED), strict=True)
    lists = {_list(one, form): _signed_list(one, place, form) for one, place in places for form in ("json", "jwt")}
    return {address_of(ISSUER): json.dumps(keys), **lists}


def cases() -> list[dict[str, str]]:
    """Every outcome, most in both forms."""
    good, good_token = proof(badge(GOOD)), token(badge(GOOD, "jwt"))
    other = "A" if good_token[-9] != "A" else "B"
    elsewhere = list_entry(address="https://badges.example/status/gone", purpose="revocation", place=1)
    stranger = {"id": "did:web:stranger.example", "type": ["Profile"], "name": "Stranger"}
    rows = [
        ("proof", good, NOW, "valid"),
        ("token", good_token, NOW, "valid"),
        ("proof, a word changed", good.replace("技师", "首席技师"), NOW, "forged"),
        ("token, a letter changed", good_token[:-9] + other + good_token[-8:], NOW, "forged"),
        ("proof, revoked", proof(badge(REVOKED)), NOW, "revoked"),
        ("token, revoked", token(badge(REVOKED, "jwt")), NOW, "revoked"),
        ("proof, suspended", proof(badge(SUSPENDED)), NOW, "suspended"),
        ("token, suspended", token(badge(SUSPENDED, "jwt")), NOW, "suspended"),
        ("expired", proof(badge(GOOD, validUntil="2025-03-11T00:00:00Z")), NOW, "expired"),
        ("not yet", proof(badge(GOOD, validFrom="2025-03-13T00:00:00Z")), NOW, "not_yet"),
        ("list gone", proof(badge(GOOD, credentialStatus=elsewhere)), NOW, "status_unknown"),
        ("list too old", good, LATE, "status_unknown"),
        ("signed for a stranger", proof(badge(GOOD, issuer=stranger)), NOW, "forged"),
        ("no badge", json.dumps({"type": "Note"}), NOW, "unreadable"),
    ]
    return [dict(zip(("name", "badge", "now", "outcome"), row, strict=True)) for row in rows]


if __name__ == "__main__":
    written = {"cases": {"cases": cases()}, "resolved": resolved()}
    for name, value in written.items():
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        (HERE / f"{name}.json").write_text(text, encoding="utf-8")
