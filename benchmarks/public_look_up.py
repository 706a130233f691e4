"""The public look-up over 200,000 certificates: by code, by two facts, by a list of 2,000 rows; the lists of status.

    .venv/bin/python benchmarks/public_look_up.py [--rows 200000]

Rows are made in bulk in a database of the benchmark's own, which is dropped afterwards; fifty among them are signed and
asked for, each through the whole stack (middleware, rate limit, signature, template). One in fifty is revoked.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TIMES = 50
TABLES = ("people_person", "credentials_credential", "credentials_copy", "credentials_openbadge")

PEOPLE = """
INSERT INTO people_person
SELECT made.*
FROM generate_series(1, %(rows)s) AS n,
     (SELECT * FROM people_person WHERE id = %(person)s) AS template,
     LATERAL jsonb_populate_record(NULL::people_person, to_jsonb(template) || jsonb_build_object(
         'id', gen_random_uuid(), 'name', '持' || n, 'identity_index', NULL, 'phone_index', NULL, 'user_id', NULL,
         'identity_number', NULL, 'identity_tail', lpad((n %% 10000)::text, 4, '0'), 'search_key', '持' || n)) AS made
"""
CREDENTIALS = """
INSERT INTO credentials_credential
SELECT made.*
FROM (SELECT id, name, row_number() OVER () AS n FROM people_person WHERE name ~ '^持\\d+$') AS person,
     (SELECT * FROM credentials_credential WHERE id = %(credential)s) AS template,
     LATERAL jsonb_populate_record(NULL::credentials_credential, to_jsonb(template) || jsonb_build_object(
         'id', gen_random_uuid(), 'number', 'BULK-' || n, 'holder_id', person.id, 'holder_name', person.name,
         'origin_id', gen_random_uuid(), 'state', CASE WHEN n %% 50 = 0 THEN 'revoked' ELSE 'valid' END)) AS made
"""
COPIES = """
INSERT INTO credentials_copy
SELECT made.*
FROM (SELECT id, number, holder_name FROM credentials_credential WHERE number LIKE 'BULK-%%') AS one,
     (SELECT * FROM credentials_copy WHERE credential_id = %(credential)s) AS template,
     LATERAL jsonb_populate_record(NULL::credentials_copy, to_jsonb(template) || jsonb_build_object(
         'id', gen_random_uuid(), 'credential_id', one.id, 'code', md5(one.number)::text,
         'holder_name', one.holder_name, 'status_index', 1000000 + substr(one.number, 6)::int)) AS made
"""
BADGES = """
INSERT INTO credentials_openbadge (id, created_at, credential_id, list_number, place, salt)
SELECT gen_random_uuid(), now(), id, 1 + n / 65536, 2 * (n % 65536), 'x'
FROM (SELECT id, row_number() OVER () AS n FROM credentials_credential WHERE number LIKE 'BULK-%%') AS one
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    rows = parser.parse_args().rows
    from benchmarks.office_at_scale import database

    stop: Any = database()
    try:
        run(rows)
    finally:
        stop()


def run(rows: int) -> None:
    from tests.cast import make_person
    from tests.credentials.factories import make_credential

    asked = [make_credential(make_person(f"真{n}", with_account=False)) for n in range(TIMES)]
    fill(rows, asked[0])
    print(f"{rows:,} certificates; {TIMES} requests each\n")
    print(f"{'look-up':34}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'KB':>8}")
    facts = [
        {"name": one.holder_name, "number": one.number, "identity_tail": one.holder.identity_tail} for one in asked
    ]
    show("by the code on the paper", [("get", f"/c/{one.code}/", {}) for one in asked])
    for left_out in facts[0]:
        kept = [{key: value for key, value in one.items() if key != left_out} for one in facts]
        show(f"by {' and '.join(kept[0])}", [("post", "/verify/", one) for one in kept])
    show("status list for wallets", [("get", "/status/revocation/1.jwt", {})] * 10)
    show("status list for sticks", [("get", "/verify/offline/list/", {})] * 10)
    show_list_check(asked)


def fill(rows: int, template: Any) -> None:
    """Insert in four statements, with the record's triggers asleep: this is no history."""
    from django.db import connection

    values = {"rows": rows, "person": template.holder_id, "credential": template.pk}
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (PEOPLE, CREDENTIALS, COPIES, BADGES):
            cursor.execute(statement, values if "%(" in statement else None)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")


def show(label: str, requests: Sequence[tuple[str, str, dict[str, str]]]) -> None:
    """Ask each from an address of its own: the rate limit is part of what is measured and not in the way."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()

    def ask(number: int) -> Any:
        method, path, data = requests[number]
        answer = getattr(client, method)(path, data, REMOTE_ADDR=f"10.1.{len(label)}.{number}")
        assert answer.status_code == 200, (path, answer.status_code)
        return answer

    with CaptureQueriesContext(connection) as queries:
        answer = ask(0)
    count = len(queries)  # read at once: the next request empties the log
    took = [_milliseconds(lambda number=number: ask(number)) for number in range(len(requests))]
    _line(label, count, took, len(answer.content))


def show_list_check(asked: Sequence[Any]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from juxian.credentials.queries.list_check import check_rows

    rows = [{"number": one.number, "name": one.holder_name} for one in asked] * (2000 // len(asked))
    with CaptureQueriesContext(connection) as queries:
        check_rows(rows)
    count = len(queries)
    _line("a list of 2,000 rows", count, [_milliseconds(lambda: check_rows(rows)) for _ in range(10)], 0)


def _milliseconds(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - start)


def _line(label: str, queries: int, took: list[float], size: int) -> None:
    p95 = sorted(took)[min(len(took) - 1, round(0.95 * len(took)))]
    print(f"{label:34}{queries:>8}{statistics.median(took):>11.1f}{p95:>9.1f}{size / 1024:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
