"""`juxian import REGISTER FILE`: read a published list as CSV. Loading the same file twice changes nothing."""

import argparse
import sys
from pathlib import Path

from juxian.config.cli.ground import CommandError, database_running, set_up_django


def main(arguments: list[str]) -> int:
    """Load all or nothing; with `--partial` the rows without fault. Return 1 where a row has a fault."""
    parser = argparse.ArgumentParser(prog="juxian import", description=__doc__)
    parser.add_argument("register", help="occupations, industries, divisions, …")
    parser.add_argument("file", type=Path)
    parser.add_argument("--version", default="", help="edition of the list, for example 2022")
    parser.add_argument("--partial", action="store_true", help="load the good rows, name the others")
    choice = parser.parse_args(arguments)
    if not choice.file.is_file():
        raise CommandError(f"There is no file {choice.file}.")
    with database_running():
        set_up_django()
        return _load(choice)


def _load(choice: argparse.Namespace) -> int:
    from tqdm import tqdm

    from juxian.catalogue.importers import count_rows, import_file
    from juxian.kit.errors import RuleBroken

    try:
        with tqdm(total=count_rows(choice.file)) as bar:
            tick = {"tick": bar.update}
            report = import_file(choice.register, choice.file, version=choice.version, partial=choice.partial, **tick)
    except RuleBroken as error:
        raise CommandError(error.message) from error
    for fault in report.faults:
        print(f"{choice.file}:{fault.line}: {fault.message}", file=sys.stderr)
    print(f"{choice.register}: {'saved' if report.is_saved else 'nothing was saved'} {report.loaded}")
    return 1 if report.faults else 0
