"""Markdown tables for the pages that `juxian reference` writes."""


def table(title: str, columns: list[str]) -> list[str]:
    """A heading and the head of a table below it."""
    return ["", f"## {title}", "", row(*columns), "|" + "---|" * len(columns)]


def row(*cells: object) -> str:
    """One line; what would end a cell is escaped."""
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def code(text: str) -> str:
    return f"`{text}`"
