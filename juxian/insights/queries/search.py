"""Figures are found by their labels, by everybody."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.insights.figures import FIGURES, Figure
from juxian.insights.ledger import Entry
from juxian.kit.access import Actor
from juxian.kit.search import Hit, SearchSource, register
from juxian.kit.text import matches, search_key


def find_figures(actor: Actor, text: str) -> list[Figure]:
    return [each for each in FIGURES.values() if matches(text, search_key(str(each.label)))]


def show_figure(actor: Actor, row: Figure) -> Hit:
    entry = Entry(row, row.public_value())
    return Hit(row.label, reverse("insights:figure_page", args=[row.key]), f"{entry.shown} {row.unit}")


def more_figures(actor: Actor, text: str) -> str:
    return reverse("insights:figure_list")


register(SearchSource("insights.figures", _("数据"), find_figures, show_figure, more=more_figures, order=80))
