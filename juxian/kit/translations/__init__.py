"""The languages of the product: Chinese at the source, English by hand, Traditional Chinese generated.

Own extraction, since GNU gettext is not on every machine: `python -m juxian.kit.translations update|check|compile`.
See `docs/how-to/translate.md`.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from juxian.kit.translations.catalogues import LANGUAGES, LOCALE, compile_catalogues, update_catalogue
from juxian.kit.translations.checking import catalogue_faults
from juxian.kit.translations.found import Fault
from juxian.kit.translations.sources import PACKAGE, read_sources

__all__ = ["Fault", "check", "compile_all", "main", "unwrapped", "update"]


def update(package: Path = PACKAGE, locale_dir: Path = LOCALE) -> int:
    """Bring the catalogues up to the sources; return the number of texts."""
    messages = read_sources(package).messages
    for language in LANGUAGES:
        update_catalogue(language, messages, locale_dir)
    return len(messages)


def check(package: Path = PACKAGE, locale_dir: Path = LOCALE) -> list[Fault]:
    """Return every fault: texts that are not wrapped or wrapped too early, and entries that are missing, obsolete,
    untranslated, or differ in placeholders."""
    findings = read_sources(package)
    faults = list(findings.faults)
    for language in LANGUAGES:
        faults += catalogue_faults(language, findings.messages, locale_dir)
    return faults


def unwrapped(package: Path = PACKAGE) -> list[Fault]:
    """Return the faults of the sources alone."""
    return read_sources(package).faults


def compile_all(locale_dir: Path = LOCALE) -> list[Path]:
    """Write the binary catalogues that Django reads (git ignores them); return those that changed."""
    return compile_catalogues(locale_dir)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 1 where `check` finds a fault."""
    parser = argparse.ArgumentParser(prog="juxian translations", description="The languages of the product.")
    parser.add_argument("command", choices=["update", "check", "unwrapped", "compile"])
    command = parser.parse_args(arguments).command
    if command == "update":
        _say(f"{update()} texts")
    elif command == "compile":
        _say(f"{len(compile_all())} catalogues compiled")
    else:
        faults = check() if command == "check" else unwrapped()
        for fault in faults:
            _say(str(fault))
        _say(f"{len(faults)} faults")
        return 1 if faults else 0
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
