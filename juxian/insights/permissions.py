"""Who may open the rows behind a figure with their names."""

from enum import StrEnum


class Permission(StrEnum):
    READ_ROWS = "insights.read_rows"
