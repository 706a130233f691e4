"""What is kept in git is ours, is text, and holds nothing of one machine."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT, assert_none

# Spelt in pieces, so that this file is no fault of its own.
ELSEWHERE = {
    "an address of a package index": re.compile(
        r"(?:--(?:extra-)?index-url|index-url\s*=|registry\s*=|//registry\.|pypi\.org/simple|//mirrors?\.)"
    ),
    "an absolute path of one machine": re.compile(r"(?<![\w.<}{$/])/(?:work|home|root|farm|Users)/[\w.-]+"),
    "a secret": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|_authToken|\bAKIA[0-9A-Z]{16}\b"),
}
FOREIGN = re.compile(
    r"(^|/)(node_modules|vendor|third_party|site-packages|dist|\.venv|var)/|\.min\.(js|css)$|\.(woff2?|ttf|otf|whl|jar|so)$"
)
# Pictures of the product in its own documents, made by tests/browser/test_screenshots.py.
PICTURES = re.compile(r"^docs/[\w/-]+\.(png|webp)$")


def tracked() -> list[str]:
    """What git keeps; in an export without git there is nothing to say."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git here: an export of the sources")
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in answer.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def find_foreign(root: Path, names: list[str]) -> list[str]:
    """Third-party files, binary files, addresses and paths of one machine, secrets."""
    faults = []
    for name in names:
        if FOREIGN.search(name):
            faults.append(f"{name} is no file of ours")
            continue
        content = (root / name).read_bytes()
        if b"\0" in content:
            faults += [] if PICTURES.match(name) else [f"{name} is binary"]
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            faults += [f"{name}:{number} holds {what}" for what, pattern in ELSEWHERE.items() if pattern.search(line)]
    return faults


def test_git_keeps_only_what_is_ours():
    names = [name for name in tracked() if name != "tests/house/test_repository.py"]
    assert len(names) > 300
    assert_none(find_foreign(ROOT, names))


def test_foreign_files_addresses_and_secrets_are_found(plant):
    files = {
        "juxian/kit/static/vendor/htmx.min.js": "x",
        "fonts/song.ttf": "x",
        "picture.png": "\0",
        "docs/pictures/home.png": "\0",
        ".npmrc": "registry=https://example.invalid/",
        "requirements.txt": "--index-url https://example.invalid/simple",
        "run.sh": "cd /home/somebody/project\npath('office/work/list/')",
        "key.pem": "-----BEGIN PRIVATE KEY-----",
        "ours.py": "x = 1",
    }
    found = find_foreign(plant(files), list(files))
    assert {fault.split()[0].split(":")[0] for fault in found} == set(files) - {"docs/pictures/home.png", "ours.py"}
