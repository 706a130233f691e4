"""Every write of the catalogue."""

from juxian.catalogue.actions.edition import (
    archive_edition,
    create_edition,
    open_opinion,
    publish_edition,
    withdraw_edition,
)
from juxian.catalogue.actions.industry_group import add_industry_group, change_industry_group
from juxian.catalogue.actions.item import add_item, change_item, import_items, remove_item
from juxian.catalogue.actions.opinion import answer_opinion, give_opinion
from juxian.catalogue.actions.register import (
    load_aliases,
    load_divisions,
    load_industries,
    load_majors,
    load_occupation_groups,
    load_occupations,
)

__all__ = [
    "add_industry_group",
    "add_item",
    "answer_opinion",
    "archive_edition",
    "change_industry_group",
    "change_item",
    "create_edition",
    "give_opinion",
    "import_items",
    "load_aliases",
    "load_divisions",
    "load_industries",
    "load_majors",
    "load_occupation_groups",
    "load_occupations",
    "open_opinion",
    "publish_edition",
    "remove_item",
    "withdraw_edition",
]
