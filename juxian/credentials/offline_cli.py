"""`juxian offline-checker --out FILE`: write the page that checks certificates without network.

`--list FILE` writes the signed list of what does not hold today beside it."""

import argparse
from pathlib import Path

from juxian.credentials.offline import checker_html, status_file


def main(arguments: list[str]) -> int:
    """Write the file, and the list where asked for."""
    parser = argparse.ArgumentParser(prog="juxian offline-checker", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the HTML file to write")
    parser.add_argument("--list", type=Path, help="the status list to write")
    options = parser.parse_args(arguments)
    options.out.write_text(checker_html(), encoding="utf-8")
    if options.list:
        options.list.write_text(status_file(), encoding="utf-8")
    return 0
