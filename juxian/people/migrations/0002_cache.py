"""The table of the shared cache: allauth counts sign-in attempts there, for all processes at once."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE IF NOT EXISTS people_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, "
            "expires timestamptz NOT NULL); "
            "CREATE INDEX IF NOT EXISTS people_cache_expires ON people_cache (expires)",
            "DROP TABLE people_cache",
        )
    ]
