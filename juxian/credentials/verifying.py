"""Reading an Open Badge of anybody: is it signed by whom it says, does it hold today, has it been withdrawn?

No network here: `resolve(address)` returns the bytes of a DID document or a status list, from wherever the caller
keeps them, or raises `LookupError`."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from juxian.credentials.did import address_of, did_key, key_in
from juxian.credentials.proofs.data_integrity import check_proof, proof_of
from juxian.credentials.proofs.errors import Unproven
from juxian.credentials.proofs.jose import header_of, part_of, read_token
from juxian.credentials.status_list import PURPOSES, decode_list, is_set

Resolve = Callable[[str], bytes]
CONTEXT = "https://www.w3.org/ns/credentials/v2"
KINDS = {"OpenBadgeCredential", "AchievementCredential"}
LEEWAY = dt.timedelta(minutes=5)


class Outcome(StrEnum):
    """What can be said of a badge."""

    VALID = "valid"
    FORGED = "forged"
    UNREADABLE = "unreadable"
    UNKNOWN_KEY = "unknown_key"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    STATUS_UNKNOWN = "status_unknown"


@dataclass(frozen=True)
class Verdict:
    """The outcome, why (in English, for logs), and the credential as far as it could be read."""

    outcome: Outcome
    why: str = ""
    credential: dict[str, Any] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        return self.outcome is Outcome.VALID


def verify_open_badge(document: str | bytes | dict[str, Any], resolve: Resolve, *, now: dt.datetime) -> Verdict:
    """Return the verdict on a badge: JSON with an embedded proof, or a compact token. `now` is an aware instant."""
    try:
        credential, token = _read(document)
    except (Unproven, ValueError) as error:
        return Verdict(Outcome.UNREADABLE, str(error))
    try:
        _check_signature(credential, token, resolve)
    except LookupError as error:
        return Verdict(Outcome.UNKNOWN_KEY, f"the issuer's keys are not at hand: {error}", credential)
    except (Unproven, ValueError, TypeError, AttributeError) as error:
        return Verdict(Outcome.FORGED, str(error), credential)
    return _of_time(credential, now) or _of_status(credential, resolve, now)


def _read(document: str | bytes | dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the credential, and the token where it came as one."""
    text = document.decode() if isinstance(document, bytes) else document
    if isinstance(text, str):
        text = text.strip()
        token = "" if text.startswith("{") else text
        credential = part_of(text, 1) if token else json.loads(text)
    else:
        credential, token = text, ""
    contexts, kinds = _list(credential.get("@context")), _list(credential.get("type"))
    if contexts[:1] != [CONTEXT] or "VerifiableCredential" not in kinds or not KINDS.intersection(map(str, kinds)):
        raise Unproven("no Open Badge 3.0")
    return credential, token


def _check_signature(credential: dict[str, Any], token: str, resolve: Resolve) -> None:
    """The key must be the issuer's own: a right signature by somebody else is a forgery."""
    issuer = _issuer_of(credential)
    if not token:
        check_proof(credential, _key(str(proof_of(credential).get("verificationMethod", "")), issuer, resolve))
        return
    claims = read_token(token, _key(_named_key(token, issuer), issuer, resolve))
    for claim, value in (("iss", issuer), ("jti", credential.get("id"))):
        if claims.get(claim, value) != value:
            raise Unproven(f"{claim} disagrees with the credential")


def _named_key(token: str, issuer: str) -> str:
    """Return the DID URL of the token's key; a bare fragment belongs to the issuer, a did:key needs no name."""
    name = str(header_of(token).get("kid", ""))
    if not name and issuer.startswith("did:key:"):
        return f"{issuer}#{issuer.removeprefix('did:key:')}"
    return name if name.startswith("did:") else f"{issuer}#{name.removeprefix('#')}"


def _key(method: str, issuer: str, resolve: Resolve) -> bytes:
    if method.partition("#")[0] != issuer:
        raise Unproven("signed with the key of another issuer")
    if method.startswith("did:key:"):
        return did_key(method)
    return key_in(json.loads(resolve(address_of(issuer))), method)


def _issuer_of(credential: dict[str, Any]) -> str:
    issuer = credential.get("issuer")
    return str(issuer.get("id", "") if isinstance(issuer, dict) else issuer or "")


def _of_time(credential: dict[str, Any], now: dt.datetime) -> Verdict | None:
    try:
        since, until = (_instant(credential.get(name)) for name in ("validFrom", "validUntil"))
    except ValueError as error:
        return Verdict(Outcome.UNREADABLE, str(error), credential)
    if since and since > now + LEEWAY:
        return Verdict(Outcome.NOT_YET, f"valid from {since.isoformat()}", credential)
    if until and until < now - LEEWAY:
        return Verdict(Outcome.EXPIRED, f"valid until {until.isoformat()}", credential)
    return None


def _of_status(credential: dict[str, Any], resolve: Resolve, now: dt.datetime) -> Verdict:
    """The first list that says no decides; revoked is said before suspended."""
    found: list[Outcome] = []
    for entry in _list(credential.get("credentialStatus")):
        try:
            if _bit_of(entry, _issuer_of(credential), resolve, now):
                found.append(Outcome.REVOKED if entry["statusPurpose"] == "revocation" else Outcome.SUSPENDED)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            return Verdict(Outcome.STATUS_UNKNOWN, str(error), credential)
    if found:
        outcome = Outcome.REVOKED if Outcome.REVOKED in found else Outcome.SUSPENDED
        return Verdict(outcome, "the status list says so", credential)
    return Verdict(Outcome.VALID, "", credential)


def _bit_of(entry: dict[str, Any], issuer: str, resolve: Resolve, now: dt.datetime) -> bool:
    if entry.get("type") != "BitstringStatusListEntry" or entry.get("statusPurpose") not in PURPOSES:
        raise Unproven("an unknown kind of status")
    if int(entry.get("statusSize", 1)) != 1:
        raise Unproven("a status of several bits")
    text = resolve(entry["statusListCredential"]).decode().strip()
    token = "" if text.startswith("{") else text
    status = part_of(text, 1) if token else json.loads(text)
    if _issuer_of(status) != issuer:
        raise Unproven("the status list is of another issuer")
    _check_signature(status, token, resolve)
    if _of_time(status, now):
        raise Unproven("the status list is not of today")
    subject = status["credentialSubject"]
    if subject.get("statusPurpose") != entry["statusPurpose"]:
        raise Unproven("the status list serves another purpose")
    return is_set(decode_list(str(subject.get("encodedList", ""))), int(entry["statusListIndex"]))


def _instant(text: Any) -> dt.datetime | None:
    if text is None:
        return None
    instant = dt.datetime.fromisoformat(str(text))
    return instant if instant.tzinfo else instant.replace(tzinfo=dt.UTC)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
