"""The certificate as an Open Badge 3.0 (a W3C Verifiable Credential 2.0), in the two forms that readers know.

It names nobody: the holder is a salted hash of name and last four characters of the document, which the paper shows
too. Whoever has holder and badge before them can compute it; from the badge alone no identity number can be found."""

import datetime as dt
import hashlib
import json
import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.did import did_document, did_of
from juxian.credentials.models import Credential, OpenBadge
from juxian.credentials.proofs.data_integrity import with_proof
from juxian.credentials.proofs.jose import to_token
from juxian.credentials.queries.status import places_set
from juxian.credentials.signing import KEY_ID, PUBLISHED_KEYS, raw_key, sign_bytes
from juxian.credentials.status_list import PURPOSES, encode_list, list_document, list_entry
from juxian.kit import clock

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
KIND = "vc+jwt"
OFFICE = "厦门市集美区人力资源和社会保障局"  # untranslated: the certificate is Chinese
TITLE = "金蓝领人才证书"  # untranslated: the certificate is Chinese
CRITERIA = "按集美区紧缺工种目录评价，经公示无异议后认定。"  # untranslated: the certificate is Chinese
# How long a reader may keep a list: a day on which ours is out of reach is bridged, a stolen old list is not.
LIST_LIFE = dt.timedelta(days=7)


def issuer_did() -> str:
    return did_of(settings.SITE_URL)


def issuer_document() -> dict[str, Any]:
    """Return our DID document with every published key."""
    return did_document(issuer_did(), {key.id: raw_key(key.id) for key in PUBLISHED_KEYS})


def issuer_profile() -> dict[str, Any]:
    """Return who issues, as an Open Badges profile."""
    return {"id": issuer_did(), "type": ["Profile"], "name": OFFICE, "url": settings.SITE_URL}


def badge_json(badge: OpenBadge) -> str:
    """Return the badge with an embedded proof, readable. Equal states give equal bytes."""
    document = _document(badge, "json")
    signed = with_proof(document, sign=sign_bytes, method=_method(), created=_instant(badge.created_at))
    return json.dumps(signed, ensure_ascii=False, indent=2)


def badge_token(badge: OpenBadge) -> str:
    """Return the badge as a compact token."""
    return _token(_document(badge, "jwt"))


def list_address(purpose: str, number: int, form: str) -> str:
    """Return the stable address of a status list; `form` is json or jwt."""
    return settings.SITE_URL + reverse("credentials:status_list", args=[purpose, number, form])


def status_list(purpose: str, number: int, form: str) -> str:
    """Return a status list, signed as `form` says. Its date is the hour, for caches; its bits are of now."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    document = list_document(
        address=list_address(purpose, number, form),
        issuer=issuer_did(),
        purpose=purpose,
        encoded=encode_list(places_set(number, purpose)),
        since=_instant(hour),
        until=_instant(hour + LIST_LIFE),
    )
    if form == "jwt":
        return _token(document)
    return json.dumps(with_proof(document, sign=sign_bytes, method=_method(), created=_instant(hour)))


def identity_hash(name: str, tail: str, salt: str) -> str:
    """Return the hash by which a badge names its holder: SHA-256 of name, last four characters and salt, in a row."""
    return "sha256$" + hashlib.sha256(f"{name}{tail}{salt}".encode()).hexdigest()


def _document(badge: OpenBadge, form: str) -> dict[str, Any]:
    credential = badge.credential
    document = {
        "@context": CONTEXTS,
        "id": f"urn:uuid:{badge.pk}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{TITLE} · {_what(credential)}",
        "issuer": issuer_profile(),
        "validFrom": _instant(_morning(credential.issued_on)),
        "credentialSubject": _subject(badge),
        "credentialStatus": [
            list_entry(address=list_address(purpose, badge.list_number, form), purpose=purpose, place=badge.place)
            for purpose in PURPOSES
        ],
    }
    if credential.expires_on:
        document["validUntil"] = _instant(_morning(credential.expires_on + dt.timedelta(1)) - dt.timedelta(seconds=1))
    return document


def _subject(badge: OpenBadge) -> dict[str, Any]:
    credential = badge.credential
    tail = credential.copy.identity_tail
    identity = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": identity_hash(credential.holder_name, tail, badge.salt),
        "identityType": "ext:nameAndDocumentTail",
        "salt": badge.salt,
    }
    return {
        "type": ["AchievementSubject"],
        "identifier": [identity],
        "licenseNumber": credential.number,
        "achievement": _achievement(credential),
    }


def _achievement(credential: Credential) -> dict[str, Any]:
    """What was recognised: a level in an occupation. Equal for all who have it, by a name made of the two."""
    name = f"{settings.SITE_URL}/{credential.occupation_code}/{credential.level}"
    return {
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}",
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": _what(credential),
        "description": f"{TITLE}：{_what(credential)}（{credential.occupation_code}）",
        "criteria": {"narrative": CRITERIA},
    }


def _what(credential: Credential) -> str:
    return f"{credential.occupation_name} {SkillLevel(credential.level).label}"


def _token(document: dict[str, Any]) -> str:
    """The credential itself is the claims set (VC-JOSE-COSE); the registered claims repeat what it says."""
    claims = {"iss": issuer_did(), "jti": document["id"], "nbf": _seconds(document["validFrom"])}
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"])
    return to_token({**document, **claims}, sign=sign_bytes, key_id=_method(), kind=KIND)


def _method() -> str:
    return f"{issuer_did()}#{KEY_ID}"


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())


def _instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).timestamp())
