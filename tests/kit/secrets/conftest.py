"""The table exists for as long as a file of tests; every test has keys of its own."""

import pytest
from django.db import connection

from tests.kit.secrets.holder import NUMBER, Holder


@pytest.fixture(scope="module")
def _holder_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS test_secret_holder")
        with connection.schema_editor() as editor:
            editor.create_model(Holder)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Holder)


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def table(_holder_table, db):
    return Holder


@pytest.fixture
def holder(table):
    return Holder.objects.create(identity=NUMBER, phone="13800138000")
