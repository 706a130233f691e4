"""Acting with the rights of the role that serves people: the tests themselves own every table and may do all."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from juxian.kit.database.grants import app_role


@contextmanager
def as_the_serving_role() -> Iterator[None]:
    """Until the end of the block PostgreSQL allows only what a server's role may; skip where there is no such role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app_role()])
        if cursor.fetchone() is None:
            pytest.skip(f"this server has no role {app_role()}")
        cursor.execute("SELECT pg_has_role(current_user, %s, 'SET')", [app_role()])
        if not cursor.fetchone()[0]:
            pytest.skip("this server's owner may not act as the app role")
        cursor.execute(f"SET LOCAL ROLE {app_role()}")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")
