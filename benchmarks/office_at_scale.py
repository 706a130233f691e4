"""The office's pages over 200,000 applications: the work queue, the list with its filters, one search, one Excel page.

    .venv/bin/python benchmarks/office_at_scale.py [--rows 200000] [--waiting 5000]

Rows are made in bulk in a database of the benchmark's own (a cluster under var/ where DATABASE_URL names none), dropped
afterwards. Each page is asked for fifty times through the whole stack (middleware, permissions, template); the
peer is the same list without paging, as the peers of this field show it, of the first 5,000 rows, three times.
"""

import argparse
import datetime as dt
import logging
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TIMES = 50
UNPAGED = 5_000  # rows of the peer's one page: with all of them a request would take minutes
TABLES = ("people_person", "evaluation_application")

PEOPLE = """
INSERT INTO people_person (id, created_at, name, identity_kind, identity_tail, trust, birth_on, sex, phone_tail, email,
                           street_code, is_demo, search_key)
SELECT gen_random_uuid(), now(), '工' || n, 'citizen_id', lpad((n %% 10000)::text, 4, '0'), 'document', '1988-01-01',
       'male', lpad((n %% 10000)::text, 4, '0'), '', '350211003', true, '工' || n || ' gong' || n
FROM generate_series(1, %(rows)s) AS n
"""
# Ended ones first; the last `waiting` stand at the desks, one state after the other.
APPLICATIONS = """
INSERT INTO evaluation_application
SELECT made.*
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM people_person WHERE name LIKE '工%%') AS person,
     LATERAL (SELECT n > %(rows)s - %(waiting)s AS is_open,
                     now() - (%(rows)s - n) * interval '10 minutes' AS at) AS facts,
     (SELECT * FROM evaluation_application WHERE id = %(template)s) AS template,
     LATERAL jsonb_populate_record(NULL::evaluation_application, to_jsonb(template) || jsonb_build_object(
         'id', gen_random_uuid(), 'created_at', at, 'applicant_id', person.id, 'number', 'SB' || lpad(n::text, 12, '0'),
         'submitted_at', at, 'state_since_at', at, 'due_at', CASE WHEN is_open THEN at + interval '7 days' END,
         'level', (ARRAY['intermediate', 'senior', 'technician'])[1 + n %% 3],
         'state', CASE WHEN is_open THEN (ARRAY['submitted', 'accepted', 'first_reviewed', 'second_reviewed', 'passed',
                                                'notice_cleared'])[1 + n %% 6]
                  ELSE (ARRAY['certified', 'certified', 'rejected', 'withdrawn'])[1 + n %% 4] END)) AS made
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--waiting", type=int, default=5_000)
    asked = parser.parse_args()
    stop = database()
    try:
        run(asked.rows, asked.waiting)
    finally:
        stop()


def database() -> object:
    """Set Django up with a database of its own, and return what removes it again."""
    from juxian.kit.database.testing import pytest_load_initial_conftests

    pytest_load_initial_conftests()
    os.environ["DJANGO_SETTINGS_MODULE"] = "juxian.config.settings.test"
    os.environ.setdefault("JUXIAN_TEST_DB", "benchmark_office")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    logging.disable(logging.INFO)
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    return lambda: connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def run(rows: int, waiting: int) -> None:
    from juxian.kit import clock
    from tests.cast import client_as, make_cast
    from tests.evaluation.factories import bring_to, make_stage

    cast = make_cast()
    with clock.at(dt.datetime(2025, 3, 12, 10, tzinfo=dt.UTC)):  # the day of the test suite, whose catalogue this is
        template = bring_to("submitted", make_stage(cast))
    fill(rows, waiting, template)
    officer = client_as(cast.lin.actor)
    counter = client_as(cast.zhao.actor)
    print(f"{rows:,} applications, {waiting:,} of them waiting; {TIMES} requests each\n")
    print(f"{'page':34}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'KB':>8}")
    pages = [
        ("work queue, reviewer", officer, "/office/"),
        ("work queue, second page by age", counter, "/office/?page=2&order=since"),
        ("list, first page", officer, "/office/applications/"),
        ("list, tab and level", officer, "/office/applications/?tab=first&level=senior"),
        ("list, page 500", officer, "/office/applications/?page=500"),
        ("list, search by name", officer, "/office/applications/?q=%E5%B7%A5" + str(rows // 2)),
        ("yearly report", client_as(cast.huang.actor), "/office/report/"),
    ]
    for label, client, path in pages:
        show(label, *measured(client, path, TIMES if "report" not in label else 5))
    show(f"peer: {UNPAGED:,} rows without paging", *measured_without_paging(officer))


def fill(rows: int, waiting: int, template: object) -> None:
    """Insert people and applications in two statements, with the record's triggers asleep: this is no history."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(PEOPLE, {"rows": rows})
        cursor.execute(APPLICATIONS, {"rows": rows, "waiting": waiting, "template": template.pk})  # type: ignore[attr-defined]
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")


def measured(client: object, path: str, times: int = TIMES) -> tuple[int, list[float], int]:
    """Return the number of queries, the milliseconds of each request, and the bytes of the page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)  # type: ignore[attr-defined]
    count = len(queries)  # read at once: the next request empties the log
    assert answer.status_code == 200, (path, answer.status_code)
    took = []
    for _one in range(times):
        start = time.perf_counter()
        client.get(path)  # type: ignore[attr-defined]
        took.append(1000 * (time.perf_counter() - start))
    return count, took, len(answer.content)


def measured_without_paging(client: object) -> tuple[int, list[float], int]:
    from unittest import mock

    with (
        mock.patch("juxian.kit.views.PER_PAGE", UNPAGED),
        mock.patch("juxian.kit.views.paginate.__defaults__", (UNPAGED,)),
    ):
        return measured(client, "/office/applications/", 3)


def show(label: str, queries: int, took: list[float], size: int) -> None:
    ordered = sorted(took)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(f"{label:34}{queries:>8}{statistics.median(took):>11.1f}{p95:>9.1f}{size / 1024:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
