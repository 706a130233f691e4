"""Where browsers find their way to each other: the district's STUN and TURN servers, or none at all.

A password for TURN is made here and checked there without either asking the other (coturn, `use-auth-secret`; draft
"A REST API for access to TURN services"): the user name is `expiry:user`, the password its HMAC-SHA1 under the shared
secret. SHA-1 is what that protocol fixes; as an HMAC key check it is not weakened by collisions.
"""

import base64
import hashlib
import hmac
import time
from typing import Any

from django.conf import settings


def ice_servers(user: str) -> list[dict[str, Any]]:
    """Return the `iceServers` of a RTCPeerConnection. `user` is an opaque key that stands in the server's log."""
    servers: list[dict[str, Any]] = []
    if settings.CALL_STUN_URLS:
        servers.append({"urls": list(settings.CALL_STUN_URLS)})
    if settings.CALL_TURN_URLS and settings.CALL_TURN_SECRET:
        name = f"{int(time.time()) + settings.CALL_TURN_SECONDS}:{user}"
        servers.append({"urls": list(settings.CALL_TURN_URLS), "username": name, "credential": password(name)})
    return servers


def password(name: str) -> str:
    """Return the password of a user name, as the TURN server computes it."""
    digest = hmac.new(settings.CALL_TURN_SECRET.encode(), name.encode(), hashlib.sha1)
    return base64.b64encode(digest.digest()).decode()
