"""From tables to frames: the rows that count at an instant, about the people who are asked for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.conf import settings
from django.contrib.postgres.aggregates import BitOr
from django.db.models import BigIntegerField, CharField, F, Func, Min
from django.db.models.functions import Cast

from juxian.people import facts as people_facts
from juxian.policy.dates import MASK_MONTHS, month_index
from juxian.registers.kinds import INSURED
from juxian.registers.models import ROW_MODELS, InsuranceMonth, RentPayment, SchemeMember, Subject
from juxian.registers.queries.delivery import in_force

FEW = 500  # so many subjects are asked for by their keys; for more the whole table is read
TYPES: dict[str, Any] = {"months": pl.Int64, "is_full_time": pl.Boolean, "is_backbone": pl.Boolean}


@dataclass(frozen=True)
class Knowledge:
    """What was known at an instant: who is meant, which files counted, and the rows of every register."""

    people: pl.DataFrame  # person
    delivered: frozenset[str]  # registers of which a file counts
    insured_in: frozenset[dt.date]  # months of which an insurance file counts
    rent_periods: pl.DataFrame  # from_month, months: periods that the city has paid in the district
    insurance: pl.DataFrame  # person, employer, mask (of `anchor`)
    first_insured: pl.DataFrame  # person, first_month; only of the city scheme's people
    contracts: pl.DataFrame
    places: pl.DataFrame
    rents: pl.DataFrame
    scheme: pl.DataFrame
    dishonesty: pl.DataFrame
    ends: pl.DataFrame
    anchor: dt.date

    @classmethod
    def at(cls, known_at: dt.datetime, people: pl.Series, anchor: dt.date) -> "Knowledge":
        """Read everything once. `anchor` is the first day of the latest month that will be asked for."""
        who = _subjects(people)
        read = _Reader(known_at, who)
        files = list(in_force(known_at).values_list("register", "month"))
        division = settings.DISTRICT_DIVISION
        rents = read.rows("rent", "from_month", "months", "division").filter(pl.col("division") == division)
        return cls(
            people=pl.DataFrame({"person": people.unique().sort()}, schema={"person": pl.String}),
            delivered=frozenset(register for register, _month in files),
            insured_in=frozenset(month for register, month in files if month and register == "insurance"),
            rent_periods=_rent_periods(known_at, division),
            insurance=read.insurance(anchor),
            first_insured=read.first_insured(),
            contracts=read.rows("contract", "employer", "from_on", "until_on"),
            places=_places(known_at),
            rents=rents,
            scheme=read.rows("scheme", "degree", "is_full_time", "is_backbone", "qualified_on", "first_insured_on"),
            dishonesty=read.rows("dishonesty", "listed_on", "removed_on"),
            ends=read.rows("end", "kind", "happened_on"),
            anchor=anchor,
        )


class _Bit(Func):
    """The bit of a month: 1 shifted by how many months it lies before the anchor."""

    output_field = BigIntegerField()
    template = (
        "(1::bigint << (%(anchor)s - "
        "(12 * date_part('year', %(expressions)s) + date_part('month', %(expressions)s) - 1)::int))"
    )


class _Reader:
    """Reads rows about the subjects of the people who are asked for."""

    def __init__(self, known_at: dt.datetime, who: pl.DataFrame):
        self.known_at, self.who = known_at, who
        self.subjects = who["subject"].to_list() if who.height <= FEW else None

    def rows(self, register: str, *fields: str) -> pl.DataFrame:
        """Return person and the fields, of the rows that count."""
        rows = self._known(ROW_MODELS[register]).newest()
        found = _frame(rows.values_list(*_texts("subject_id"), "is_void", *fields), ("is_void", *fields))
        return self._of_people(found.filter(~pl.col("is_void")).drop("is_void"))

    def insurance(self, anchor: dt.date) -> pl.DataFrame:
        """Return person, employer and the mask of the insured months, counted back from the anchor."""
        here = month_index(anchor)
        earliest = _month_of(here - MASK_MONTHS + 1)
        latest = self._known(InsuranceMonth).filter(month__range=(earliest, anchor)).newest().values("pk")
        rows = InsuranceMonth.objects.filter(pk__in=latest, status__in=INSURED, is_void=False).order_by()
        masks = rows.values_list(*_texts("subject_id"), "employer").annotate(bits=BitOr(_Bit(F("month"), anchor=here)))
        schema = {"subject": pl.String, "employer": pl.String, "mask": pl.Int64}
        found = pl.DataFrame(list(masks), schema=schema, orient="row")
        found = self._of_people(found.with_columns(pl.col("mask").reinterpret(signed=False)))
        return found.group_by("person", "employer").agg(pl.col("mask").bitwise_or())

    def first_insured(self) -> pl.DataFrame:
        """Return person and the first month of insurance that any file names."""
        on_list = SchemeMember.objects.known_at(self.known_at).values("subject")
        latest = self._known(InsuranceMonth).filter(subject__in=on_list).newest().values("pk")
        rows = InsuranceMonth.objects.filter(pk__in=latest, status__in=INSURED, is_void=False).order_by()
        months = rows.values_list(*_texts("subject_id")).annotate(first_month=Min("month"))
        found = self._of_people(_frame(months, ("first_month",)))
        return found.group_by("person").agg(pl.col("first_month").min())

    def _known(self, model: Any) -> Any:
        rows = model.objects.known_at(self.known_at)
        return rows if self.subjects is None else rows.filter(subject__in=self.subjects)

    def _of_people(self, found: pl.DataFrame) -> pl.DataFrame:
        return found.join(self.who, on="subject").drop("subject")


def people_of_city_scheme(known_at: dt.datetime) -> pl.Series:
    """Return the keys of the registered people whom the city's half-rent payments name, whoever they are today."""
    subjects = RentPayment.objects.known_at(known_at).filter(division=settings.DISTRICT_DIVISION).values("subject")
    indexes = Subject.objects.filter(pk__in=subjects).values_list("identity_index", flat=True)
    return people_facts.holders_of(pl.Series("identity_index", list(indexes), dtype=pl.String))


