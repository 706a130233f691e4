"""`juxian figures`: every figure of the district, computed from rows at this moment."""

import argparse
import json
import sys
import unicodedata

from django.utils.translation import override

from juxian.insights.ledger import as_data, entries


def main(arguments: list[str]) -> int:
    """Print the figures as a table, or with `--json` as {key: {value, label, unit, rows_url, …}}. Whoever sits at the
    machine sees whole values; the public pages withhold small delicate ones."""
    parser = argparse.ArgumentParser(prog="juxian figures", description="Every figure, from rows.")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="as JSON, keyed by the row of the acceptance table")
    shape.add_argument("--table", action="store_true", help="as a table (the default)")
    with override("zh-hans"):
        wants_json = parser.parse_args(arguments).json
        text = json.dumps(as_data(is_public=False), ensure_ascii=False, indent=2) if wants_json else table()
    sys.stdout.write(f"{text}\n")
    return 0


def table() -> str:
    """Return the figures in three columns."""
    lines = [
        (entry.figure.key, f"{entry.shown} {entry.figure.unit}".strip(), str(entry.figure.label))
        for entry in entries(is_public=False)
    ]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(_padded, line, widths)).rstrip() for line in lines)


def _width(text: str) -> int:
    """A Chinese character is two columns wide."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
