"""Registers, the plan of 500 places, and the shortage catalogue of every year since 2023."""

import csv
import datetime as dt
from pathlib import Path

from django.conf import settings

import juxian
from juxian.catalogue.actions import (
    add_industry_group,
    archive_edition,
    create_edition,
    import_items,
    open_opinion,
    publish_edition,
)
from juxian.catalogue.importers import import_file, shortage_drafts
from juxian.catalogue.queries import edition_in_force
from juxian.demo.cast import TIME_ZONE, District
from juxian.evaluation.actions import create_plan
from juxian.evaluation.facts import rulebook
from juxian.kit import clock

FOLDER = Path(juxian.__file__).parent / "districts" / settings.DISTRICT / "catalogue"
REGISTERS = ["occupation_groups", "occupations", "aliases", "industries", "divisions", "majors"]
PLAN_STARTS = dt.datetime(2023, 3, 16, 10, 0, tzinfo=TIME_ZONE)
# Rules §1.1: the catalogue was expected at the end of April 2023; later ones come with the new year.
FIRST_PUBLISHED = dt.datetime(2023, 4, 28, 10, 0, tzinfo=TIME_ZONE)


def load_registers(district: District) -> None:
    """Load what the demo ships; a real district imports the full lists with `juxian import`."""
    with clock.at(PLAN_STARTS):
        with (FOLDER / "industry_groups.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                by = district.officers["zheng"]
                add_industry_group(row["key"], name=row["name"], position=int(row["position"]), by=by)
        for name in REGISTERS:
            report = import_file(name, FOLDER / f"{name}.csv")
            if report.faults:
                raise ValueError(f"{name}.csv: {report.faults[0]}")


def make_plan(district: District) -> None:
    """金蓝领人才500培养计划, from the district's own file."""
    law = rulebook().district.plan
    with clock.at(PLAN_STARTS):
        create_plan(
            None,
            title=law.title.zh,
            document=f"{law.law}（{law.source}）",
            year_from=law.from_on.year,
            year_until=law.until_on.year,
            places=dict(law.places),
            by=district.officers["huang"],
        )


def publish_editions(district: District, year_from: int, year_until: int | None = None) -> None:
    """Draft, opinions, publication; last year's edition goes to the archive on the same day."""
    for year in range(year_from, (year_until or clock.today().year) + 1):
        published_at = FIRST_PUBLISHED if year == FIRST_PUBLISHED.year else _new_year(year)
        previous = edition_in_force(published_at.date())
        with clock.at(published_at - dt.timedelta(days=35)):
            source = FOLDER / f"shortage_{year}.csv"
            copied = None if source.exists() else previous
            edition = create_edition(year, is_illustrative=True, copy_from=copied, by=district.officers["lin"])
            if source.exists():
                import_items(edition, drafts=shortage_drafts(source), by=district.officers["lin"])
            edition = open_opinion(edition, until_on=clock.today() + dt.timedelta(days=15), by=district.officers["lin"])
        with clock.at(published_at):
            publish_edition(edition, document_no=f"演示〔{year}〕1号", by=district.officers["huang"])
            if previous:
                archive_edition(previous, by=district.officers["huang"])


def _new_year(year: int) -> dt.datetime:
    return dt.datetime(year, 1, 2, 10, 0, tzinfo=TIME_ZONE)
