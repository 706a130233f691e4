"""The rows behind a figure as a page shows them."""

from collections.abc import Iterable
from typing import Any

from juxian.insights.figures import Figure
from juxian.kit.excel import Column

Cells = list[tuple[Column, Any]]


def lines(figure: Figure, rows: Iterable[Any], *, is_public: bool) -> list[tuple[Cells, str]]:
    """Return (cells, address of the row's own page) for each row; everybody gets only what is public."""
    shape = figure.shape
    columns = shape.columns_for(is_public=is_public)
    link = shape.public_link if is_public else shape.link or shape.public_link
    shown = []
    for row in rows:
        values = shape.read(row)
        cells = [(column, values[column.key]) for column in columns]
        shown.append((cells, link(row) if link else ""))
    return shown
