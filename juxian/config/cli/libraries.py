"""`juxian libraries`: fetch the front-end libraries by the lock file and put the few served files side by side.

package.json names those files under "vendor"; settings serve node_modules/.juxian as /static/vendor/."""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from juxian.config.cli.ground import ROOT, CommandError

MODULES = ROOT / "node_modules"
SERVED = MODULES / ".juxian"
STAMP = SERVED / ".lock-sha256"


def main(arguments: list[str]) -> int:
    """Do nothing when the lock file is the one that was installed last. `--lock` writes a new lock file instead."""
    parser = argparse.ArgumentParser(prog="juxian libraries", description=__doc__)
    parser.add_argument("--lock", action="store_true", help="resolve the versions of today into package-lock.json")
    if parser.parse_args(arguments).lock:
        _npm("install", "--package-lock-only")
        return 0
    wanted = hashlib.sha256(
        (ROOT / "package-lock.json").read_bytes() + (ROOT / "package.json").read_bytes()
    ).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return 0
    _npm("ci")
    shutil.rmtree(SERVED, ignore_errors=True)
    SERVED.mkdir(parents=True)
    for name in json.loads((ROOT / "package.json").read_text())["vendor"]:
        shutil.copyfile(MODULES / name, SERVED / Path(name).name)
    STAMP.write_text(wanted)
    return 0


def _npm(*words: str) -> None:
    """Run the machine's npm, or the one in the wheel."""
    npm = [shutil.which("npm")] if shutil.which("npm") else [sys.executable, "-m", "juxian.config.cli.npm"]
    options = [*words, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run([*npm, *options], cwd=ROOT, check=False, stdin=subprocess.DEVNULL)  # type: ignore[list-item]
    if done.returncode:
        raise CommandError(
            "npm could not fetch the front-end libraries; its own words stand above. Is the network there?"
        )
