"""Sessions in the database, sealed: they hold a telephone while it is being verified, and the secret of an
authenticator while it is being added. Django signs what it keeps there but leaves it to be read.

A session opens only under its own key (the cookie), so that a row copied onto another signs nobody in. What does not
open is an empty session: its owner signs in again. Rows live for `SESSION_COOKIE_AGE`, far shorter than a superseded
key does, so a rotation need not touch them.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection

from juxian.kit.secrets import Sealed, SecretDamaged
from juxian.kit.secrets.envelope import Place

KEY_CLASS = "session"


class SessionStore(DatabaseSessions):
    """Named by `settings.SESSION_ENGINE`."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return what the row holds: Django's signed text in an envelope for this row."""
        signed = super().encode(session_dict)
        return b64encode(Sealed(KEY_CLASS, plain=signed).at(self._place()).to_bytes()).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Return what was kept, or nothing where the row was altered, moved, or its key is gone."""
        try:
            envelope = b64decode(session_data, validate=True)
            return super().decode(Sealed(KEY_CLASS, stored=envelope, place=self._place()).open())
        except (NotBase64, SecretDamaged):
            return {}

    def flush(self) -> None:
        """Sign out here. Django does so itself when a session no longer fits its account (a new password, sessions
        ended); on a page that is only read the row cannot be deleted: it fits nobody any more, and expires."""
        self.clear()
        if not _is_read_only():
            self.delete()
        self._session_key = None

    def _place(self) -> Place:
        return Place("django_session", "session_data", self._get_or_create_session_key())  # type: ignore[attr-defined]


def _is_read_only() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return bool(cursor.fetchone()[0] == "on")