def _subjects(people: pl.Series) -> pl.DataFrame:
    """Return person and subject: under which keys offices know these people."""
    documents = people_facts.documents(people)
    rows = Subject.objects.all()
    if documents.height <= FEW:
        rows = rows.filter(identity_index__in=documents["identity_index"].to_list())
    schema = {"subject": pl.String, "identity_index": pl.String}
    found = pl.DataFrame(list(rows.values_list(*_texts("id"), "identity_index")), schema=schema, orient="row")
    return documents.join(found, on="identity_index").select("person", "subject")


def _places(known_at: dt.datetime) -> pl.DataFrame:
    """Return employer, kind, from_on (null: never in the district), until_on (null: still)."""
    fields = ("is_void", "employer", "kind", "from_on", "until_on")
    rows = ROW_MODELS["employer"].objects.known_at(known_at).newest().values_list(*fields)
    found = pl.DataFrame(list(rows), schema={name: _type(name) for name in fields}, orient="row")
    return found.filter(~pl.col("is_void")).drop("is_void")


def _rent_periods(known_at: dt.datetime, division: str) -> pl.DataFrame:
    rows = RentPayment.objects.known_at(known_at).filter(division=division, is_void=False).order_by()
    fields = ("from_month", "months")
    return pl.DataFrame(
        list(rows.values_list(*fields).distinct()), schema={name: _type(name) for name in fields}, orient="row"
    )


def _frame(rows: Any, fields: Sequence[str]) -> pl.DataFrame:
    """Return `subject` and the fields as a frame."""
    schema = {"subject": pl.String} | {name: _type(name) for name in fields}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _type(name: str) -> Any:
    if name.endswith(("_on", "_month")):
        return pl.Date
    return pl.Boolean if name.startswith("is_") else TYPES.get(name, pl.String)


def _texts(field: str) -> tuple[Cast]:
    """The key as text, which is what frames join on."""
    return (Cast(field, CharField()),)


def _month_of(index: int) -> dt.date:
    return dt.date(index // 12, index % 12 + 1, 1)
