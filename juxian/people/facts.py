"""What the register of persons can vouch for, in bulk: who is one human, and what their document says of them."""

import polars as pl

from juxian.people.models import Person


def with_kept_person(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with the key of the row that was kept in place of that of a row merged into it.

    `person` holds keys as text. Only merged rows are read: few, however many people there are."""
    merged = {
        str(row): str(into)
        for row, into in Person.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")
    }
    kept = {row: _end(merged, row) for row in merged}
    return frame.with_columns(pl.col("person").replace(kept))


def _end(merged: dict[str, str], row: str) -> str:
    while row in merged:
        row = merged[row]
    return row


def births(people: pl.Series) -> pl.DataFrame:
    """Return person, born_on (null where not known) and how far it can be believed, for these people."""
    rows = Person.objects.filter(pk__in=people.to_list()).values_list("pk", "birth_on", "trust")
    return pl.DataFrame(
        [(str(key), birth_on, trust) for key, birth_on, trust in rows],
        schema={"person": pl.String, "born_on": pl.Date, "born_on.trust": pl.String},
        orient="row",
    )
