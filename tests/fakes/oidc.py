"""A city's sign-in on 127.0.0.1: discovery, authorisation with PKCE, token with a signed id_token, userinfo.

It holds the client to the protocol: a wrong redirect address, secret, code or verifier is answered as a real one would.
"""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET, KEY_ID = "juxian-test", "city-gave-us-this", "2025-03"
LIFETIME_SECONDS = 300


@dataclass
class City:
    """The state of the fake: who is signed in there, and what it says about them."""

    claims: dict[str, Any]
    audience: str = CLIENT_ID
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    scopes: list[str] = field(default_factory=list)
    url: str = ""

    @cached_property
    def key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def jwks(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str | None:
        """Return where the browser goes back to with a code; None for a request that a city would refuse."""
        wanted = {"client_id": CLIENT_ID, "response_type": "code", "code_challenge_method": "S256"}
        if any(asked.get(key) != value for key, value in wanted.items()) or not asked.get("state"):
            return None
        self.scopes.append(asked["scope"])
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code, once; None where code, secret, address or verifier is wrong."""
        begun = self.codes.pop(asked.get("code", ""), None)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            begun is None
            or asked.get("client_secret") != CLIENT_SECRET
            or asked.get("redirect_uri") != begun["redirect_uri"]
            or challenge != begun["code_challenge"]
        ):
            return None
        access = secrets.token_urlsafe(16)
        self.tokens.add(access)
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": self.id_token()}

    def id_token(self) -> str:
        now = int(datetime.now(UTC).timestamp())
        body = {"iss": self.url, "aud": self.audience, "iat": now, "exp": now + LIFETIME_SECONDS, **self.claims}
        return jwt.encode(body, self.key, algorithm="RS256", headers={"kid": KEY_ID})


class _Desk(BaseHTTPRequestHandler):
    """The HTTP of the fake."""

    city: City

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/.well-known/openid-configuration":
            self._json(self.city.discovery())
        elif address.path == "/jwks":
            self._json(self.city.jwks())
        elif address.path == "/authorize":
            self._go(self.city.authorize(_flat(address.query)))
        elif address.path == "/userinfo":
            known = self.headers.get("Authorization", "").removeprefix("Bearer ") in self.city.tokens
            self._json(self.city.claims if known else {"error": "invalid_token"}, 200 if known else 401)
        else:
            self._json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        tokens = self.city.token(_flat(body))
        self._json(tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

    def log_message(self, *parts: Any) -> None:
        """Say nothing: the suite's output is for failures."""

    def _go(self, address: str | None) -> None:
        if address is None:
            self._json({"error": "invalid_request"}, 400)
            return
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, body: dict[str, Any], status: int = 200) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


@contextmanager
def running_city(claims: dict[str, Any]) -> Iterator[City]:
    """Run a city whose signed-in person has these claims."""
    city = City(claims)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Desk", (_Desk,), {"city": city}))
    city.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield city
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _flat(query: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(query).items()}
