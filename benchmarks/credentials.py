"""Credentials signed and verified a second, beside openbadgeslib.

    .venv/bin/python benchmarks/credentials.py

Both make the same Open Badge 3.0 (one achievement, one issuer, Ed25519) from Python objects to a compact token, and
read it back to a credential whose signature was checked: ours with `to_token` and `verify_open_badge`, theirs with the
documented `OB3Signer.sign` and `OB3Verifier.verify`. No status list on either side, for theirs would be fetched. The
peer signs with its own key object and warms its caches first. CPU microseconds, the median of many calls.
"""

import datetime as dt
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cryptography.hazmat.primitives import serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402

from juxian.credentials.proofs.data_integrity import with_proof  # noqa: E402
from juxian.credentials.proofs.jose import to_token  # noqa: E402
from juxian.credentials.proofs.multibase import to_multikey  # noqa: E402
from juxian.credentials.verifying import verify_open_badge  # noqa: E402

ROUNDS, WARM = 2_000, 50
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DID = "did:key:" + to_multikey(KEY.public_key().public_bytes_raw())
METHOD = f"{DID}#{DID.removeprefix('did:key:')}"


def main() -> None:
    """Print both sides in one table."""
    print(f"Python {platform.python_version()}, {platform.machine()}; CPU µs, median of {ROUNDS:,}\n")
    ours, theirs = our_calls(), their_calls()
    print(f"{'':34}{'µs':>10}{'a second':>12}{'ratio':>10}")
    for name in ("sign a token", "verify a token"):
        base = _median(ours[name])
        _line(f"ours: {name}", base, base)
        _line(f"openbadgeslib: {name}", _median(theirs[name]), base)
    for name in ("sign with a proof (JCS)", "verify a proof (JCS)"):
        _line(f"ours: {name}", _median(ours[name]), None)


def our_calls() -> dict[str, Callable[[], Any]]:
    token, proof = _sign_token(), _sign_proof()
    return {
        "sign a token": _sign_token,
        "verify a token": lambda: _checked(token),
        "sign with a proof (JCS)": _sign_proof,
        "verify a proof (JCS)": lambda: _checked(proof),
    }


def their_calls() -> dict[str, Callable[[], Any]]:
    from openbadgeslib.ob3 import Achievement, Issuer, OB3Signer, OB3Verifier, OpenBadgeCredential

    private = KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    signer, verifier = OB3Signer(privkey_pem=private, algorithm="EdDSA"), OB3Verifier(pubkey_pem=public)

    def sign() -> str:
        achievement = Achievement(id="urn:uuid:1", name="焊工 技师", description="焊工", criteria_narrative="评价")
        issuer = Issuer(id=DID, name="集美区", url="https://rencai.example")
        credential = OpenBadgeCredential(
            issuer=issuer, recipient_id="urn:uuid:2", achievement=achievement, issuance_date=NOW
        )
        return str(signer.sign(credential))

    token = sign()
    return {"sign a token": sign, "verify a token": lambda: verifier.verify(token)}


def _document() -> dict[str, Any]:
    criteria = {"narrative": "评价"}
    achievement = {
        "id": "urn:uuid:1", "type": ["Achievement"], "name": "焊工 技师", "description": "焊工", "criteria": criteria
    }  # fmt: skip
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:3",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": DID, "type": ["Profile"], "name": "集美区", "url": "https://rencai.example"},
        "validFrom": NOW.isoformat(),
        "credentialSubject": {"id": "urn:uuid:2", "type": ["AchievementSubject"], "achievement": achievement},
    }


def _sign_token() -> str:
    document = _document()
    claims = {"iss": DID, "sub": "urn:uuid:2", "jti": document["id"], "nbf": int(NOW.timestamp())}
    return to_token({**document, **claims}, sign=KEY.sign, key_id=METHOD, kind="vc+jwt")


def _sign_proof() -> dict[str, Any]:
    return with_proof(_document(), sign=KEY.sign, method=METHOD, created=NOW.isoformat())


def _checked(badge: str | dict[str, Any]) -> None:
    verdict = verify_open_badge(badge, {}.__getitem__, now=NOW)
    if not verdict.is_valid:
        raise SystemExit(f"our own badge is {verdict}")


def _median(call: Callable[[], Any]) -> float:
    for _ in range(WARM):
        call()
    times = []
    for _ in range(ROUNDS):
        started = time.process_time_ns()
        call()
        times.append(time.process_time_ns() - started)
    return statistics.median(times) / 1_000


def _line(name: str, micro: float, base: float | None) -> None:
    ratio = f"{micro / base:.1f} ×" if base else ""
    print(f"{name:34}{micro:>10,.1f}{1e6 / micro:>12,.0f}{ratio:>10}")


if __name__ == "__main__":
    main()
