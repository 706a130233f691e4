"""What the register of persons can vouch for, in bulk: who is one human, and what their document says of them."""

import polars as pl

from juxian.people.models import Person

FEW = 500  # so many are asked for by their keys; for more the whole table is read


def with_kept_person(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with the key of the row that was kept in place of that of a row merged into it.

    `person` holds keys as text. Only merged rows are read: few, however many people there are."""
    return frame.with_columns(pl.col("person").replace(_kept()))


def every_row_of(people: pl.Series) -> list[str] | None:
    """Return the keys of all rows of these humans, to ask a table for; None where they are too many to name."""
    if people.len() > FEW:
        return None
    wanted = set(people.to_list())
    return sorted(wanted | {row for row, kept in _kept().items() if kept in wanted})


def births(people: pl.Series) -> pl.DataFrame:
    """Return person, born_on (null where not known) and how far it can be believed, for these people."""
    named = every_row_of(people)
    rows = Person.objects.filter(pk__in=named) if named is not None else Person.objects.filter(merged_into=None)
    found = pl.DataFrame(
        [(str(key), birth_on, trust) for key, birth_on, trust in rows.values_list("pk", "birth_on", "trust")],
        schema={"person": pl.String, "born_on": pl.Date, "born_on.trust": pl.String},
        orient="row",
    )
    return found.join(pl.DataFrame({"person": people}), on="person", how="semi")


def documents(people: pl.Series) -> pl.DataFrame:
    """Return person and identity_index: one row for each document of these humans, those of merged rows included."""
    named = every_row_of(people)
    rows = Person.objects.exclude(identity_index=None)
    rows = rows if named is None else rows.filter(pk__in=named)
    found = pl.DataFrame(
        [(str(key), index) for key, index in rows.values_list("pk", "identity_index")],
        schema={"person": pl.String, "identity_index": pl.String},
        orient="row",
    )
    return with_kept_person(found).join(pl.DataFrame({"person": people}), on="person", how="semi")


def holders_of(indexes: pl.Series) -> pl.Series:
    """Return the keys of whoever is registered under these indexes of document numbers, in order, each once."""
    rows = Person.objects.filter(erased_at=None, identity_index__in=indexes.to_list()).values_list("pk", flat=True)
    found = pl.DataFrame({"person": [str(key) for key in rows]}, schema={"person": pl.String})
    return with_kept_person(found)["person"].unique().sort()


def _kept() -> dict[str, str]:
    rows = Person.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")
    merged = {str(row): str(into) for row, into in rows}
    return {row: _end(merged, row) for row in merged}


def _end(merged: dict[str, str], row: str) -> str:
    while row in merged:
        row = merged[row]
    return row
