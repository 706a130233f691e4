"""`juxian audit seal | export FILE | verify [EXPORT PUBLIC_KEY CHECKPOINTS]`: the record and its seals.

With three files `verify` needs no database; without, it checks the running one."""

import argparse
from pathlib import Path

from juxian.config.cli.ground import database_running, set_up_django
from juxian.kit.audit import verify as standalone


def main(arguments: list[str]) -> int:
    """Return 0 where all is sound, 1 where something was changed, 2 where the call was wrong."""
    if arguments[:1] == ["verify"] and len(arguments) > 1:
        return standalone.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="juxian audit", description=__doc__)
    parser.add_argument("what", choices=["seal", "export", "verify"])
    parser.add_argument("file", nargs="?", type=Path, default=Path("audit-export.jsonl"))
    options = parser.parse_args(arguments)
    with database_running():
        set_up_django()
        return {"seal": _seal, "export": _export, "verify": _verify}[options.what](options.file)


def _seal(_file: Path) -> int:
    from juxian.kit.audit.sealing import seal

    made = seal()
    print(f"seal {made.number}: {len(made.event_ids)} events, digest {made.root}" if made else "no new events to seal")
    return 0


def _export(file: Path) -> int:
    from juxian.kit.access import SYSTEM
    from juxian.kit.audit import record
    from juxian.kit.audit.export import export_to

    count = export_to(file)
    record("export", "kit.audit_export", by=SYSTEM, data={"lines": count})
    print(f"{count} lines exported to {file}")
    return 0


def _verify(_file: Path) -> int:
    from juxian.kit.audit.checking import verify_database

    report = verify_database()
    print("\n".join(report.lines()))
    return 0 if report.is_sound else 1
