"""One visit: a request as somebody, with everything it changed rolled back, and what was wrong with the answer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from juxian.kit.access import ROLES, Actor, Audience
from tests.cast import client_as
from tests.house.addresses import Address
from tests.walker.places import arguments, names_a_tenant
from tests.walker.world import FOREIGN_EMAIL, MARK, Tenant, World, secrets_of

REFUSALS = {400, 401, 403, 404, 405, 409, 422, 429}
# A POST here shows on purpose what was asked for with a reason, and records it.
REVEALS = {
    "people:identity_reveal",
    "notices:objection_reveal",
    "catalogue:opinion_contact",
    "payments:account_reveal",
    "payments:batch_file",
}
# Whoever has the code of a skill passport may open it, and the holder sees how often that was done.
COUNTED = {"credentials:passport": "credentials_skillpassport"}
HTMX = {"HX-Request": "true"}
WRITES = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|TRUNCATE)\s+"?(\w+)', re.IGNORECASE)


@dataclass(frozen=True)
class Visit:
    """Who asked what of whose row, and how."""

    role: str
    address: Address
    method: str
    htmx: bool
    is_foreign: bool
    data: Any = None

    def __str__(self) -> str:
        whose = "foreign " if self.is_foreign else ""
        with_data = f" with {self.data}"[:120] if self.data else ""
        return f"{self.role}: {self.method}{' htmx' if self.htmx else ''} {whose}{self.address.name}{with_data}"


class Visitor:
    """Somebody at a browser: a client signed in as the role, put back as it was after each visit."""

    def __init__(self, world: World, role: str):
        self.world, self.role = world, role
        self.actor: Actor | None = world.actors[role]
        self.client = client_as(self.actor) if self.actor else Client()
        self.client.raise_request_exception = False
        self._cookies = deepcopy(self.client.cookies)

    def fresh_client(self) -> Client:
        """The client as it was at the beginning: a visit may have signed it out."""
        self.client.cookies = deepcopy(self._cookies)
        return self.client

    def go(self, visit: Visit, url: str = "") -> Any:
        """Make the visit. A POST is rolled back; a GET need not be, for nothing may have changed."""
        url = url or url_of(visit, self.world)
        headers = HTMX if visit.htmx else {}
        client = self.fresh_client()
        if visit.method == "GET":
            return client.get(url, visit.data, headers=headers)
        with rolled_back():
            with tables_written() as written:
                response = client.post(url, visit.data or {}, headers=headers)
            response.foreign_changed = _changed(self.world, written - {COUNTED.get(visit.address.name)})
            return response


def url_of(visit: Visit, world: World) -> str:
    tenant = world.foreign if visit.is_foreign else world.own
    return reverse(visit.address.name, kwargs=arguments(visit.address.name, world, tenant))


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo what happens inside. A plain savepoint: counting attempts insists on being no part of an atomic block."""
    savepoint = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(savepoint)
        connection.needs_rollback = False


@contextmanager
def tables_written() -> Iterator[set[str]]:
    """Collect the tables that statements inside name as those they write to."""
    written: set[str] = set()

    def look(execute: Any, sql: Any, *rest: Any) -> Any:
        written.update(WRITES.findall(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield written


def _changed(world: World, written: set[str]) -> bool:
    """Tell whether rows of the foreign tenant changed in tables that were written to."""
    rows = {table: keys for table, keys in world.foreign_rows.items() if table in written}
    return any(now != world.fingerprint[table] for table, now in fingerprint(rows).items())


def fingerprint(rows: dict[str, list[Any]]) -> dict[str, str]:
    """Return a hash of these rows by table; tables without rows are left out."""
    parts, values = [], []
    for table, keys in rows.items():
        if keys:
            parts.append(
                f"SELECT '{table}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t "
                f"WHERE {_key_of(table)}::text = ANY(%s)"
            )
            values.append([str(key) for key in keys])
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return dict(cursor.fetchall())


def _key_of(table: str) -> str:
    if table not in _KEYS:
        with connection.cursor() as cursor:
            _KEYS[table] = connection.introspection.get_primary_key_column(cursor, table) or "id"
    return _KEYS[table]


_KEYS: dict[str, str] = {}


def everything() -> dict[str, tuple[int, int]]:
    """Return count and hash of every table, except what a look may move: sessions and counted attempts."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - {"django_session", "kit_rate_count", "people_cache"}
        found = {}
        for name in sorted(names):
            cursor.execute(f"SELECT count(*), coalesce(sum(hashtext(t::text)), 0) FROM {name} t")
            found[name] = cursor.fetchone()
        return found


def find_faults(visit: Visit, response: Any, actor: Actor | None, foreign: Tenant) -> list[str]:
    """What is wrong with an answer: an error of ours, a leak, a change of foreign rows, a door that stood open."""
    faults = []
    if response.status_code >= 500:
        faults.append(f"{visit}: {response.status_code} {_reason(response)}")
    faults += _leaks(visit, response, actor, foreign)
    is_officer = actor is not None and actor.audience is Audience.OFFICE
    if getattr(response, "foreign_changed", False) and (not is_officer or is_refusal(response)):
        faults.append(f"{visit}: rows of the foreign tenant changed ({response.status_code})")
    if must_refuse(visit, actor) and not is_refusal(response):
        faults.append(f"{visit}: {response.status_code} instead of a refusal")
    return faults


def _leaks(visit: Visit, response: Any, actor: Actor | None, foreign: Tenant) -> list[str]:
    """Marks of the foreign tenant in body or headers, and whole numbers where nobody asked for them."""
    text = _text(response)
    may_read = actor is not None and actor.audience is Audience.OFFICE and not is_locked(visit.address, actor)
    secrets = [] if visit.address.name in REVEALS and visit.method == "POST" else secrets_of(foreign)
    marks = [] if may_read else [MARK, FOREIGN_EMAIL]
    asked = str(visit.data) if visit.data else ""
    return [f"{visit}: shows {word}" for word in [*secrets, *marks] if word in text and word not in asked]


def _text(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return "\n".join([*(f"{name}: {value}" for name, value in response.items()), body.decode("utf-8", "replace")])


def _reason(response: Any) -> str:
    info = getattr(response, "exc_info", None)
    return f"{info[0].__name__}: {str(info[1])[:160]}" if info else ""


def is_refusal(response: Any) -> bool:
    """Tell whether the answer lets nobody in: an error of the caller, or the way to the sign-in page."""
    if response.status_code in (301, 302):
        return "/accounts/login/" in response["Location"] or "/my/register/" in response["Location"]
    return response.status_code in REFUSALS


def is_locked(address: Address, actor: Actor | None) -> bool:
    """Tell whether the address is made for another audience or asks for a permission that this role has not."""
    kind = getattr(address.view, "audience", Audience.PUBLIC)
    if kind is Audience.PUBLIC:
        return False
    if actor is None or (kind is not Audience.SIGNED_IN and actor.audience is not kind):
        return True
    permission = getattr(address.view, "permission", None)
    return permission is not None and permission not in ROLES[actor.role].permissions


def must_refuse(visit: Visit, actor: Actor | None) -> bool:
    """Tell whether the door is locked for this role, or the row behind it belongs to another tenant."""
    is_private = getattr(visit.address.view, "audience", Audience.PUBLIC) is not Audience.PUBLIC
    is_of_other = visit.is_foreign and names_a_tenant(visit.address.name) and is_private
    is_officer = actor is not None and actor.audience is Audience.OFFICE
    return is_locked(visit.address, actor) or (is_of_other and not is_officer)
